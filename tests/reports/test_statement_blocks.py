"""Statements in a report: the tables as a municipality declares them, the texts on rows, what is found missing."""

from typing import Any

import pytest

from tertial.accounts.system import the_system
from tertial.domain.document import from_plain_text, rich_text_to_json, to_json
from tertial.domain.period import Period
from tertial.economy.ledger.imports import undo_import
from tertial.economy.statements.refs import slot_of, subject_of
from tertial.organisation.roles import Role
from tertial.reports.compose import Composition, compose
from tertial.reports.declaration import read_declaration
from tertial.reports.errors import UnusableTemplate
from tertial.reports.render.files import render_document
from tertial.texts.actions import import_text
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

HEAD = 'title = "Rapport"\n[[chapter]]\ntitle = "Ekonomi"\n'
INCOME = '[[chapter.block]]\nkind = "statement"\nstatement = "income_statement"\n'
COLUMNS = """columns = [
    { shows = "budget_year", heading = "Budget helår" },
    { shows = "outcome", heading = "Utfall {months} {year}" },
    { shows = "deviation_percent" },
    { shows = "previous", heading = "{last_year}" },
]
"""


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality()


def composed(place: SmallMunicipality, blocks: str, period: str = "2024") -> Composition:
    return compose(place.units["KS"], Period.parse(period), declaration=read_declaration(HEAD + blocks))


def found(composition: Composition, kind: str) -> list[dict[str, Any]]:
    def walk(node: dict[str, Any]) -> list[dict[str, Any]]:
        here = [node] if node.get("type") == kind else []
        return here + [hit for child in node.get("blocks", []) for hit in walk(child)]

    return walk(to_json(composition.document))


def printed(table: dict[str, Any]) -> list[list[str]]:
    return [[cell["text"].replace("\u00a0", " ").replace("−", "-") for cell in row["cells"]] for row in table["rows"]]


def write(place: SmallMunicipality, statement: str, row: str, text: str) -> None:
    unit = place.units["KS"]
    import_text(
        by=place.people[Role.REPORTER],
        unit=unit,
        subject=subject_of(unit),
        slot=slot_of(statement, row),
        period="2024",
        document=rich_text_to_json(from_plain_text(text)),
    )


def test_a_table_has_the_columns_and_headings_that_the_template_names(place):
    (table,) = found(composed(place, INCOME + COLUMNS + 'caption = "Resultaträkning, tkr"\n'), "table")

    assert table["caption"] == "Resultaträkning, tkr"
    assert [column["label"] for column in table["columns"]] == [
        "Resultaträkning",
        "Budget helår",
        "Utfall jan–dec 2024",
        "Avvikelse (%)",
        "2023",
    ]
    assert printed(table)[0] == ["Intäkter", "1 380", "1 940", "41 %", "1 320"]
    assert printed(table)[-1] == ["Resultat", "-6 180", "-6 158", "0 %", "-5 736"]
    assert table["rows"][-1]["kind"] == "total"


def test_every_figure_holds_the_ref_of_its_cell(place):
    (table,) = found(composed(place, INCOME + COLUMNS), "table")

    assert table["rows"][1]["cells"][2]["ref"] == "statement:KS:2024:income_statement:personnel:outcome"


def test_a_table_prints_how_its_signs_are_to_be_read(place):
    (table,) = found(composed(place, INCOME), "table")

    assert "Avvikelse = utfall − budget: plus är bättre än budget" in table["rule"]


def test_another_municipality_prints_outcome_budget_and_what_remains_in_millions(place):
    columns = 'unit = "mnkr"\ndecimals = 2\ncolumns = [{ shows = "outcome", heading = "Utfall" }, '
    columns += '{ shows = "budget_year", heading = "Budget" }, { shows = "remaining", heading = "Återstår" }]\n'
    (table,) = found(composed(place, INCOME + columns, "2024-T1"), "table")

    assert [column["label"] for column in table["columns"]][1:] == ["Utfall", "Budget", "Återstår"]
    assert printed(table)[3] == ["Konsulter", "-0,42", "-0,84", "0,42"]


def test_net_cost_stands_over_three_years_with_its_parts_and_the_change_of_each_year(place):
    block = '[[chapter.block]]\nkind = "statement"\nyears = 3\nstatement = "net_cost_political"\ntitle = "Politiken"\n'
    composition = composed(place, block)
    (table,) = found(composition, "table")

    assert printed(table) == [
        ["Politisk verksamhet", "-960", "-1 020", "-580"],
        ["Varav:", "", "", ""],
        ["Nämnder", "-840", "-900", "-460"],
        ["Partier", "-120", "-120", "-120"],
        ["Procentuell förändring", "", "6 %", "-43 %"],
    ]
    assert table["rows"][2]["indent"] == 1
    assert found(composition, "section")[1]["title"] == "Politiken"


def test_what_is_written_about_a_row_stands_under_its_name_below_the_table(place):
    write(place, "income_statement", "consultants", "Utredningen av broarna kostade mer än väntat.")
    sections = found(composed(place, INCOME + 'texts_title = "Helårsresultat"\n'), "section")

    assert [section["title"] for section in sections] == ["Ekonomi", "Helårsresultat", "Konsulter"]


def test_texts_can_stand_elsewhere_than_the_table(place):
    write(place, "income_statement", "consultants", "Utredningen av broarna kostade mer än väntat.")
    texts = '[[chapter.block]]\nkind = "statement_texts"\nstatement = "income_statement"\ntitle = "Rader"\n'
    sections = found(composed(place, INCOME + "texts = false\n" + texts), "section")

    assert [section["title"] for section in sections] == ["Ekonomi", "Rader", "Konsulter"]


