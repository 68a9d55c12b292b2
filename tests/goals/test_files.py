"""Lists as files: names that every browser understands, and nothing that a spreadsheet would run."""

import io

import openpyxl

from tertial.common.exports import ExportTable, as_csv, as_response, as_xlsx

TABLE = ExportTable("Uppdrag", ["=1+1", "Kommentar"], [["-2+3", "=HYPERLINK()"], ["Utreda", "x" * 40_000]])


def test_a_text_that_looks_like_a_formula_stays_a_text():
    rows = as_csv(TABLE).decode("utf-8-sig").splitlines()
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(TABLE))).active

    assert rows[:2] == ["'=1+1;Kommentar", "'-2+3;'=HYPERLINK()"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}


def test_a_text_longer_than_a_cell_is_cut_and_not_left_out():
    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(TABLE))).active

    assert sheet["B3"].value == "x" * 32_767


def test_a_units_swedish_letters_stand_in_the_name_of_the_file():
    header = as_response(TABLE, "csv", "ÄN-2024-uppdrag")["Content-Disposition"]

    assert header == "attachment; filename*=utf-8''%C3%84N-2024-uppdrag.csv"
