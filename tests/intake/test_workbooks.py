"""Workbooks and tables that claim to span more than they hold are refused at once, by every import."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tertial.common.tabular_files import UnreadableFile, open_table, rows
from tertial.control.incoming.reading import read_risks
from tertial.domain.message import DomainError
from tertial.economy.coding.code_file import codes_in
from tertial.economy.models import Dimension
from tertial.intake.models import StagedImport
from tertial.organisation.models import Unit
from tertial.staff.incoming.files import read_files
from tests.intake.conftest import a_file
from tests.intake.test_pages import send, text_of

SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
)


def far_cell() -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Konto", "Period", "Belopp"])
    book.active.append([5010, 202401, 5])
    book.active["XFD1048576"] = 1
    book.save(out)
    return out.getvalue()


def open_document(rows_of_it: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f"<office:document-content {SPACES}><office:body><office:spreadsheet><table:table table:name='B'>"
            f"{rows_of_it}</table:table></office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


def cell(text: str) -> str:
    return f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def reread(book: bytes, part: str, change: Callable[[str], str]) -> bytes:
    """The workbook with one of its parts changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            text = source.read(name).decode()
            target.writestr(name, change(text) if name == part else text)
    return out.getvalue()


def test_a_workbook_with_one_value_in_its_last_cell_is_refused_on_the_page(browser) -> None:
    assert "has something in column XFD on line 1048576" in text_of(
        browser, send(browser, a_file(far_cell(), "a.xlsx"))
    )
    assert StagedImport.objects.get().state == "uploaded"


@pytest.mark.parametrize("door", ["ledger", "staff", "control", "coding"])
def test_every_import_refuses_a_workbook_that_spans_what_it_does_not_hold(tmp_path: Path, door: str, db) -> None:
    path = tmp_path / "bok.xlsx"
    path.write_bytes(far_cell())
    doors: dict[str, Callable[[], object]] = {
        "ledger": lambda: list(rows(open_table(path), lambda _broken: None)),
        "staff": lambda: read_files(None, [(path, path.name)], {}),
        "control": lambda: read_risks(path, []),
        "coding": lambda: codes_in(path, path.name, Unit(code="BY"), Dimension.ACCOUNT),
    }
    with pytest.raises(DomainError) as refusal:
        doors[door]()
    assert "at most" in refusal.value.message.template


def test_a_table_of_a_million_columns_is_refused_at_its_headings(tmp_path: Path) -> None:
    path = tmp_path / "bred.csv"
    path.write_text(";".join(f"k{place}" for place in range(1_000_000)) + "\n")
    with pytest.raises(UnreadableFile, match="more than the"):
        open_table(path)


def figure(kind: str, value: str, shown: str, *, times: int = 1) -> str:
    what = {"date": "date-value", "boolean": "boolean-value"}.get(kind, "value")
    return (
        f'<table:table-cell office:value-type="{kind}" office:{what}="{value}"'
        f' table:number-columns-repeated="{times}"><text:p>{shown}</text:p></table:table-cell>'
    )


def test_cells_of_an_open_document_are_read_as_it_shows_them(tmp_path: Path) -> None:
    path = tmp_path / "bok.ods"
    row = "<table:table-row{}>{}</table:table-row>".format
    note = "<office:annotation><text:p>Fråga Bo</text:p></office:annotation>"
    cells = [
        figure("float", "351", "0351"),
        figure("float", "1234.5", "1 234,50"),
        figure("percentage", "0.45", "45 %"),
        figure("date", "2024-03-05", "5 mars"),
        figure("boolean", "true", "SANT"),
        f'<table:table-cell office:value-type="string">{note}<text:p>Lön<text:s/>mars</text:p></table:table-cell>',
    ]
    headings = row("", "".join(map(cell, ["Konto", "Belopp", "Andel", "Dag", "Klart", "Text"])))
    gap = row(' table:number-rows-repeated="3"', "<table:table-cell/>")
    twice = row(' table:number-rows-repeated="2"', "".join(cells))
    path.write_bytes(open_document(headings + gap + twice))
    shown = ["0351", "1234.5", "45 %", "2024-03-05", "TRUE", "Lön mars"]
    assert list(rows(open_table(path), lambda _broken: None)) == [(5, shown), (6, shown)]
    assert open_table(path).formats_known


