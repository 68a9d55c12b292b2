"""How fast files are read with every check and in how much memory, and SIE beside the other Python package for it."""

import json
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.measure import Row, times

ROWS_OF_A_TABLE = (1_000_000, 4_000_000)
ROWS_OF_SIE = 500_000
ROWS_TO_COMPARE = 20_000
LEAST_A_SECOND = 250_000

# Each reading has a process of its own, so that its greatest memory is its alone.
_CHILD = """
import json, resource, sys, time
from pathlib import Path
from tertial.common.tabular_files import open_table
from tertial.sources.sie.file import Dimensions
from tertial.sources.sie.staging import stage_sie
from tertial.sources.staging import stage_tables
from tertial.sources.tabular.guess import guess_mapping
from tertial.sources.workshop import SourceFile
path, folder = Path(sys.argv[1]), Path(sys.argv[2])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.perf_counter()
file = [SourceFile(path, path.name)]
if path.suffix == ".se":
    staged = stage_sie(file, Dimensions(), folder)
else:
    staged = stage_tables(file, guess_mapping(open_table(path)), folder)
seconds = time.perf_counter() - start
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([seconds, staged.line_count, staged.refused_count, (peak - before) // 1024]))
"""


def tables(runs: int) -> list[Row]:
    """A generated CSV, read and checked into staged lines."""
    with TemporaryDirectory() as folder:
        rows = []
        for count in ROWS_OF_A_TABLE:
            path = Path(folder) / "ledger.csv"
            _write_csv(path, count)
            rows.append(_row(f"CSV of {count:,} lines", path, count, min(runs, 3)))
        return rows


def sie(runs: int) -> list[Row]:
    """A generated SIE 4 file, whole; and a smaller one beside `pysie-accounting`."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.se"
        _write_sie(path, ROWS_OF_SIE)
        rows = [_row(f"SIE 4 of {ROWS_OF_SIE:,} lines", path, ROWS_OF_SIE, min(runs, 3))]
        _write_sie(path, ROWS_TO_COMPARE)
        name = f"SIE 4 of {ROWS_TO_COMPARE:,} lines"
        rows.append(_named(f"{name}, parsed alone", times(min(runs, 3), lambda: _parse(path)), ROWS_TO_COMPARE, ""))
        try:
            from pysie_accounting.pysie import PySIE  # noqa: PLC0415 - it needs pandas, which it does not say
        except ImportError as error:
            print(f"pysie-accounting cannot be measured: {error}")
            return rows
        codes = Path(folder) / "codes.csv"
        codes.write_text("SRU,Ink2\n7300,3.1\n", encoding="utf-8")

        def parse_otherwise() -> None:
            other = PySIE()
            other.open_trans(str(codes))
            other.open(str(path))
            assert sum(len(voucher[3]) for voucher in other.verifikat.values()) == ROWS_TO_COMPARE

        other = times(1, parse_otherwise)
        return [*rows, _named(f"{name}, by pysie-accounting", other, ROWS_TO_COMPARE, "")]


def _parse(path: Path) -> int:
    from tertial.sources.sie.reader import read_sie  # noqa: PLC0415 - needs Django to be set up

    return sum(1 for _line in read_sie(path, name=path.name, on_bad=print).lines())


def _row(what: str, path: Path, count: int, runs: int) -> Row:
    seconds, most = [], 0
    for _ in range(runs):
        with TemporaryDirectory() as folder:
            command = [sys.executable, "-c", _CHILD, str(path), folder]
            found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
            assert found[1] + found[2] == count
            seconds.append(found[0])
            most = max(most, found[3])
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
                f"{chance.randrange(3000, 8000)};{chance.randrange(1000, 1400)};{chance.randrange(100, 900)};;86;"
                f"2024{month:02};{_kronor(ore, ',')};V{number};2024-{month:02}-15;{text}\n"
            )


def _write_sie(path: Path, count: int) -> None:
    chance = random.Random(1)
    with path.open("w", encoding="utf-8") as file:
        file.write('#FLAGGA 0\n#PROGRAM "Bench" 1\n#FORMAT PC8\n#SIETYP 4\n#FNAMN "Kommun"\n')
        file.write('#RAR 0 20240101 20241231\n#DIM 1 "Ansvar"\n#KONTO 3011 "Avgifter"\n#SRU 3011 7300\n')
        file.write("#IB 0 1910 0.00\n#UB 0 1910 0.00\n#RES 0 3011 0.00\n")
        for place, (number, ore) in enumerate(_amounts(count)):
            day = f"2024{number * 4 * 12 // count + 1:02}15"
            if place % 4 == 0:
                file.write(f'#VER "A" "{number + 1}" {day} "Faktura {number}" {day}\n{{\n')
            unit = chance.randrange(1000, 1400)
            file.write(f'#TRANS {chance.randrange(3000, 8000)} {{1 "{unit}"}} {_kronor(ore, ".")} {day} "Köp"\n')
            if place % 4 == 3:
                file.write("}\n")
