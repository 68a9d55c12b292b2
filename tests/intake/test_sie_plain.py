"""Generated SIE files, well-formed and broken, in every dialect: Tertial reads them as a plain reader does.

`HYPOTHESIS_PROFILE=searching` tries many; the suite a few.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tertial.common.tabular_files import UnreadableFile
from tertial.intake.ledger.sie.file import BadLine
from tertial.intake.ledger.sie.reader import read_sie
from tertial.intake.ledger.sie_notes import UNPROVEN
from tests.intake.plain_sie import Reader
from tests.intake.plain_sie_fields import Line, UnusableError

ORE = st.integers(-(10**7), 10**7) | st.sampled_from([0, 1, -5, 10**16 - 1])
ODD_AMOUNTS = st.sampled_from(
    ["1234,56", "1 234.56", "1'234.56", "1e3", "12.50-", "+5", ".5", "5.", "1.500", "", "fem", "9" * 15, "--1", "{}"]
)
ACCOUNTS = st.sampled_from(["1930", "2440", "3010", "4010", '"4010"', "4010K"])
ODD_ACCOUNTS = st.sampled_from(['"40 10"', '"4010', "", "{}", "40\\10"])
LISTS = st.sampled_from(
    ["{}", "{ }", '{1 "10"}', "{1 10}", '{"1" "10" "6" "P 1"}', '{6 "P1"}', '{2 "20" 1 "10"}', '{21 "G"}', '{9 ""}']
)
ODD_LISTS = st.sampled_from(
    ['{1 "a}b"}', '{1 "10" 1 "20"}', '{1 "10" 6}', '{1 "10', "", "{{}}", '{"" "1"}', '{1 "\\""}']
)
DAYS = st.sampled_from(["20240101", "20240305", "20241231", '"20240229"'])
ODD_DAYS = st.sampled_from(["2024-03-05", "20240230", "240305", "20250105", '""', "5 mars", "{}", "123", "12.5"])
TEXTS = st.sampled_from(["", '"El"', '"Räksmörgås på ö"', "El", '""', '"El" 2.5', '"El" 2 "anna"', "El 2.5 anna"])
ODD_TEXTS = st.sampled_from(
    [
        '"Sa \\"ja\\""',
        '"C:\\temp"',
        '"C:\\\\"',
        '"öppen',
        '"a"b',
        'a"b',
        "Köp av el",
        '"El" mer "öppen',
        "{x}",
        '"a" {',
        "}",
    ]
)
LABELS = st.sampled_from(["#TRANS", "#TRANS", "#TRANS", "#trans", "#BTRANS", "#RTRANS", "#TRANSS", "TRANS", "#"])
ENDS = st.sampled_from(["\n", "\r\n", "\r"])
MARGINS = st.sampled_from(["", "", "\t", "   "])


def mostly(usual: st.SearchStrategy[str], odd: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """The usual nine times of ten, so that most lines have at most one fault."""
    return st.integers(0, 9).flatmap(lambda number: odd if number == 0 else usual)


def kronor(ore: int, decimals: int) -> str:
    written = f"{'-' if ore < 0 else ''}{abs(ore) // 100}.{abs(ore) % 100:02}"
    return written if decimals else written.rstrip("0").rstrip(".")


AMOUNTS = mostly(st.builds(kronor, ORE, st.booleans()), ODD_AMOUNTS)


@st.composite
def rows(draw: st.DrawFn) -> str:
    parts = [
        draw(st.sampled_from(["#TRANS"]) | LABELS),
        draw(mostly(ACCOUNTS, ODD_ACCOUNTS)),
        draw(mostly(LISTS, ODD_LISTS)),
        draw(AMOUNTS),
    ]
    if draw(st.booleans()):
        parts += [draw(mostly(DAYS, ODD_DAYS)), draw(mostly(TEXTS, ODD_TEXTS))]
    line = draw(st.sampled_from([" ", " ", "\t", "  "])).join(part for part in parts if part)
    return f"{line}\n{line.replace('#RTRANS', '#TRANS')}" if "#RTRANS" in line and draw(st.booleans()) else line


@st.composite
def vouchers(draw: st.DrawFn, number: int = 0) -> list[str]:
    ore = draw(ORE.filter(lambda ore: abs(ore) < 10**15))
    balanced = [f"#TRANS 4010 {{1 10}} {kronor(ore, 1)}", f'#TRANS 1930 {{}} {kronor(-ore, 0)} 20240305 "El"']
    lines = balanced if draw(st.integers(0, 2)) else draw(st.lists(rows(), max_size=4))
    head = [
        draw(st.sampled_from(["#VER", "#VER", "#ver"])),
        draw(st.sampled_from(["A", '""', '"B"', '"A B"'])),
        draw(st.sampled_from([str(number), f'"{number}"'])),
        draw(mostly(DAYS, ODD_DAYS)),
        draw(mostly(TEXTS, ODD_TEXTS)),
    ]
    odd = draw(st.sampled_from([[]] * 12 + [["{"], ["text"], ["#NYTT 1"], [""], ["}"]]))
    ends = [] if draw(st.integers(0, 40)) == 0 else ["}"]
    return [" ".join(part for part in head if part), "{", *lines, *odd, *ends]


@st.composite
def balances(draw: st.DrawFn) -> str:
    account, ore = draw(mostly(ACCOUNTS, ODD_ACCOUNTS)), draw(AMOUNTS | st.sampled_from(["100", "-100", "0"]))
    label = draw(st.sampled_from(["#IB 0", "#UB 0", "#RES 0", "#UB -1", "#RES -1", "#res 0", "#IB x"]))
    return f"{label} {account} {ore}"


@st.composite
def months(draw: st.DrawFn) -> str:
    month = draw(st.sampled_from(["202401", "202403", "202403", "202413", "2024-03", "202501"]))
    year = draw(st.sampled_from(["0", "0", "0", "-1"]))
    account, listed = draw(mostly(ACCOUNTS, ODD_ACCOUNTS)), draw(mostly(LISTS, ODD_LISTS))
    return f"#PSALDO {year} {month} {account} {listed} {draw(AMOUNTS | st.sampled_from(['100', '-100', '200']))}"


@st.composite
def files(draw: st.DrawFn) -> tuple[str, str]:
    """A file's text, and the charset that it is written in."""
    kind = draw(st.sampled_from(["1", "2", "3", "4", "4"]))
    top = [
        "#FLAGGA 0",
        '#PROGRAM "Prov" 1.0',
        "#FORMAT PC8",
        f"#SIETYP {kind}",
        '#FNAMN "Räksmörgås på ön Åäö"',
        *draw(st.sampled_from([["#RAR 0 20240101 20241231"]] * 8 + [[], ["#RAR 0 20241231 20240101"]])),
        *draw(st.sampled_from([[]] * 8 + [["#VALUTA EUR"], ["#OMFATTN 20240630"], ["#OMFATTN 2024-06-30"]])),
        '#DIM 1 "Ansvar"',
        *draw(st.sampled_from([[], ['#UNDERDIM 21 "Grupp" 1']])),
    ]
    lines = draw(st.lists(balances(), max_size=5))
    if kind in "23" or draw(st.integers(0, 5)) == 0:
        lines += draw(st.lists(months(), max_size=5))
    if kind == "4":
        for number in range(1, draw(st.integers(1, 5))):
            lines += draw(vouchers(number))
    lines = draw(st.sampled_from([[]] * 12 + [["#NYTT 1 2"], ["}"], ["mer"], ["#TRANS 4010 {} 5"]])) + lines
    margin, end = draw(MARGINS), draw(ENDS)
    text = end.join(margin + line for line in "\n".join(top + lines).split("\n")) + draw(st.sampled_from(["", end]))
    return text, draw(st.sampled_from(["cp437", "cp1252", "utf-8", "utf-8-sig", "utf-16"]))


