"""SIE files of every type become ledger lines, also as real programs write them."""

import zlib
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.common.tabular_files import UnreadableFile
from tertial.intake.ledger.sie import reader
from tertial.intake.ledger.sie.file import BadLine, Booked, Contradiction, Dimensions, SieLine
from tertial.intake.ledger.sie.grammar import ore
from tertial.intake.ledger.sie.guess import guess_dimensions
from tertial.intake.ledger.sie.reader import SieReading, read_sie

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "sie"
TOP = """#FLAGGA 0
#PROGRAM "Ekonomi" 1.0
#FORMAT PC8
#SIETYP 4
#FNAMN "Kommunen på ön"
#RAR 0 20240101 20241231
"""
VOUCHER = """#VER A 1 20240315 "Faktura på el"
{
#TRANS 6210 {1 "100" 6 "P1"} 1000.50 20240316 "El \\"grön\\""
#TRANS 2440 {} -1000.5
}
"""


def read(
    folder: Path, text: str, charset: str = "cp437", *, budget: bool = False, **dimensions: str
) -> tuple[list[SieLine], SieReading, list[BadLine]]:
    path = folder / "bok.se"
    path.write_bytes(text.encode(charset))
    bad: list[BadLine] = []
    reading = read_sie(path, name="bok.se", on_bad=bad.append, dimensions=Dimensions(**dimensions), budget=budget)
    return list(reading.lines()), reading, bad


@pytest.mark.parametrize("charset", ["cp437", "utf-8", "cp1252"])
def test_a_voucher_becomes_lines_with_codes_texts_and_its_day(tmp_path: Path, charset: str) -> None:
    lines, reading, bad = read(tmp_path, TOP + VOUCHER, charset)
    assert lines == [
        (202403, "6210", "100", "", "P1", "", 100_050, "A 1", "2024-03-16", 'El "grön"', 9),
        (202403, "2440", "", "", "", "", -100_050, "A 1", "2024-03-15", "Faktura på el", 10),
    ]
    assert (reading.file.charset, reading.file.company, bad) == (charset, "Kommunen på ön", [])
    assert reading.tally.unbalanced_count == 0


def test_an_unbalanced_voucher_is_told_with_its_line(tmp_path: Path) -> None:
    _lines, reading, _bad = read(tmp_path, TOP + VOUCHER.replace("-1000.5", "-1000.4"))
    assert reading.tally.unbalanced == [(7, "A 1", 10)]


def test_a_line_put_in_later_is_booked_once_and_one_taken_out_not_at_all(tmp_path: Path) -> None:
    changed = VOUCHER.replace(
        "}\n", '#BTRANS 6210 {} 5 20240401 "" "" "Anna"\n#RTRANS 6211 {} 7\n#TRANS 6211 {} 7\n}\n'
    )
    lines, reading, bad = read(tmp_path, TOP + changed.replace("-1000.5", "-1007.5"))
    assert [(line[1], line[6]) for line in lines] == [("6210", 100_050), ("2440", -100_750), ("6211", 700)]
    assert (reading.file.removed_rows, bad) == (1, [])


def test_a_line_put_in_without_its_twin_is_told(tmp_path: Path) -> None:
    _lines, _reading, bad = read(tmp_path, TOP + VOUCHER.replace("}\n", "#RTRANS 6211 {} 7\n}\n"))
    assert [(line.number, line.reason, line.amount) for line in bad] == [(11, "lone_addition", 700)]


def test_unknown_labels_empty_lines_and_trailing_fields_are_passed_over(tmp_path: Path) -> None:
    odd = VOUCHER.replace("-1000.5\n", '-1000.5 "" "" 3 "sign" "mer"\n\n#NYTT 1 2\n')
    lines, _reading, bad = read(tmp_path, TOP + "#ANNAT 1 2 {3}\n" + odd)
    assert (len(lines), bad) == (2, [])


def test_objects_with_braces_and_spaces_keep_their_names(tmp_path: Path) -> None:
    lines, _reading, _bad = read(tmp_path, TOP + VOUCHER.replace('"100"', '"a} b"'))
    assert lines[0][2] == "a} b"


def test_a_sub_dimension_counts_as_the_one_it_belongs_to(tmp_path: Path) -> None:
    text = TOP + '#UNDERDIM 21 "Grupp" 1\n' + VOUCHER.replace('1 "100"', '21 "G7"')
    lines, reading, _bad = read(tmp_path, text)
    assert lines[0][2] == "G7"
    assert not reading.file.unused_dimensions


