"""The internal-control chapter of the executive board's report, cell by cell against what the published one says."""

from decimal import Decimal
from typing import Any

import pytest

from tertial.domain.document import to_json
from tertial.domain.numbers_sv import format_decimal
from tertial.reports.compose import Composition
from tests.shared.published import published_chapter

pytestmark = pytest.mark.django_db

PUBLISHED = published_chapter("control")
COMMON = PUBLISHED["common"]


@pytest.fixture(scope="module")
def chapter(ks_2024: Composition) -> dict[str, Any]:
    return section(to_json(ks_2024.document), "Intern kontroll")


def found(node: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    here = [node] if node.get("type") == kind else []
    return here + [hit for child in node.get("blocks", []) for hit in found(child, kind)]


def section(node: dict[str, Any], title: str) -> dict[str, Any]:
    return next(each for each in found(node, "section") if each["title"] == title)


def plain(text: str) -> str:
    return " ".join(text.replace("−", "-").split())


def cells(row: dict[str, Any], table: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The cells of a row by the heading of their column."""
    return dict(zip((column["label"] for column in table["columns"]), row["cells"], strict=True))


def table_of(chapter: dict[str, Any], heading: str) -> dict[str, Any]:
    return found(section(chapter, heading), "table")[-1]


HEADINGS = {
    "tidsregistrering": PUBLISHED["headings"][3],
    "utanordningslistor": PUBLISHED["headings"][4],
    "representation": PUBLISHED["headings"][5],
    "direktupphandling": PUBLISHED["headings"][6],
    "leverantorstrohet": PUBLISHED["headings"][7],
}


def test_every_published_heading_stands_in_its_order(chapter):
    titles = [each["title"] for each in found(chapter, "section")]

    assert titles == ["Intern kontroll", *PUBLISHED["headings"]]


@pytest.mark.parametrize("key", list(HEADINGS))
def test_every_cell_of_a_comparison_is_as_published(key, chapter):
    table, published = table_of(chapter, HEADINGS[key]), COMMON[key]
    rows = [[plain(cell["text"]) for cell in row["cells"]] for row in table["rows"]]
    columns = [column["label"] for column in table["columns"]]
    wanted = [columns[0], *published["columns"][1:]]
    places = [columns.index(label) for label in wanted]

    assert [[row[at] for at in places] for row in rows[:-1]] == published["rows"]
    assert [rows[-1][at] for at in places[1:]] == published["total"][1:]
    assert (table["rows"][-1]["kind"], rows[-1][0]) == ("total", "Totalt")


@pytest.mark.parametrize("key", list(HEADINGS))
def test_every_figure_of_a_comparison_can_be_traced(key, chapter):
    table = table_of(chapter, HEADINGS[key])
    refs = [cell["ref"] for row in table["rows"] for cell in row["cells"] if "value" in cell]

    assert all(ref.partition(":")[0] in {"commonanswer", "commoncontrol"} for ref in refs)
    assert refs or key == "direktupphandling"
    assert all(row["cells"][1].get("ref") for row in table["rows"])


def test_the_samples_are_judged_in_words_with_how_wrong_they_may_be(chapter):
    table, published = table_of(chapter, HEADINGS["representation"]), COMMON["representation"]
    told = [cells(row, table) for row in table["rows"]]

    words = [*published["words"], published["total_word"]]
    assert [row["Kommentar"]["text"].split()[0] for row in told] == words
    bounds = {row["Nämnd"]["text"]: row["Verklig felandel, högst"]["text"] for row in told}
    assert plain(bounds["Kommunstyrelsen"]) == "52 %"
    assert plain(bounds["Totalt"]) == "47 %"
    assert "Clopper-Pearson" in table["rule"]


def test_the_total_of_the_samples_counts_what_was_published_as_right(chapter):
    table = table_of(chapter, HEADINGS["representation"])
    total = cells(table["rows"][-1], table)
    looked_at, wrong = Decimal(total["Antal verifikationer"]["value"]), Decimal(total["Antal fel"]["value"])

    assert looked_at - wrong == 113
    share = Decimal(total["Resultat (andel rätt)"]["value"])
    assert format_decimal(share, 0) == format_decimal(100 * (looked_at - wrong) / looked_at, 0) == "59"


def test_a_total_comes_from_counts_and_not_from_percentages(chapter):
    for key, column in (("tidsregistrering", 1), ("tidsregistrering", 2), ("utanordningslistor", 1)):
        rows = table_of(chapter, HEADINGS[key])["rows"]
        shares = [Decimal(row["cells"][column]["value"]) for row in rows]
        mean = sum(shares[:-1]) / len(shares[:-1])

        assert format_decimal(mean, 0) != format_decimal(shares[-1], 0), key


def test_the_purchases_stand_beside_the_share_they_are_about(chapter):
    table = table_of(chapter, HEADINGS["leverantorstrohet"])
    told = {
        cells(row, table)["Leverantörstrohet per nämnd"]["text"]: cells(row, table)["Analys"] for row in table["rows"]
    }

    for name, (spend, outside) in COMMON["leverantorstrohet"]["spend"].items():
        assert f"Spendanalysen omfattar {spend} mnkr, varav {outside} mnkr utanför avtal." in plain(told[name]["text"])
    assert told["Totalt"]["text"] == ""


def test_purchases_over_the_limit_are_counted_by_category(chapter):
    part = section(chapter, PUBLISHED["headings"][8])
    items = [plain("".join(run["text"] for run in item)) for item in found(part, "list")[0]["items"]]

    for item, (name, number) in zip(items, PUBLISHED["over_limit"]["categories"], strict=True):
        assert item.startswith(f"{name}: {number}. ")


def test_every_risk_has_its_published_measures_with_their_status_in_the_cell(chapter):
    table = table_of(chapter, PUBLISHED["headings"][9])
    printed = []
    for row in table["rows"]:
        blocks = row["cells"][2]["blocks"]
        titles = [runs_text(block) for block in blocks if block["type"] == "paragraph" and is_strong(block)]
        statuses = [block["word"] for block in blocks if block["type"] == "status"]
        printed.append(
            {
                "process": row["cells"][0]["text"],
                "risk": row["cells"][1]["text"],
                "measures": [list(pair) for pair in zip(titles, statuses, strict=True)],
            }
        )

    assert [column["label"] for column in table["columns"]] == ["Mål / process", "Risk", "Riskåtgärd"]
    assert printed == PUBLISHED["risks"]
    states = [status for risk in printed for _title, status in risk["measures"]]
    assert (len(states), states.count("Klart")) == (6, 3)


def runs_text(block: dict[str, Any]) -> str:
    return "".join(run["text"] for run in block["runs"])


def is_strong(block: dict[str, Any]) -> bool:
    return all(run.get("strong") for run in block["runs"])


def test_every_recommendation_is_as_published(chapter):
    table = table_of(chapter, PUBLISHED["headings"][10])

    assert [column["label"] for column in table["columns"]] == ["Revision/Granskning", "Risk/bakgrund", "Riskåtgärd"]
    for row, published in zip(table["rows"], PUBLISHED["recommendations"], strict=True):
        audit, background, measure = (plain(cell["text"]) for cell in row["cells"])
        assert audit == f"{published['audit']} Diarienummer {published['record_number']}"
        assert background == published["background"]
        assert measure.startswith(f"{published['measure']} Status")
        assert published["status"] in measure


def test_every_systematic_control_is_as_published(chapter):
    table = table_of(chapter, PUBLISHED["headings"][11])

    assert [column["label"] for column in table["columns"]] == [
        "Mål / process",
        "Systematisk kontroll",
        "Status och kommentar",
    ]
    for row, published in zip(table["rows"], PUBLISHED["controls"], strict=True):
        process, control, came_to = (plain(cell["text"]) for cell in row["cells"])
        name = f"{published['control']} (kommungemensam)" if published["common"] else published["control"]
        assert process == published["process"]
        assert control.startswith(f"{name} Varför görs kontrollen? {published['why'] or ''}")
        result = f" Resultat: {published['result']}" if published["result"] else ""
        assert came_to.startswith(f"Status: {published['status']}{result}")


def test_the_matrix_of_the_report_can_be_read_without_colour(chapter):
    table = found(section(chapter, PUBLISHED["headings"][9]), "table")[0]
    first = [plain(cell["text"]) for cell in table["rows"][0]["cells"]]

    assert first == ["4 Sannolikt", "Medel –", "Medel –", "Hög 1 risk: Representation", "Hög –"]
    assert table["rule"] == "Riskvärde = sannolikhet × konsekvens."


def test_nothing_of_the_chapter_is_missing(ks_2024):
    assert [finding.code for finding in ks_2024.findings if "control" in finding.code] == []


def test_the_judgement_counts_the_measures_itself(chapter):
    part = section(chapter, PUBLISHED["headings"][1])
    figures = [run for run in part["blocks"][0]["runs"] if run["type"] == "figure"]

    assert [run["text"] for run in figures] == ["3", "6"]
    assert all(run["ref"].startswith("controlplan:") for run in figures)


def test_the_summary_counts_measures_of_both_kinds_itself(ks_2024):
    part = section(to_json(ks_2024.document), "Sammanfattning")
    runs = [run for block in found(part, "paragraph") for run in block["runs"] if run["type"] == "figure"]
    counts = [(run["ref"].rpartition(":")[2], run["text"]) for run in runs if run["ref"].startswith("controlplan:")]

    assert counts == [("actions", "8"), ("actions_done", "3")]