def by_tertial(data: bytes) -> tuple[list[Line], list[tuple[int, int | None]], bool] | None:
    """The lines to book, the refused ones with their öre, and whether it is proven; None for a file that is refused."""
    bad: list[BadLine] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "bok.se"
        path.write_bytes(data)
        try:
            reading = read_sie(path, name="bok.se", on_bad=bad.append)
            lines = [(*line[:5], *line[6:]) for line in reading.lines()]
        except UnreadableFile:
            return None
    unproven = reading.tally.unbalanced_count or any(odd in UNPROVEN for odd, _values in reading.file.odd)
    return lines, [(line.number, line.amount) for line in bad], not unproven


def plainly(text: str) -> tuple[list[Line], list[tuple[int, int | None]], bool] | None:
    try:
        plain = Reader().read(text)
    except UnusableError:
        return None
    return plain.lines, plain.refused, not plain.doubts


@given(files())
@settings(max_examples=10_000 if settings().max_examples >= 2_000 else 60)
@example(('#FLAGGA 0\n#VER A 1 20240305\n{\n#TRANS 4010 {} 1,50\n#TRANS 1930 {} -1.50 ""\n}\n', "cp437"))
def test_every_file_is_read_as_a_plain_reader_reads_it(file: tuple[str, str]) -> None:
    text, charset = file
    # Programs for DOS end a file with a sign of its own.
    data = text.encode(charset) + (b"\x1a" if charset == "cp437" else b"")
    found, expected = by_tertial(data), plainly(text)
    if found is None or expected is None:
        assert found == expected
        return
    assert sorted(found[0], key=repr) == sorted(expected[0], key=repr)
    assert sorted(found[1], key=repr) == sorted(expected[1], key=repr)
    assert found[2] == expected[2]
