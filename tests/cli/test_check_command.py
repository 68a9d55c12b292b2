"""`tertial check`: what it says of a report, in which forms, and how it ends."""

import json
from pathlib import Path

import pypdfium2
import pypdfium2.raw
import pytest

from tertial.__main__ import main
from tests.checks.typeset import LAYOUTS, ROWS, pdf, table

FRAMED = LAYOUTS["every cell framed"]
WRONG = (*ROWS[:1], ("Personalkostnader", "", "−45 600", "−41 400", "−1 500", "−3,4 %"), *ROWS[2:])


@pytest.fixture(autouse=True)
def in_english(tmp_path: Path, settings, monkeypatch) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)


@pytest.fixture(scope="module")
def right(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("right") / "ekonomi.pdf"
    path.write_bytes(pdf(f"*Resultaträkning (tkr)*\n\n{table(*FRAMED)}"))
    return path


@pytest.fixture(scope="module")
def wrong(tmp_path_factory) -> Path:
    """The same report with two digits of one cell exchanged."""
    path = tmp_path_factory.mktemp("wrong") / "ekonomi.pdf"
    path.write_bytes(pdf(f"*Resultaträkning (tkr)*\n\n{table(*FRAMED, WRONG)}"))
    return path


def test_a_report_whose_figures_agree_ends_with_0(right, capsys) -> None:
    assert main(["check", str(right)]) == 0
    said = capsys.readouterr().out
    assert "Read: 1 tables, 20 figures" in said
    assert "✕ 0 contradicted" in said


def test_exactly_the_cell_with_exchanged_digits_is_found(wrong, capsys) -> None:
    assert main(["check", str(wrong), "--format", "json"]) == 1
    (told,) = json.loads(capsys.readouterr().out)["files"]
    (finding,) = told["findings"]
    assert finding["where"] == "page 1, table “Resultaträkning (tkr)”, row “Personalkostnader”, column “Budget 2025”"
    assert [figure["text"] for figure in told["figures"] if figure["mark"] == "red"] == ["−41 400"]
    assert finding["place"]["boxes"]


def test_the_same_is_told_as_sarif(wrong, capsys) -> None:
    assert main(["check", str(wrong), "--format", "sarif"]) == 1
    told = json.loads(capsys.readouterr().out)
    (run,) = told["runs"]
    (result,) = run["results"]
    assert told["version"] == "2.1.0"
    assert result["level"] == "error"
    assert result["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("ekonomi.pdf")


def test_a_folder_ends_with_a_table_of_its_reports(right, wrong, tmp_path, capsys) -> None:
    for name, path in (("a.pdf", right), ("b.pdf", wrong)):
        (tmp_path / name).write_bytes(path.read_bytes())
    (tmp_path / "c.pdf").write_bytes(b"%PDF-1.7 cut")
    (tmp_path / "d.xlsx").write_bytes(b"not a report")

    assert main(["check", str(tmp_path)]) == 1
    said = capsys.readouterr().out
    summary = said[said.index("Summary") :]
    assert [line.split()[1].rsplit("/", 1)[-1] for line in summary.splitlines() if ".pdf" in line] == [
        "a.pdf",
        "b.pdf",
        "c.pdf",
    ]
    assert "The PDF is damaged" in said


def test_the_map_is_a_copy_of_the_pdf_with_a_mark_on_each_figure(wrong, tmp_path) -> None:
    path = tmp_path / "karta.pdf"

    assert main(["check", str(wrong), "--map", str(path)]) == 1

    with pypdfium2.PdfDocument(path) as document:
        page = document[0]
        count = pypdfium2.raw.FPDFPage_GetAnnotCount(page)
        kinds = []
        for number in range(count):
            note = pypdfium2.raw.FPDFPage_GetAnnot(page, number)
            kinds.append(pypdfium2.raw.FPDFAnnot_GetSubtype(note))
            pypdfium2.raw.FPDFPage_CloseAnnot(note)
        page.close()
    assert len(kinds) == 20
    assert kinds.count(pypdfium2.raw.FPDF_ANNOT_SQUARE) == 1


def test_the_map_as_a_web_page_loads_nothing_and_marks_every_figure(wrong, tmp_path) -> None:
    path = tmp_path / "karta.html"

    main(["check", str(wrong), "--map", str(path)])

    page = path.read_text(encoding="utf-8")
    assert page.count('id="f-') == 20
    assert 'class="check-figure check-red"' in page
    assert "http" not in page.replace("http://www.w3.org", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["nowhere.pdf"], "There is no file or folder nowhere.pdf"),
        (["{right}", "--map", "karta.png"], "is no kind of map"),
        (["{right}", "{right}", "--map", "karta.pdf"], "A map shows one report"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(arguments, said, right, capsys) -> None:
    assert main(["check", *(one.format(right=right) for one in arguments)]) == 2
    assert said in capsys.readouterr().err
