"""The staff chapter of the executive board's report against what was typed from the published one."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tertial.demo import staff_files
from tertial.demo.loaded import sample
from tertial.domain.document import figure_text, to_json
from tertial.domain.period import Period
from tertial.goals.models import Indicator, Sex
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import Composition
from tertial.staff.figure_names import staff_ref
from tertial.staff.live_figures import StaffFigures
from tests.shared.published import published_chapter
from tests.shared.sample import load_sample

pytestmark = pytest.mark.django_db

PUBLISHED = published_chapter("staff")
YEAR = Period.parse("2024")


@pytest.fixture(scope="module")
def chapter(ks_2024: Composition) -> dict[str, Any]:
    tree = to_json(ks_2024.document)
    return next(block for block in tree["blocks"] if block["title"] == "Väsentliga personalförhållanden")


@pytest.fixture(scope="module")
def figures(ks_2024: Composition, django_db_blocker) -> Iterator[StaffFigures]:
    """Every figure of the sample municipality's staff; nothing of it stays in the database.

    The report is composed first, which loads the sample itself.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample()
        yield StaffFigures(unit_by_code("KS"), YEAR)
        transaction.set_rollback(True)


def blocks(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    found = [node] if node.get("type") == kind else []
    return found + [hit for child in node.get("blocks", []) for hit in blocks(child, kind)]


def plain(text: str) -> str:
    return " ".join(text.replace("−", "-").split())


def test_the_chapter_has_the_published_sections_in_their_order(chapter):
    assert [section["title"] for section in blocks(chapter, "section")[1:]] == PUBLISHED["headings"]


def test_every_published_table_stands_cell_by_cell(chapter):
    tables = {table["caption"]: table for table in blocks(chapter, "table")}

    for published in PUBLISHED["tables"]:
        table = tables[published["caption"]]
        assert [column["label"].strip() for column in table["columns"]] == published["columns"]
        assert [[plain(cell["text"]) for cell in row["cells"]] for row in table["rows"]] == published["rows"]
        assert all(cell["ref"].startswith("staff:KS:") for row in table["rows"] for cell in row["cells"][1:])


@pytest.mark.parametrize("published", PUBLISHED["figures"], ids=lambda figure: f"{figure['name']} {figure['period']}")
def test_every_published_figure_follows_from_the_imported_files(published, figures):
    figure = figures.figure(staff_ref(figures.unit, published["period"], published["name"]))

    assert figure is not None
    assert plain(figure_text(figure)) == published["value"]


def test_the_change_that_contradicts_its_own_parts_is_worked_out_from_the_parts(figures):
    for published in PUBLISHED["contradictions"]:
        figure = figures.figure(staff_ref(figures.unit, published["period"], published["name"]))
        assert plain(figure_text(figure)) == published["from_published_parts"] != published["published"]


def test_every_figure_in_the_running_text_is_live_and_can_be_traced(chapter):
    runs = [run for paragraph in blocks(chapter, "paragraph") for run in paragraph["runs"]]
    live = {run["ref"] for run in runs if run["type"] == "figure"}

    assert len(live) >= 30
    assert all(ref.startswith("staff:KS:") for ref in live)
    assert not any("siffra saknas" in run["text"] for run in runs)


def test_every_month_of_2024_is_at_or_below_the_earlier_years_but_for_january_2021(figures):
    def printed(month: str) -> float:
        return float(figure_text(figures.figure(staff_ref(figures.unit, month, "sick_leave"))).replace(",", "."))

    above = [
        f"{year}-{month:02}"
        for year in (2021, 2022, 2023)
        for month in range(1, 13)
        if printed(f"2024-{month:02}") > printed(f"{year}-{month:02}")
    ]
    assert above == ["2021-01"]


def test_the_years_of_a_chart_stand_in_the_order_of_the_tables_columns(chapter):
    bars = [chart for chart in blocks(chapter, "chart") if chart["kind"] == "bars"]

    years = [[series["name"].removeprefix("november ") for series in chart["series"]] for chart in bars]
    assert years == [["2023", "2024"]] * len(bars)
    assert bars


def test_the_charts_say_in_words_what_they_show(chapter):
    said = {chart["title"]: chart["alt"] for chart in blocks(chapter, "chart")}
    by_sex, by_length, november_by_sex, november_by_length, by_month = said.values()

    assert "2024: 3,1 för Alla, 4,1 för Kvinnor och 1,5 för Män." in by_sex
    assert "0,8 för Dag 181 och framåt" in by_length
    assert "4,3 för Alla, 5,5 för Kvinnor och 2,2 för Män." in november_by_sex
    assert "2,0 för Dag 1–14, 1,1 för Dag 15–90" in november_by_length
    assert by_month.endswith("utom jämfört med januari 2021.")


def test_the_seven_key_figures_stand_in_the_order_of_the_law(chapter):
    table = next(t for t in blocks(chapter, "table") if t["caption"] == "Obligatoriska nyckeltal för sjukfrånvaro")
    shown = {row["cells"][0]["text"]: [plain(cell["text"]) for cell in row["cells"][1:]] for row in table["rows"]}

    assert list(shown) == [
        "Total sjukfrånvaro",
        "Varav frånvaro i 60 dagar eller mer",
        "Sjukfrånvaro för kvinnor",
        "Sjukfrånvaro för män",
        "Sjukfrånvaro, 29 år eller yngre",
        "Sjukfrånvaro, 30–49 år",
        "Sjukfrånvaro, 50 år eller äldre",
    ]
    assert shown["Total sjukfrånvaro"] == ["4,3", "3,1", "-1,2"]


@pytest.mark.parametrize(
    ("name", "figure"), [("Sjukfrånvaro (%)", "sick_leave"), ("Medarbetarengagemang (HME index)", "hme")]
)
def test_the_indicators_of_the_goal_have_the_same_outcomes(name, figure, figures):
    indicator = Indicator.objects.get(name=name, unit=figures.unit)
    outcomes = {each.period: each for each in indicator.outcomes.all() if each.sex == Sex.TOTAL}

    assert sorted(outcomes) == ["2022", "2023", "2024"]
    for year, outcome in outcomes.items():
        printed = figure_text(figures.figure(staff_ref(figures.unit, year, figure)))
        assert printed == f"{outcome.value.normalize():f}".replace(".", ",")


def test_the_files_are_the_same_every_time():
    tree = sample("staff-2024.toml")

    assert list(staff_files.hours_files(tree)) == list(staff_files.hours_files(sample("staff-2024.toml")))
