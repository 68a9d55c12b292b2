"""The internal-control fixture was typed by hand from the published report; here every cell is found in that report."""

import re
from pathlib import Path
from typing import Any

import pytest

import tertial.demo

DEMO = Path(tertial.demo.__file__).parent / "huddinge"


@pytest.fixture(scope="module")
def chapter(published: str) -> str:
    """The chapter, with the words that its narrow columns broke put together again."""
    begins = published.index("\nIntern kontroll \n")
    text = published[begins : published.index("Källförteckning", begins)]
    text = re.sub(r"verifikatione\s+r\b", "verifikationer", text)
    text = re.sub(r"8 \+127\s+placeringsärende\s+n\b", "8 + 127 placeringsärenden", text)
    return " ".join(text.split())


def test_every_heading_stands_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    assert [heading for heading in golden_control["headings"] if heading not in chapter] == []


@pytest.mark.parametrize("key", ["tidsregistrering", "utanordningslistor", "representation", "leverantorstrohet"])
def test_every_row_of_a_comparison_stands_in_the_chapter(
    key: str, golden_control: dict[str, Any], chapter: str
) -> None:
    table = golden_control["common"][key]
    rows = [" ".join(row) for row in (*table["rows"], table["total"])]

    assert [row for row in rows if f"{row} " not in chapter] == []
    assert len(table["rows"]) == 9


def test_every_row_of_the_procurements_stands_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    table = golden_control["common"]["direktupphandling"]

    assert [row for row in (*table["rows"], table["total"]) if " ".join(row) not in chapter] == []
    numbers = [sum(map(int, re.findall(r"\d+", row[1]))) for row in table["rows"]]
    assert (sum(numbers) - 127, sum(numbers)) == (101, 228)


def test_the_headings_of_the_columns_stand_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    said = chapter.replace("2023*", "2023").replace("2024*", "2024")
    for table in golden_control["common"].values():
        assert [column for column in table["columns"] if column and column not in said] == []


def test_what_the_samples_earned_and_were_before_stands_in_the_chapter(
    golden_control: dict[str, Any], chapter: str
) -> None:
    table = golden_control["common"]["representation"]
    for row, word, earlier in zip(table["rows"], table["words"], table["earlier"], strict=True):
        comment = chapter[chapter.index(f"{' '.join(row)} ") + len(" ".join(row)) :][:140]
        assert comment.strip().startswith(f"{word} resultat"), row
        assert f"({earlier} rätt)" in comment, row
    assert f"oförändrat jämfört med delåret ({table['earlier_total']} rätt)" in chapter


def test_every_amount_of_purchases_stands_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    for spend, outside in golden_control["common"]["leverantorstrohet"]["spend"].values():
        assert re.search(rf"\b{spend} miljoner", chapter), spend
        assert re.search(rf"\b{outside} miljoner", chapter), outside


def test_the_suppliers_over_the_limit_stand_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    over = golden_control["over_limit"]

    assert f"för {over['suppliers']} leverantörer" in chapter
    assert re.findall(
        r"\uf0b7? ?(\d+) (?:leverantörer av dessa|leverantörer åter|är köp|leverantörer inom)", chapter
    ) == [number for _name, number in over["categories"]]
    assert sum(int(number) for _name, number in over["categories"]) == int(over["suppliers"])


def test_every_risk_stands_in_the_chapter_and_its_measures_in_their_order(
    golden_control: dict[str, Any], published: str
) -> None:
    begins = published.index("Åtgärder för att minska identifierade risker")
    part = " ".join(published[begins : published.index("Systematiska kontroller", begins)].split())
    statuses = re.findall(r"Status \W*(Klart|Ej klart i år)", part)
    measures = [measure for risk in golden_control["risks"] for measure in risk["measures"]]
    recommended = [(each["measure"], each["status"]) for each in golden_control["recommendations"]]

    assert [risk["risk"] for risk in golden_control["risks"] if risk["risk"] not in part] == []
    assert [title for title, _status in measures if title not in part] == []
    assert statuses == [status for _title, status in (*measures, *recommended)]
    assert (len(statuses), statuses.count("Klart")) == (8, 3)
    assert len(measures) == 6


def test_every_recommendation_stands_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    for each in golden_control["recommendations"]:
        assert [value for key, value in each.items() if value not in chapter] == []
    assert chapter.count("Diarienummer") == len(golden_control["recommendations"]) == 2


def test_every_systematic_control_stands_in_the_chapter(golden_control: dict[str, Any], chapter: str) -> None:
    part = chapter[chapter.index("Systematiska kontroller Mål / process") :]

    for each in golden_control["controls"]:
        name = f"{each['control']} (kommungemensam)" if each["common"] else each["control"]
        assert name in part, name
        if each["why"]:
            assert f"{name} Varför görs kontrollen? {each['why']}" in part, name
    assert part.count("Varför görs kontrollen?") == len(golden_control["controls"]) == 7
    assert len(re.findall(r"\uf0b7? ?Klart ", part)) == 7
