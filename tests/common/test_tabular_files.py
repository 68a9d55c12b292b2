"""A table that someone sends comes out as rows, each with its line number, however it is written."""

import re
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from tertial.common.tabular_files import (
    BrokenRow,
    Fault,
    Reading,
    UnreadableFile,
    delimited,
    numbered_lines,
    open_table,
    rows,
)

TABLE = "Konto;Text;Belopp\n3011;Hyra å;10,50\n4010;Köp ö;-3\n"


def read(path: Path, reading: Reading | None = None) -> tuple[list[tuple[int, list[str]]], list[BrokenRow]]:
    table = open_table(path, reading=reading or Reading())
    broken: list[BrokenRow] = []
    return list(rows(table, broken.append)), broken


def written(folder: Path, text: str, charset: str = "utf-8", name: str = "table.csv") -> Path:
    path = folder / name
    path.write_bytes(text.encode(charset))
    return path


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "cp1252", "cp437", "cp850", "utf-16", "mac-roman"])
def test_swedish_letters_come_out_whatever_the_charset(tmp_path: Path, charset: str) -> None:
    found, broken = read(written(tmp_path, TABLE, charset))
    assert found == [(2, ["3011", "Hyra å", "10,50"]), (3, ["4010", "Köp ö", "-3"])]
    assert not broken


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_delimiters_and_line_ends_are_found_out(tmp_path: Path, sign: str, line_end: str) -> None:
    text = TABLE.replace("10,50", "10.50").replace(";", sign).replace("\n", line_end)
    found, _ = read(written(tmp_path, text))
    assert [number for number, _ in found] == [2, 3]
    assert found[0][1] == ["3011", "Hyra å", "10.50"]


def test_a_line_number_is_that_of_the_file_also_after_cells_with_several_lines_and_empty_lines(tmp_path: Path) -> None:
    text = 'Rapport\n\nKonto;Text;Belopp\n3011;"en\ntvå\ntre";1\n\n;;\n3012;"sa ""hej"" ; då";2\n'
    found, broken = read(written(tmp_path, text))
    assert found == [(4, ["3011", "en två tre", "1"]), (9, ["3012", 'sa "hej" ; då', "2"])]
    assert not broken


def test_a_quotation_mark_that_is_never_closed_spoils_its_own_line_only(tmp_path: Path) -> None:
    text = 'Konto;Text;Belopp\n3011;"öppen;1\n3012;b;2\n3013;"c";3\n'
    found, broken = read(written(tmp_path, text), Reading(quoted=True))
    assert [number for number, _ in found] == [3, 4]
    assert [(row.number, row.fault) for row in broken] == [(2, Fault.QUOTES)]


def test_lines_that_do_not_fit_the_headings_are_told(tmp_path: Path) -> None:
    text = "Konto;Text;Belopp\n3011;a;1;;\n3012;b\n3013;c;3;4\n3014;d;4\n"
    found, broken = read(written(tmp_path, text))
    assert [number for number, _ in found] == [2, 5]
    assert [(row.number, row.fault, row.cells) for row in broken] == [(3, Fault.TOO_FEW, 2), (4, Fault.TOO_MANY, 4)]


def test_the_rows_written_for_a_database_are_the_rows_read(tmp_path: Path) -> None:
    lines = [f'{n};"text {n} med ; i";{n}' if n % 997 == 0 else f"{n};text {n};{n}" for n in range(60_000)]
    table = open_table(written(tmp_path, "Konto;Text;Belopp\r\n" + "\r\n".join(lines) + "\r\n"))
    written_lines = [line for some in numbered_lines(table, pytest.fail) for line in some]
    assert len(written_lines) == 60_000
    numbered = [line.removesuffix("\n").split("\x1f") for line in written_lines]
    assert [(int(first), rest) for first, *rest in numbered] == list(rows(table, pytest.fail))
    assert numbered[997] == ["999", "997", "text 997 med ; i", "997"]


PLAIN = st.lists(st.text("ab1å\u2212\u2009 ", max_size=4).map("x{}".format), min_size=3, max_size=3)
QUOTED = st.lists(st.text('ab1å\u2212;\n" ', max_size=5).map("x{}".format), min_size=3, max_size=3)