def test_cells_of_an_old_workbook_are_read_as_it_shows_them() -> None:
    table = open_table(Path(__file__).with_name("as_shown.xls"))
    assert (table.sheet, table.hidden_sheets, table.header_row, table.formats_known) == ("Data", ("Gammalt",), 2, True)
    assert list(rows(table, lambda _broken: None)) == [
        (3, ["0351", "100", "202403", "5", "2024-03-01", "45 %"]),
        (4, ["4010", "007", "202403", "1234.5", "2024-03-02", "45 %"]),
        (5, ["4011", "008", "202403", "-12", "2024-03-03", "45 %"]),
    ]


def test_a_hidden_sheet_of_an_open_document_is_not_read_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "bok.ods"
    row = "<table:table-row>{}</table:table-row>".format
    second = "</table:table><table:table table:name='Data'>"
    style = (
        "<office:automatic-styles><style:style xmlns:style='s' style:name='ta2'><style:table-properties"
        " table:display='false'/></style:style></office:automatic-styles><office:body>"
    )

    def hide(xml: str) -> str:
        hidden = "table:name='B' table:style-name='ta2'"
        return xml.replace("<office:body>", style).replace("table:name='B'", hidden)

    path.write_bytes(reread(open_document(row(cell("Gammalt")) + second + row(cell("Konto"))), "content.xml", hide))
    table = open_table(path)
    assert (table.sheet, table.hidden_sheets) == ("Data", ("B",))


@pytest.mark.parametrize(
    "cells",
    [figure("float", "1", "1", times=501), '<table:table-cell table:number-columns-repeated="16000"/>' + cell("x")],
)
def test_an_open_document_that_spans_more_than_a_table_is_refused(tmp_path: Path, cells: str) -> None:
    path = tmp_path / "bok.ods"
    path.write_bytes(open_document(f"<table:table-row>{cells}</table:table-row>"))
    with pytest.raises(UnreadableFile, match="at most"):
        open_table(path)


def test_what_is_far_down_in_an_open_document_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bok.ods"
    first = f"<table:table-row>{cell('Konto')}</table:table-row>"
    gap = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    far = f'<table:table-row><table:table-cell table:number-columns-repeated="16000"/>{cell("x")}</table:table-row>'
    path.write_bytes(open_document(first + gap + far))
    with pytest.raises(UnreadableFile):
        open_table(path)


def test_entities_and_texts_without_end_are_refused(tmp_path: Path) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Konto"])
    book.save(out)
    sheet = "xl/worksheets/sheet1.xml"
    laughs = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'
    long = f"<c r='A1' t='inlineStr'><is><t>{'x' * 2_000_000}</t></is></c>"
    for name, change in {
        "entities": lambda text: laughs + text,
        "a long text": lambda text: text.replace("</row>", f"{long}</row>"),
        "a row far down": lambda text: text.replace('<row r="1"', '<row r="4000000000"'),
    }.items():
        path = tmp_path / f"{name}.xlsx"
        path.write_bytes(reread(out.getvalue(), sheet, change))
        with pytest.raises(UnreadableFile):
            open_table(path)


def test_cells_are_read_as_the_workbook_shows_them(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Konto", "Dag", "Andel", "Klart", "Belopp"])
    sheet.append([351, date(2024, 3, 1), 0.45, True, 0.1 + 0.2])
    sheet.append([352, None, None, None, 1e15])
    sheet["A2"].number_format, sheet["C2"].number_format = "0000", "0 %"
    book.save(tmp_path / "bok.xlsx")
    found = list(rows(open_table(tmp_path / "bok.xlsx"), lambda _broken: None))
    assert found == [
        (2, ["0351", "2024-03-01", "45 %", "TRUE", "0.3"]),
        (3, ["352", "", "", "", "1000000000000000"]),
    ]


def test_a_hidden_sheet_is_not_read_by_itself(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Gammalt"])
    book.active.sheet_state = "hidden"
    book.create_sheet("Data").append(["Konto"])
    book.save(tmp_path / "bok.xlsx")
    table = open_table(tmp_path / "bok.xlsx")
    assert (table.sheet, table.hidden_sheets) == ("Data", ("Sheet",))
