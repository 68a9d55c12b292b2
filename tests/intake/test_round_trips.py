"""Random ledgers written in many ways come back as the same lines, and no bytes whatever make an import stumble."""

import csv
import io
import re
from contextlib import suppress
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tertial.common.tabular_files import open_table
from tertial.domain.message import DomainError
from tertial.intake.ledger.sie.file import Dimensions
from tertial.intake.ledger.sie.staging import stage_sie
from tertial.intake.ledger.staging import stage_tables
from tertial.intake.ledger.tabular.columns import ColumnMapping
from tertial.intake.ledger.tabular.guess import guess
from tertial.intake.ledger.workshop import SourceFile, Staged

pytestmark = pytest.mark.slow

HEADINGS = ("Konto", "Ansvar", "Verksamhet", "Projekt", "Motpart", "Period", "Belopp", "Vernr", "Text")
CODE = st.text("0123456789ABCÅÄÖ", min_size=1, max_size=8)
WORDS = st.text(st.characters(codec="cp1252", categories=("L", "N", "P", "Zs", "Sc")), max_size=30)
LINE = st.tuples(
    st.from_regex(r"[1-8][0-9]{3}", fullmatch=True),
    CODE,
    CODE,
    st.one_of(st.just(""), CODE),
    st.one_of(st.just(""), CODE),
    st.integers(2020, 2030).flatmap(lambda year: st.integers(1, 12).map(lambda month: year * 100 + month)),
    st.integers(-(10**13), 10**13),
    CODE,
    WORDS,
)
SIGN_STYLES = ("before", "after", "parentheses", "dash")


def written(ore: int, decimal: str, thousands: str, style: str) -> str:
    whole, part = divmod(abs(ore), 100)
    digits = f"{whole:,}".replace(",", thousands) + decimal + f"{part:02}"
    if ore >= 0:
        return digits
    return {"before": f"-{digits}", "after": f"{digits}-", "parentheses": f"({digits})", "dash": f"\u2212{digits}"}[
        style
    ]


@st.composite
def dialects(draw: st.DrawFn) -> dict[str, str]:
    decimal = draw(st.sampled_from(",."))
    delimiter = draw(st.sampled_from([";", "\t", "|"] + ([","] if decimal == "." else [])))
    others = [" ", "\u00a0", "", "." if decimal == "," else ","]
    charset = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    style = draw(st.sampled_from(SIGN_STYLES if charset != "cp1252" else SIGN_STYLES[:3]))
    return {
        "decimal": decimal,
        "delimiter": delimiter,
        "thousands": draw(st.sampled_from(others)),
        "style": style,
        "charset": charset,
        "line_end": draw(st.sampled_from(["\n", "\r\n"])),
        "quoting": draw(st.sampled_from(["minimal", "all"])),
    }


def as_csv(lines: list[tuple], dialect: dict[str, str]) -> bytes:
    out = io.StringIO(newline="")
    quoting = csv.QUOTE_ALL if dialect["quoting"] == "all" else csv.QUOTE_MINIMAL
    writer = csv.writer(out, delimiter=dialect["delimiter"], lineterminator=dialect["line_end"], quoting=quoting)
    writer.writerow(HEADINGS)
    for line in lines:
        amount = written(line[6], dialect["decimal"], dialect["thousands"], dialect["style"])
        writer.writerow([*line[:6], amount, *line[7:]])
    return out.getvalue().encode(dialect["charset"])


def staged(folder: str, content: bytes, mapping: ColumnMapping | None = None) -> Staged:
    path = Path(folder) / "rader.csv"
    path.write_bytes(content)
    guessed = mapping or guess(open_table(path)).mapping
    return stage_tables([SourceFile(path, path.name)], guessed, Path(folder) / "staged")


@given(st.lists(LINE, min_size=2, max_size=12), dialects())
@settings(max_examples=25)
def test_random_ledgers_come_back_from_every_way_of_writing_a_table(
    lines: list[tuple], dialect: dict[str, str]
) -> None:
    with TemporaryDirectory() as folder:
        found = staged(folder, as_csv(lines, dialect))
        columns = "account, unit, activity, project, counterpart, period, amount, voucher, text"
        rows = duckdb.sql(f"SELECT {columns} FROM '{found.lines}' ORDER BY \"row\"").fetchall()
        assert found.refused_count == 0
        assert rows == [(*line[:8], " ".join(line[8].split("\n")).strip()) for line in lines]
        assert found.files[0].amount == sum(line[6] for line in lines)


@given(st.lists(st.tuples(st.sampled_from(["5010", ""]), st.text("0123456789,.-– ()krx=", max_size=12)), max_size=15))
@example([("5010", "-"), ("", "5")])
@settings(max_examples=25)
def test_every_line_is_in_or_refused_whatever_stands_in_it(cells: list[tuple[str, str]]) -> None:
    text = "Konto;Period;Belopp\n" + "".join(f"{account};202401;{amount}\n" for account, amount in cells)
    mapping = ColumnMapping.from_json({"columns": {"account": "Konto", "period": "Period", "amount": "Belopp"}})
    with TemporaryDirectory() as folder:
        found = staged(folder, text.encode(), mapping)
        numbers = duckdb.sql(
            f"SELECT \"row\" FROM '{found.lines}' UNION ALL SELECT \"row\" FROM '{found.refused}'"
        ).fetchall()
        assert sorted(number for (number,) in numbers) == list(range(2, len(cells) + 2))


