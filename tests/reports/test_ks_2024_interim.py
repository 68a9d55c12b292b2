"""The economy in the interim report of the executive board: what belongs to a part of a year."""

import pytest

from tertial.domain.document import to_json
from tertial.reports.compose import Composition
from tests.reports.test_ks_2024 import blocks, plain

pytestmark = pytest.mark.django_db


def test_the_interim_report_tells_the_period_and_what_the_year_is_expected_to_come_to(ks_2024_t2: Composition):
    table = next(
        each for each in blocks(to_json(ks_2024_t2.document), "table") if each["caption"] == "Resultaträkning, tkr"
    )

    assert [plain(column["label"]) for column in table["columns"]][1:] == [
        "Budget jan–aug",
        "Utfall jan–aug",
        "Avvikelse jan–aug",
        "Budget helår",
        "Prognos helår",
        "Avvikelse helår",
    ]
    last = [plain(cell["text"]) for cell in table["rows"][-1]["cells"]]
    assert last[0] == "Årets resultat"
    assert last[4] == "-818 332"
    assert last[6] == "11 500"


@pytest.mark.parametrize(
    "caption",
    [
        "Särskilda satsningar, tkr",
        "Extern finansiering, tkr",
        "Investeringar, tkr",
        "Exploateringsprojekt, tkr",
        "Exploateringsutfall, tkr",
        "Investeringsprojekt, tkr",
    ],
)
def test_every_table_of_projects_looks_ahead_to_the_end_of_the_year(ks_2024_t2: Composition, caption: str):
    table = next(each for each in blocks(to_json(ks_2024_t2.document), "table") if each["caption"] == caption)

    headings = [plain(column["label"]) for column in table["columns"]]
    ahead = headings.index("Prognos för året")
    assert headings[ahead + 1] == "Prognosavvikelse"
    assert "Avvikelse" not in headings
    assert all("value" in row["cells"][ahead] for row in table["rows"] if row["kind"] != "group")


def test_staff_figures_are_those_of_the_period(ks_2024_t2: Composition):
    tables = {each["caption"]: each for each in blocks(to_json(ks_2024_t2.document), "table")}

    assert "Augusti 2024" in str(tables["Antal anställda"]["columns"])
    assert "Januari–augusti 2024" in str(tables["Sjukfrånvaro januari–augusti 2024"]["columns"])


def test_the_interim_report_asks_only_for_what_it_prints(ks_2024: Composition, ks_2024_t2: Composition):
    codes = {finding.code for finding in ks_2024_t2.findings}
    texts = {finding.ref.rpartition(":")[2] for finding in ks_2024_t2.findings if finding.code == "text-missing"}

    assert texts == {"motivation"}
    assert not any(code.startswith("assignment-") for code in codes)
    assert (
        len(list(blocks(to_json(ks_2024_t2.document), "table"))) < len(blocks(to_json(ks_2024.document), "table")) / 2
    )


def test_rows_beyond_the_threshold_without_a_comment_are_found_before_the_report_is_sent(ks_2024_t2: Composition):
    missing = [finding for finding in ks_2024_t2.findings if finding.code == "comment-missing"]

    assert "statementcomment:KS:2024-T2:income_statement:consultants" in {finding.ref for finding in missing}


def test_the_annual_report_lacks_no_comment(ks_2024: Composition):
    assert [finding for finding in ks_2024.findings if finding.code == "comment-missing"] == []


def test_the_annual_report_has_no_figure_that_stands_for_nothing(ks_2024: Composition):
    assert [finding for finding in ks_2024.findings if finding.code == "unknown-figure"] == []