@given(
    st.lists(st.tuples(PLAIN, st.just(False)) | st.tuples(QUOTED, st.just(True)), min_size=1, max_size=30),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([16, 64, 1 << 17]),
)
def test_lines_with_and_without_quotation_marks_stand_beside_each_other(
    lines: list[tuple[list[str], bool]], line_end: str, charset: str, block: int
) -> None:
    """`block` is so small that records begin in one block and end in another."""
    text, number, expected = f"Konto;Text;Belopp{line_end}", 2, []
    for cells, quoted in lines:
        shown = ['"{}"'.format(cell.replace('"', '""')) for cell in cells] if quoted else cells
        text += ";".join(shown) + line_end
        expected.append((number, [re.sub("\n+", " ", cell).strip() for cell in cells]))
        number += 1 + sum(cell.count("\n") for cell in cells)
    with TemporaryDirectory() as folder, patch.object(delimited, "_BLOCK", block):
        found, broken = read(written(Path(folder), text, charset), Reading(delimiter=";", quoted=True))
    assert not broken
    assert found == expected


@pytest.mark.parametrize("other", ["3012;b;2", '3012;"b";2', '3012;"b;2'])
def test_what_stands_on_other_lines_does_not_change_how_a_line_is_read(tmp_path: Path, other: str) -> None:
    text = f"Konto;Text;Belopp\n  ;; \n3011; \u2009a ;\u22121\n{other}\n3013;c\n"
    found, broken = read(written(tmp_path, text), Reading(quoted=True, delimiter=";"))
    assert found[0] == (3, ["3011", "a", "\u22121"])
    assert (broken[-1].number, broken[-1].fault) == (5, Fault.TOO_FEW)
    assert 2 not in {number for number, _ in found}


def test_a_workbook_gives_the_row_numbers_that_the_spreadsheet_shows(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with Workbook(str(path)) as book:
        book.add_worksheet("Tomt")
        sheet = book.add_worksheet("Data")
        sheet.write_row(3, 1, ["Konto", "Text", "Belopp"])
        sheet.write_row(4, 1, [3011, "Hyra", 0.1 + 0.2])
        sheet.write_row(6, 1, [3012, "Köp", -1234.5])
    found, broken = read(path)
    assert found == [(5, ["", "3011", "Hyra", "0.3"]), (7, ["", "3012", "Köp", "-1234.5"])]
    assert not broken


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"   \n ", "is empty"),
        (b"%PDF-1.7\n%abc", "neither a text file with columns nor"),
        (b"bara en mening\n", "neither a text file with columns nor"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "neither a text file with columns nor"),
        (b"a;b\n1;\x00\x01\x02", "neither a text file with columns nor"),
        (b"PK\x03\x04 cut off", "is cut off or damaged"),
    ],
)
def test_what_is_no_table_gets_one_sentence(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=sentence):
        open_table(path)


def test_a_workbook_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_table(path)


def test_a_workbook_that_declares_less_than_it_holds_is_not_opened(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    path.write_bytes(path.read_bytes().replace((60_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")))
    with pytest.raises(UnreadableFile, match="unpacks to far more"):
        open_table(path)


def test_a_charset_that_does_not_fit_is_told_with_the_line(tmp_path: Path) -> None:
    path = written(tmp_path, TABLE, "cp1252")
    with pytest.raises(UnreadableFile, match=r"Line 2 of “table\.csv” is not utf-8; it looks like cp1252"):
        open_table(path, reading=Reading(charset="utf-8"))
    with pytest.raises(UnreadableFile, match="is UTF-8, not cp1252"):
        open_table(written(tmp_path, TABLE), reading=Reading(charset="cp1252"))


@pytest.mark.parametrize("cut", [1, 3, 5])
def test_utf16_that_is_cut_off_within_a_sign_is_refused_with_its_line(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(TABLE.encode("utf-16")[:-cut])

    with pytest.raises(UnreadableFile, match="cut off"):
        open_table(path, reading=Reading())
