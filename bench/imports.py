"""How fast files are read with every check and in how much memory, and SIE beside the other Python package for it."""

import random
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, in_child, peak_memory

ROWS_OF_A_TABLE = (1_000_000, 4_000_000)
ROWS_OF_SIE = 500_000
ROWS_TO_COMPARE = 20_000
LEAST_A_SECOND = 250_000
_ACCOUNTS = [str(3000 + 10 * place) for place in range(500)]


def tables(runs: int) -> list[Row]:
    """A generated CSV of as many accounts as a municipality uses (500), read and checked into staged lines."""
    with TemporaryDirectory() as folder:
        rows = []
        for count in ROWS_OF_A_TABLE:
            path = Path(folder) / "ledger.csv"
            _write_csv(path, count)
            rows.append(_row(f"CSV of {count:,} lines", path, count, min(runs, 3)))
        return rows


def sie(runs: int) -> list[Row]:
    """A generated SIE 4 file, read and proven; and a smaller one parsed alone, beside `pysie-accounting`.

    The files have 500 accounts, as a municipality uses some 500 to 1 500: `pysie-accounting` takes several times as
    long for a file of many more, and both are judged on one that is like those of life.

    Tertial checks every field, day and amount, that vouchers balance, stand once and lie in the year, and holds the
    sums of each account and month against the file's own; it gives lines with codes. The other package checks
    nothing, and gives vouchers as lists of text. Both are measured equally often, in turn, each in its own process.
    """
    runs = min(runs, 5)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.se"
        _write_sie(path, ROWS_OF_SIE)
        rows = [_row(f"SIE 4 of {ROWS_OF_SIE:,} lines", path, ROWS_OF_SIE, runs)]
        alone = [in_child("bench.imports:parse", path) for _ in range(runs)]
        rows.append(
            _named(f"SIE 4 of {ROWS_OF_SIE:,} lines, parsed alone", alone, ROWS_OF_SIE, "", ROWS_OF_SIE / 500_000)
        )
        _write_sie(path, ROWS_TO_COMPARE)
        ours, theirs = [], []
        for _ in range(runs):
            ours.append(in_child("bench.imports:parse", path))
            theirs.append(in_child("bench.imports:parse_by_the_other", path, ROWS_TO_COMPARE))
        name = f"SIE 4 of {ROWS_TO_COMPARE:,} lines, parsed alone"
        rows.append(_named(f"{name}, every check", ours, ROWS_TO_COMPARE, ""))
        return [*rows, _named(f"{name}, by pysie-accounting, no check", theirs, ROWS_TO_COMPARE, "")]


def stage(path: str, folder: str) -> tuple[float, int, int, int]:
    """Reads, checks and proves a file: seconds, lines in, lines refused, MB more than at rest."""
    from tertial.common.tabular_files import open_table  # noqa: PLC0415 - needs Django to be set up
    from tertial.intake.ledger.sie.file import Dimensions  # noqa: PLC0415
    from tertial.intake.ledger.sie.staging import stage_sie  # noqa: PLC0415
    from tertial.intake.ledger.staging import stage_tables  # noqa: PLC0415
    from tertial.intake.ledger.tabular.guess import guess  # noqa: PLC0415
    from tertial.intake.ledger.workshop import SourceFile  # noqa: PLC0415

    before, start = peak_memory(), time.perf_counter()
    place = Path(path)
    file = [SourceFile(place, place.name)]
    if place.suffix == ".se":
        staged = stage_sie(file, Dimensions(), Path(folder))
    else:
        staged = stage_tables(file, guess(open_table(place)).mapping, Path(folder))
    return time.perf_counter() - start, staged.line_count, staged.refused_count, peak_memory() - before


def parse(path: str) -> float:
    """Parses a SIE file with every check, and gives the seconds."""
    from tertial.intake.ledger.sie.reader import read_sie  # noqa: PLC0415 - needs Django to be set up

    start = time.perf_counter()
    reading = read_sie(Path(path), name=path, on_bad=print)
    count = sum(len(some) for some in reading.rows())
    seconds = time.perf_counter() - start
    assert count
    assert not reading.tally.unbalanced_count
    assert not reading.contradictions
    return seconds


