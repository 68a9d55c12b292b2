"""The tables of initiatives, grants, investments and projects, cell by cell against the published report's."""

from decimal import Decimal
from typing import Any

import pytest

from tertial.domain.document import to_json
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import Composition, compose
from tertial.things.finding import held
from tests.reports.test_ks_2024 import blocks, plain
from tests.shared.published import published_chapter

pytestmark = pytest.mark.django_db

PUBLISHED = published_chapter("projects")


@pytest.fixture(scope="module")
def tree(ks_2024: Composition) -> dict[str, Any]:
    return to_json(ks_2024.document)


def table(tree: dict[str, Any], kind: str) -> dict[str, Any]:
    (found,) = [each for each in blocks(tree, "table") if each["caption"] == PUBLISHED[kind]["caption"]]
    return found


def section(tree: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [each for each in blocks(tree, "section") if each["title"] == title]
    return found


def said(node: dict[str, Any]) -> str:
    """The running text of a section and those in it."""
    paragraphs = blocks(node, "paragraph")
    return " ".join(plain("".join(run["text"] for run in paragraph["runs"])) for paragraph in paragraphs)


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_cell_is_printed_as_published(tree, kind: str):
    found = table(tree, kind)

    assert [column["label"] for column in found["columns"]] == PUBLISHED[kind]["columns"]
    assert [[plain(cell.get("text", "")) for cell in row["cells"]] for row in found["rows"]] == PUBLISHED[kind]["rows"]


@pytest.mark.parametrize("kind", PUBLISHED)
def test_every_figure_knows_what_it_came_from_and_in_which_unit_it_is(tree, kind: str):
    for row in table(tree, kind)["rows"]:
        for cell, column in zip(row["cells"], PUBLISHED[kind]["columns"], strict=False):
            if column in PUBLISHED[kind]["columns"][1:] and column != "Nämndmål":
                assert cell["unit"] == "tkr"
                assert cell["ref"].partition(":")[0] in {"project", "projectsum"}


def test_every_figure_of_a_row_says_which_table_and_column_it_stands_in(tree):
    (row,) = [row for row in table(tree, "investments")["rows"] if row["cells"][0]["text"] == "Trygghetskameror"]

    assert [cell["ref"].split(":", 3)[3] for cell in row["cells"][1:]] == [
        "2024:investments-budget",
        "2024:investments-outcome",
        "2024:investments-deviation",
    ]


def test_sums_are_kept_in_full_and_rounded_only_in_print(tree):
    (total,) = [row for row in table(tree, "development_projects")["rows"] if row["kind"] == "total"]

    assert Decimal(str(total["cells"][5]["value"])) == Decimal(-40378)


@pytest.mark.parametrize(
    ("kind", "rule"),
    [
        ("investments", "Avvikelse = budget − utfall"),
        ("development_projects", "Avvikelse = nettoutgift − budget"),
        ("exploitation_outcome", "Avvikelse = nettoinkomst − prognos VP"),
        ("investment_projects", "Avvikelse = utfall − budget"),
        ("special_initiatives", "Utgifter skrivs utan tecken"),
    ],
)
def test_each_table_prints_the_rule_its_signs_follow(tree, kind: str, rule: str):
    assert rule in table(tree, kind)["rule"]


def test_the_pot_counts_its_initiatives_by_state(tree):
    text = said(section(tree, "Digitaliseringspott"))

    assert "27 initiativ" in text
    assert "17 av dem är färdiga och 8 pågår, medan 1 har pausats och 1 har avbrutits" in text
    assert "prövar 3 idéer" in text


def test_the_text_on_investments_tells_utilisation_without_the_reserve_and_what_is_carried_over(tree):
    text = said(section(tree, "Nämndens investeringar"))

    assert "104,0 miljoner kronor att investera för" in text
    assert "32,7 miljoner kronor använts" in text
    assert "55 procent upparbetat" in text
    assert "26,3 miljoner kronor står kvar" in text
    assert "5,2 miljoner kronor överförda" in text


def test_every_initiative_and_grant_has_its_text_under_its_name(tree):
    titles = [each["title"] for each in blocks(section(tree, "Särskilda satsningar"), "section")]
    published = [row[0] for row in PUBLISHED["special_initiatives"]["rows"]]

    assert titles == ["Särskilda satsningar", *published]
    funding = [each["title"] for each in blocks(section(tree, "Extern finansiering"), "section")]
    assert funding[1:] == [row[0] for row in PUBLISHED["external_funding"]["rows"][:-1]]
    assert "Nothing" not in said(section(tree, "Extern finansiering"))


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Grantorp 5:3", "44,0 miljoner kronor mindre"),
        ("Norra Länna industriområde", "39,0 miljoner kronor saknas"),
        ("Tingshuset", "28,0 miljoner kronor mer"),
        ("Trafikplats högskolan", "Avvikelsen är 55,0 miljoner kronor"),
    ],
)
def test_the_deviations_of_single_projects_are_those_the_report_names(tree, title: str, words: str):
    sections = [each for each in blocks(tree, "section") if each["title"] == title]

    assert any(words in said(each) for each in sections)


def test_every_figure_of_these_tables_leads_to_a_page(demo_municipality):
    tree = to_json(compose(unit_by_code("KS"), Period.parse("2024")).document)
    refs = {
        cell["ref"]
        for kind in PUBLISHED
        for row in table(tree, kind)["rows"]
        for cell in row["cells"]
        if cell.get("ref", "").startswith("project")
    }

    assert len(refs) > 80
    assert all(held(ref).page.startswith(("/KS/2024/ekonomi/projekt/", "/ekonomi/projekt/")) for ref in refs)


def test_what_is_doubtful_is_a_finding_on_the_report(ks_2024: Composition):
    codes = [finding.code for finding in ks_2024.findings]

    assert "allotted-above-reserved" in codes  # 5 258 of 5 000: so it is published
    assert "unknown-figure" not in codes