def ore_of(written: str) -> int | None:
    """Öre of an amount with a decimal comma, one sign after the other: the slow way, to hold the quick one against."""
    text = re.sub("[\u00a0\u2007\u2009\u202f\t']", " ", written.strip())
    text = re.sub("[\u2010-\u2015\u2212]", "-", text)
    text = re.sub(" ?(kr|sek)$", "", text, flags=re.IGNORECASE)
    negative = "-" in text or text[:1] == "("
    for shape in (r"[-+] ?(.*)", r"(.*?) ?-", r"\((.*)\)"):
        if found := re.fullmatch(shape, text):
            text = found[1]
            break
    whole, comma, part = text.partition(",")
    fits = re.fullmatch(r"[0-9]*|[0-9]{1,3}([ .][0-9]{3})+", whole) and re.fullmatch("[0-9]+" if comma else "", part)
    if not fits or not (whole or part) or part[2:].strip("0"):
        return None
    ore = int(re.sub("[ .]", "", whole) or "0") * 100 + int(part[:2].ljust(2, "0"))
    return -ore if negative else ore


WRITTEN = st.one_of(
    st.from_regex(r"[-+(\u2212]?[0-9]{1,5}([ \u2009.][0-9]{3})?,[0-9]{2,3}[-)]?( kr)?", fullmatch=True),
    st.text("0123456789,.-+ ()kr\u2009\u00a0\u2212", max_size=9),
)


@given(st.lists(WRITTEN, min_size=1, max_size=25), st.sampled_from(["utf-8", "utf-16"]))
@settings(max_examples=60)
def test_an_amount_is_what_it_says_however_it_is_written(amounts: list[str], charset: str) -> None:
    text = "Konto;Period;Belopp\n" + "".join(f"5010;202401;{amount}\n" for amount in amounts)
    mapping = ColumnMapping.from_json({"columns": {"account": "Konto", "period": "Period", "amount": "Belopp"}})
    with TemporaryDirectory() as folder:
        found = staged(folder, text.encode(charset), mapping)
        lines = dict(duckdb.sql(f"SELECT \"row\", amount FROM '{found.lines}'").fetchall())
        refused = {row for (row,) in duckdb.sql(f"SELECT \"row\" FROM '{found.refused}'").fetchall()}
    expected = {number: ore_of(amount) for number, amount in enumerate(amounts, start=2)}
    assert lines == {number: ore for number, ore in expected.items() if ore is not None}
    assert refused == {number for number, ore in expected.items() if ore is None}


@given(
    st.lists(
        st.tuples(
            st.from_regex(r"[1-8][0-9]{3}", fullmatch=True), st.integers(-(10**12), 10**12), WORDS.map(str.strip)
        ),
        min_size=1,
        max_size=8,
    )
)
@settings(max_examples=20)
def test_random_vouchers_come_back_from_a_sie_file(rows: list[tuple[str, int, str]]) -> None:
    def amount(ore: int) -> str:
        return str(Decimal(ore).scaleb(-2))

    quoted = [(account, ore, text.replace("\\", "\\\\").replace('"', '\\"')) for account, ore, text in rows]
    body = "".join(f'#TRANS {account} {{1 "10"}} {amount(ore)} 20240131 "{text}"\n' for account, ore, text in quoted)
    content = f'#FLAGGA 0\n#SIETYP 4\n#RAR 0 20240101 20241231\n#VER A 1 20240131 "rad"\n{{\n{body}}}\n'
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.se"
        path.write_text(content, encoding="utf-8")
        found = stage_sie([SourceFile(path, path.name)], Dimensions(), Path(folder) / "staged")
        lines = duckdb.sql(f"SELECT account, amount, text FROM '{found.lines}' ORDER BY \"row\"").fetchall()
    assert lines == [(account, ore, text or "rad") for account, ore, text in rows]
    assert found.refused_count == 0


@given(
    st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(str.encode),
        st.lists(
            st.sampled_from([b"Konto;Period;Belopp\n", b'"', b";", b"\n", b"\r", b"\x00", b"5010;202401;1\n", b"\xff"])
        ).map(b"".join),
        st.lists(
            st.sampled_from(
                [
                    b"#FLAGGA 0\n",
                    b"#VER A 1 20240101\n",
                    b"{\n",
                    b"}\n",
                    b"#TRANS 1 {} 5\n",
                    b"#KSUMMA\n",
                    b'"',
                    b"#RES 0 1",
                ]
            )
        ).map(b"".join),
        st.binary(max_size=200).map(lambda tail: b"PK\x03\x04" + tail),
    )
)
@settings(max_examples=60)
def test_no_bytes_make_an_import_stumble(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        with suppress(DomainError):
            staged(folder, content)
        path = Path(folder) / "bok.se"
        path.write_bytes(content)
        with suppress(DomainError):
            stage_sie([SourceFile(path, path.name)], Dimensions(), Path(folder) / "sie")