def parse_by_the_other(path: str, count: int) -> float:
    """Parses a SIE file with `pysie-accounting`, and gives the seconds."""
    from pysie_accounting.pysie import PySIE  # noqa: PLC0415 - it needs pandas, which it does not say

    with TemporaryDirectory() as folder:
        codes = Path(folder) / "codes.csv"
        codes.write_text("SRU,Ink2\n7300,3.1\n", encoding="utf-8")
        start = time.perf_counter()
        other = PySIE()
        other.open_trans(str(codes))
        other.open(path)
        seconds = time.perf_counter() - start
    assert sum(len(voucher[3]) for voucher in other.verifikat.values()) == count
    return seconds


def _row(what: str, path: Path, count: int, runs: int) -> Row:
    seconds, most = [], 0
    for _ in range(runs):
        with TemporaryDirectory() as folder:
            took, lines, refused, more = in_child("bench.imports:stage", path, folder)
            assert lines + refused == count
            seconds.append(took)
            most = max(most, more)
    return _named(what, seconds, count, f", {most} MB more than at rest", count / LEAST_A_SECOND)


def _named(what: str, seconds: list[float], count: int, memory: str, at_most: float | None = None) -> Row:
    rate = round(count / sorted(seconds)[len(seconds) // 2], -3)
    return Row(f"{what}: {rate:,.0f} lines/s{memory}", seconds, at_most)


def _amounts(count: int) -> Iterator[tuple[int, int]]:
    """Vouchers of four lines that balance: the voucher's number and öre."""
    chance = random.Random(2024)
    for number in range(count // 4):
        parts = [chance.randrange(-10_000_000, 10_000_000) for _ in range(3)]
        for part in (*parts, -sum(parts)):
            yield number, part


def _kronor(ore: int, decimal: str) -> str:
    return f"{'-' if ore < 0 else ''}{abs(ore) // 100}{decimal}{abs(ore) % 100:02}"


def _write_csv(path: Path, count: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write("Konto;Ansvar;Verksamhet;Projekt;Motpart;Period;Belopp;Vernr;Datum;Text\n")
        for place, (number, ore) in enumerate(_amounts(count)):
            month = number * 4 * 12 // count + 1
            # One line in two thousand has a text that needs quotation marks, as in real exports.
            text = f'"Köp; se ""avtal"" {number}"' if place % 2000 == 0 else f"Faktura {number} från leverantör"
            file.write(
                f"{chance.choice(_ACCOUNTS)};{chance.randrange(1000, 1400)};{chance.randrange(100, 900)};;86;"
                f"2024{month:02};{_kronor(ore, ',')};V{number};2024-{month:02}-15;{text}\n"
            )


def _write_sie(path: Path, count: int) -> None:
    """Vouchers of four lines, and the result of each account that they come to."""
    chance = random.Random(1)
    lines = [(number, ore, chance.choice(_ACCOUNTS), chance.randrange(1000, 1400)) for number, ore in _amounts(count)]
    results: dict[str, int] = defaultdict(int)
    for _number, ore, account, _unit in lines:
        results[account] += ore
    with path.open("w", encoding="utf-8") as file:
        file.write('#FLAGGA 0\n#PROGRAM "Bench" 1\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Kommun"\n')
        file.write('#RAR 0 20240101 20241231\n#DIM 1 "Ansvar"\n#IB 0 1910 0.00\n#UB 0 1910 0.00\n')
        for account, ore in sorted(results.items()):
            file.write(f'#KONTO {account} "Konto {account}"\n#RES 0 {account} {_kronor(ore, ".")}\n')
        for place, (number, ore, account, unit) in enumerate(lines):
            day = f"2024{number * 4 * 12 // count + 1:02}15"
            if place % 4 == 0:
                file.write(f'#VER "A" "{number + 1}" {day} "Faktura {number}" {day}\n{{\n')
            file.write(f'#TRANS {account} {{1 "{unit}"}} {_kronor(ore, ".")} {day} "Köp"\n')
            if place % 4 == 3:
                file.write("}\n")
