"""A report asks for what it prints, and says once what it lacks."""

import pytest

from tertial.domain.document import Note, Section
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration

pytestmark = pytest.mark.django_db

CHAPTER = 'title = "Rapport"\n[[chapter]]\ntitle = "Kapitel"\n'


def declared(*blocks: str) -> str:
    return CHAPTER + "".join(f"[[chapter.block]]\n{block}\n" for block in blocks)


def test_a_report_without_texts_about_goals_asks_for_none(units: list[Unit], periods: list[str]):
    declaration = read_declaration(declared('kind = "goal_overview"', 'kind = "indicators"'))

    findings = compose(units[1], Period.parse(periods[0]), declaration=declaration).findings

    assert not [each for each in findings if each.code == "text-missing" or each.code.startswith("assignment-")]


def test_a_chapter_that_lacks_its_plan_says_so_once_and_not_for_each_block(sample: Unit, periods: list[str]):
    declaration = read_declaration(
        declared('kind = "control_text"\nslot = "summary"', 'kind = "risk_measures"', 'kind = "audit_recommendations"')
    )

    document = compose(sample, Period.parse(periods[0]), declaration=declaration).document

    assert [type(each) for chapter in document.blocks if isinstance(chapter, Section) for each in chapter.blocks] == [
        Note
    ]
