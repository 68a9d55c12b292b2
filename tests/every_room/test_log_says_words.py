"""The log tells what was written in the words of a controller: no key, no number of a row, no öre."""

import re

import pytest
from django.utils.translation import override

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.desk.log import Line, lines
from tertial.domain.ref import Ref
from tertial.economy.models import BudgetDecision, Forecast
from tertial.organisation.models import Unit

KEY = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
REF = re.compile(r"\b[a-z]+:\d+\b|\b[a-z]+:[A-Z]{2,}:")
PERIOD = re.compile(r"(?<![\w-])20\d\d-(?:T[12]|(?:0[1-9]|1[0-2])(?!-\d))\b|\b20\d{4}\b")
UNSPACED = re.compile(r"\b[1-9]\d{5,}\b")


def raw_parts(line: Line) -> list[str]:
    """What in a line only the program understands."""
    said = [line.what, *(change.label for change in line.changes)]
    said += [text for change in line.changes for text in (change.before, change.after)]
    return [found.group() for text in said for kind in (KEY, REF, PERIOD, UNSPACED) for found in kind.finditer(text)]


@pytest.fixture(scope="module")
def trail(demo_municipality) -> list[AuditEntry]:
    return list(AuditEntry.objects.select_related("person").order_by("pk"))


@pytest.mark.django_db
def test_nothing_in_the_sample_municipalitys_log_is_raw(trail):
    with override("sv"):
        told = lines(trail)

    raw = {(entry.action, part) for entry, line in zip(trail, told, strict=True) for part in raw_parts(line)}
    assert len({entry.action for entry in trail}) > 30
    assert raw == set()


@pytest.mark.django_db
def test_amounts_and_rows_of_statements_are_told_as_a_controller_says_them(demo_municipality):
    decision = BudgetDecision.objects.first()
    forecast = Forecast.objects.filter(statement="income_statement", row="personnel").first()
    unit = Unit.objects.get(code="KS")
    after = {"lines": {str(unit.pk): 82_000_000_000}}
    entries = [
        audit.record(person=the_system(), action="budget_decision.create", subject=decision, after=after),
        audit.record(
            person=the_system(),
            action="forecast.enter",
            subject=forecast,
            after=audit.state(forecast, ["statement", "row", "period"]) | {"amount": -1_234_550},
        ),
    ]

    with override("sv"):
        budget, foreseen = lines(entries)

    assert [(each.label, each.after) for each in budget.changes] == [
        ("rader", "Kommunstyrelsen: 820\u00a0000\u00a0000 kr")
    ]
    assert {each.after for each in foreseen.changes} >= {"Resultaträkning", "Personal", "−12\u00a0345,5 kr"}
    assert "Personal" in foreseen.what


@pytest.mark.django_db
def test_what_has_been_removed_is_told_without_its_number(demo_municipality):
    unit = Unit.objects.get(code="KS")
    entry = audit.record(person=the_system(), action="outcome.remove", subject=unit, before={"period": "2024-T2"})
    AuditEntry.objects.filter(pk=entry.pk).update(
        ref=Ref("outcome", 987654), before={"indicator": 999999, "period": "2024-T2"}
    )

    with override("sv"):
        (line,) = lines(AuditEntry.objects.filter(pk=entry.pk))

    assert raw_parts(line) == []
    assert "januari–augusti 2024" in line.what