def test_a_row_that_asks_for_a_comment_and_has_none_is_a_finding_that_leads_to_its_place(place):
    findings = [each for each in composed(place, INCOME).findings if each.code == "comment-missing"]

    assert {each.ref for each in findings} == {
        "statementcomment:KS:2024:income_statement:income",
        "statementcomment:KS:2024:income_statement:consultants",
        "statementcomment:KS:2024:income_statement:personnel",
    }
    write(place, "income_statement", "consultants", "Därför.")
    assert len([each for each in composed(place, INCOME).findings if each.code == "comment-missing"]) == 2


def test_a_draft_is_never_printed(place):
    assert "underskott om" not in str(to_json(composed(place, INCOME).document))


def test_figures_of_statements_in_a_text_follow_the_ledger(place):
    write(
        place,
        "income_statement",
        "consultants",
        "Det blev [[statement:income_statement:consultants:deviation-mnkr-abs]] miljoner över budget, "
        "[[statement:income_statement:consultants:deviation_percent-percent-abs]] procent, och fram till augusti "
        "[[statement:income_statement:consultants:outcome-tkr-2024-T2]] tkr.",
    )
    (paragraph,) = found(composed(place, INCOME), "paragraph")

    said = "".join(run["text"] for run in paragraph["runs"]).replace("\u00a0", " ")
    assert said == "Det blev 0,7 miljoner över budget, 80 procent, och fram till augusti −840 tkr."
    assert paragraph["runs"][1]["ref"] == "statement:KS:2024:income_statement:consultants:deviation"
    assert paragraph["runs"][5]["ref"] == "statement:KS:2024-T2:income_statement:consultants:outcome"


@pytest.mark.parametrize(
    "ref", ["statement:income_statement:nothing:outcome-tkr", "statement:income_statement:income:outcome-percent"]
)
def test_a_figure_that_is_none_becomes_a_finding(place, ref):
    write(place, "income_statement", "consultants", f"Det blev [[{ref}]].")

    assert "unknown-figure" in {each.code for each in composed(place, INCOME).findings}


@pytest.mark.parametrize(
    ("kind", "drawn", "series"), [("months", "lines", 4), ("rows", "bars", 2), ("years", "bars", 4)]
)
def test_a_chart_says_in_words_what_it_shows(place, kind, drawn, series):
    columns = 'columns = [{ shows = "budget" }, { shows = "previous" }, { shows = "outcome" }]\n'
    (chart,) = found(composed(place, INCOME + columns + f'chart = "{kind}"\n'), "chart")

    assert chart["kind"] == drawn
    assert ("ackumulerat från januari" in chart["title"]) == (kind == "months")
    assert len(chart["series"]) == series
    assert chart["alt"]


def test_a_unit_without_a_ledger_is_told_so_in_place_of_the_table(place):
    undo_import(by=the_system(), ledger_import=place.rooms["economy"].outcome)
    undo_import(by=the_system(), ledger_import=place.rooms["economy"].budget)
    composition = composed(place, INCOME)

    assert found(composition, "table") == []
    assert "Inget är bokfört eller budgeterat här för 2024 än" in str(to_json(composition.document))
    assert "ledger-missing" in {each.code for each in composition.findings}


def test_a_statement_that_the_municipality_does_not_have_is_a_finding(place):
    composition = composed(place, INCOME.replace('statement = "income_statement"', 'statement = "balance"'))

    assert found(composition, "table") == []
    assert "statement-unknown" in {each.code for each in composition.findings}


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ('unit = "öre"', "kr, tkr, mnkr"),
        ('chart = "pie"', "months, rows, years"),
        ("decimals = 9", "from 0 to 3"),
        ("years = 1", "a number from 2 to 3"),
        ('change_label = "Ändring"', "write “years” too"),
        ('columns = [{ shows = "result" }]', "choose among: outcome, budget"),
        ('columns = ["outcome"]', "A column is written as"),
        ('columns = [{ shows = "outcome", width = 3 }]', "A column is written as"),
    ],
)
def test_a_template_with_an_impossible_table_is_refused_with_its_place(option, said):
    with pytest.raises(UnusableTemplate) as refused:
        read_declaration(HEAD + INCOME + option)

    assert "chapter 1, block 1" in str(refused.value.message)
    assert said in str(refused.value.message)


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "json"])
def test_every_format_prints_the_table(place, form):
    assert render_document(composed(place, INCOME + 'chart = "months"\n').document, form)


def test_a_statement_is_printed_for_each_unit_below_that_has_figures(place):
    block = INCOME + 'units = "below"\ntitle = "Enheterna"\ncaption = "{unit}, tkr"\n'
    composition = compose(place.units["BY"], Period.parse("2024"), declaration=read_declaration(HEAD + block))

    sections = [each["title"] for each in found(composition, "section")]
    assert sections[:3] == ["Ekonomi", "Enheterna", "Enhet KS"]
    assert [table["caption"] for table in found(composition, "table")] == ["Enhet KS, tkr"]


def test_units_below_without_figures_are_told_in_one_sentence(place):
    composition = composed(place, INCOME + 'units = "below"\n', "2019")

    assert found(composition, "table") == []
    assert "units-empty" in {each.code for each in composition.findings}


def test_units_that_cannot_be_are_refused_in_a_sentence():
    with pytest.raises(UnusableTemplate) as refused:
        read_declaration(HEAD + INCOME + 'units = "alla"')

    assert "“units” cannot be “alla”; write “below”" in str(refused.value.message)