def test_dimensions_are_found_by_their_names(tmp_path: Path) -> None:
    path = tmp_path / "bok.se"
    path.write_text(TOP + '#DIM 1 "Verksamhet"\n#DIM 2 "Ansvar"\n#DIM 30 "Motpart"\n', encoding="cp437")
    assert guess_dimensions(path) == {"unit": "2", "activity": "1", "project": "6", "counterpart": "30"}


def test_months_are_booked_once_where_objects_tell_the_same_money(tmp_path: Path) -> None:
    text = TOP.replace("SIETYP 4", "SIETYP 3") + (
        '#PSALDO 0 202401 5010 {} 100\n#PSALDO 0 202401 5010 {1 "10"} 60\n#PSALDO 0 202401 5010 {6 "P"} 25\n'
        '#PSALDO 0 202401 5010 {1 "20"} 30\n#PSALDO -1 202301 5010 {} 999\n'
    )
    lines, reading, _bad = read(tmp_path, text)
    assert [(line[0], line[2], line[6], line[10]) for line in lines] == [
        (202401, "10", 6_000, 8),
        (202401, "20", 3_000, 10),
        (202401, "", 1_000, 7),
    ]
    assert reading.file.booked is Booked.MONTHS


def test_totals_of_a_year_are_booked_in_its_last_month(tmp_path: Path) -> None:
    text = TOP + "#IB 0 1910 100\n#UB 0 1910 150\n#RES 0 3011 -50.00\n#RES -1 3011 -40\n"
    lines, reading, _bad = read(tmp_path, text)
    assert [(line[0], line[1], line[6]) for line in lines] == [(202412, "3011", -5_000), (202412, "1910", 5_000)]
    assert reading.file.booked is Booked.YEAR


def test_the_budget_is_booked_where_it_is_asked_for(tmp_path: Path) -> None:
    text = TOP + VOUCHER + '#PBUDGET 0 202401 5010 {1 "10"} 75.00\n'
    lines, _reading, _bad = read(tmp_path, text, budget=True)
    assert [(line[0], line[1], line[2], line[6]) for line in lines] == [(202401, "5010", "10", 7_500)]


def test_a_result_that_the_vouchers_do_not_come_to_is_told(tmp_path: Path) -> None:
    _lines, reading, _bad = read(tmp_path, TOP + "#RES 0 6210 1000.00\n" + VOUCHER)
    assert reading.contradictions == [Contradiction("6210", 0, 100_000, 100_050)]


def test_what_cannot_be_booked_is_told_with_line_and_amount(tmp_path: Path) -> None:
    text = TOP + VOUCHER.replace("20240315", "20240231").replace("-1000.5", "-1000.555")
    _lines, _reading, bad = read(tmp_path, text)
    assert [(line.number, line.reason, line.amount) for line in bad] == [
        (9, "sie_day", 100_050),
        (10, "sie_amount", None),
    ]


def with_checksum(text: str, change: int = 0) -> str:
    """With the sum that the standard defines: CRC-32 over labels and fields in CP437, and nothing between them."""
    first, _, rest = text.partition("\n")
    between = str.maketrans("", "", " \t{}\n")
    parts = rest.replace('\\"', "\0").split('"')
    parts[::2] = [part.translate(between) for part in parts[::2]]
    reckoned = zlib.crc32("".join(parts).replace("\0", '"').encode("cp437"))
    return f"{first}\n#KSUMMA\n{rest}#KSUMMA {reckoned + change}\n"


def test_a_right_checksum_is_accepted_and_a_wrong_one_refuses_the_file(tmp_path: Path) -> None:
    _lines, reading, _bad = read(tmp_path, with_checksum(TOP + VOUCHER))
    assert reading.file.checksum
    with pytest.raises(UnreadableFile, match="has been altered or damaged"):
        read(tmp_path, with_checksum(TOP + VOUCHER, change=1))
    with pytest.raises(UnreadableFile, match="has been altered or damaged"):
        read(tmp_path, with_checksum(TOP + VOUCHER).replace("6210", "6211"))


def test_a_file_that_goes_on_after_its_checksum_is_refused(tmp_path: Path) -> None:
    assert read(tmp_path, with_checksum(TOP + VOUCHER) + "\n\x1a")[0]
    with pytest.raises(UnreadableFile, match="goes on after its checksum"):
        read(tmp_path, with_checksum(TOP + VOUCHER) + VOUCHER)


def test_a_line_of_a_megabyte_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"Line 7 of .* is too long"):
        read(tmp_path, TOP + "x" * 3_000_000)


def test_a_file_that_ends_too_early_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="its checksum is missing"):
        read(tmp_path, with_checksum(TOP + VOUCHER).rpartition("#KSUMMA")[0])
    with pytest.raises(UnreadableFile, match="voucher A 1 on line 7 is not whole"):
        read(tmp_path, (TOP + VOUCHER).rpartition("}")[0])


@pytest.mark.parametrize("content", ["Konto;Belopp\n1;2\n", "%PDF-1.7", "", "\n\n"])
def test_what_is_no_sie_file_gets_one_sentence(tmp_path: Path, content: str) -> None:
    with pytest.raises(UnreadableFile, match=r"“bok\.se” is (not a SIE file|empty)"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("1", 100),
        ("-1.5", -150),
        ("1.50", 150),
        ("-0.05", -5),
        ("1.500", None),
        ("+1", None),
        ("1.", None),
        (".5", None),
        ("1e3", None),
        ("1234.56-", None),
        ("1'234.56", None),
        ("1.505", None),
        ("", None),
        ("1,5", None),
    ],
)
def test_amounts_have_a_decimal_point_and_no_parts_of_an_ore(written: str, expected: int | None) -> None:
    assert ore(written) == expected


# What the files are known to hold: their type, vouchers, lines booked and öre they sum to.
REAL = {
    "BL0001_typ1.SE": ("1", 0, 29, 0),
    "BL0001_typ2.SE": ("2", 0, 97, 0),
    "BL0001_typ3.SE": ("3", 0, 103, 0),
    "BL0001_typ4.SE": ("4", 84, 405, 0),
    "BL0001_typ4I.SI": ("4", 1, 10, 0),
    "MAMUT_SIE4_EXPORT.SE": ("4", 168, 458, 0),
    "Sie_3_and_4.se": ("4", 2, 4, 0),
    "norstedts_revision_SIE1_ksumma.SE": ("1", 0, 75, 0),
    "payroll_4I.SI": ("4", 1, 25, 0),
    "typ4.se": ("4", 81, 287, 0),
    "visma_2022_underdim.SE": ("4", 295, 1330, 0),
    "visma_enskild_firma_2010.se": ("1", 0, 22, -7_386_093),
}


@pytest.mark.skipif(not SAMPLES.exists(), reason="the files that real programs wrote are not part of the project")
@pytest.mark.parametrize("name", REAL)
def test_files_that_real_programs_wrote_are_read_whole(name: str) -> None:
    bad: list[BadLine] = []
    reading = read_sie(SAMPLES / name, name=name, on_bad=bad.append)
    lines = list(reading.lines())
    found = (reading.file.type, reading.tally.vouchers, len(lines), sum(line[6] for line in lines))
    assert (found, bad, reading.contradictions, reading.tally.unbalanced_count) == (REAL[name], [], [], 0)


@pytest.mark.skipif(not SAMPLES.exists(), reason="the files that real programs wrote are not part of the project")
def test_every_file_that_real_programs_wrote_is_tried() -> None:
    assert {path.name for path in SAMPLES.iterdir() if path.suffix.lower() in {".se", ".si"}} == set(REAL)


PIECES = (
    '#VER A 1 20240315 "Faktura"\n',
    "#VER B 2 20249999\n",
    "{\n",
    "}\n",
    "\n",
    '#TRANS 6210 {1 "100"} 10.50 20240316 "El \\"grön\\""\n',
    '\t#TRANS "2440" {1 "a}b"} -10.5 1 "x\n',
    '#TRANS 6210 {1 "a} 5 "b"} 10.00\n',
    "#TRANS 6210 {} 5.005\n",
    "#RTRANS 6210 {} 5\n",
    "#TRANS 6210 {} 5\n",
    "#BTRANS 6210 {} 5\n",
    "#trans 6210 {} \u22125\n",
    "#KSUMMA\n",
    "#RES 0 6210 5.00\n",
)
VOUCHERS = st.lists(st.sampled_from(PIECES[5:]), max_size=4).map(
    lambda rows: "".join((*PIECES[:1], "{\n", *rows, "}\n"))
)


@given(st.lists(st.sampled_from(PIECES) | VOUCHERS, max_size=8).map("".join), st.sampled_from([1, 40, 200]))
def test_a_file_says_the_same_however_much_of_it_is_read_at_once(text: str, block: int) -> None:
    def told() -> object:
        with TemporaryDirectory() as folder:
            try:
                lines, reading, bad = read(Path(folder), TOP + text, "utf-8")
            except UnreadableFile as error:
                return str(error)
        return lines, bad, reading.file, reading.contradictions

    whole = told()
    with patch.object(reader, "_BLOCK", block):
        assert told() == whole
