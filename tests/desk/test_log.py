"""The audit log as people read it."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

import tertial
from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.desk.log import entries, lines
from tertial.organisation import actions
from tertial.organisation.roles import Role
from tertial.things.kinds import all_kinds, write_called
from tertial.things.log_words import Logged
from tests.organisation.conftest import (
    Browser,
    administrator,
    browser,
    head_of_ks,
    reader,
    someone,
    unit_form,
    units,
)
from tests.shared.pages import words

__all__ = ["administrator", "browser", "head_of_ks", "reader", "units"]

ACTION = re.compile(r"[a-z]+(_[a-z]+)*(\.[a-z]+(_[a-z]+)*)+")


def actions_in_the_code() -> set[str]:
    """Every name that is given to `action`, as a keyword or as a variable."""
    found = set()
    for file in Path(tertial.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = [node.arg] if isinstance(node, ast.keyword) else []
            if isinstance(node, ast.Assign):
                named = [target.id for target in node.targets if isinstance(target, ast.Name)]
            if "action" in named:
                constants = [part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)]
                found |= {text for text in constants if isinstance(text, str) and ACTION.fullmatch(text)}
    return found


def log(browser: Browser, **query: str) -> HttpResponse:
    return browser.client.get(reverse("desk:log"), query)


def test_every_write_that_the_code_makes_is_an_act_of_a_kind():
    found = actions_in_the_code()

    assert len(found) > 40
    assert [name for name in found if write_called(name) is None] == []


def test_every_kind_that_is_written_about_can_be_chosen():
    assert [kind.word for kind in all_kinds() if kind.writes and kind.facet(Logged) is None] == []


def test_a_change_is_told_in_words_with_what_was_before_and_after(administrator, units, browser):
    clicks = browser(administrator)
    clicks.post("unit_change", "KSF", **unit_form(name="Stadens förvaltning", code="KSF", parent=units["SN"].pk))
    actions.give_role(by=administrator, person=someone("Nils"), unit=units["KS"], role=Role.REPORTER)

    page = words(log(clicks))

    assert "Anna Gave “Nils” a role role: Reporter · unit: KS" in page
    assert (
        "Anna Changed the unit “Stadens förvaltning” name: Förvaltningen KSF → Stadens förvaltning"
        " · stands under: Kommunstyrelsen → Socialnämnden · valid from: 2019-01-01 → 2024-01-01" in page
    )


def test_the_log_is_narrowed_by_person_kind_and_day(administrator, units, browser):
    bo = someone("Bo", units["BY"], Role.ADMINISTRATOR)
    actions.give_role(by=bo, person=someone("Nils"), unit=units["KS"], role=Role.REPORTER)
    actions.archive_unit(by=administrator, unit=units["KSF"], last_day=timezone.localdate())
    AuditEntry.objects.filter(action="role.give").update(at=timezone.now() - timedelta(days=10))
    clicks, week_ago = browser(administrator), (timezone.localdate() - timedelta(days=7)).isoformat()

    for query, role, unit in (
        ({}, True, True),
        ({"person": "Bo"}, True, False),
        ({"kind": "units"}, False, True),
        ({"first": week_ago}, False, True),
        ({"last": week_ago}, True, False),
    ):
        page = words(log(clicks, **query))
        assert ("Gave “Nils” a role" in page, "Changed the unit" in page) == (role, unit), query
    assert "Nothing is written that matches" in words(log(clicks, person="Nils"))


def test_a_filter_that_cannot_be_read_says_why_and_keeps_what_was_typed(administrator, browser):
    answer = log(browser(administrator), person="Okänd", first="igår")

    assert answer.status_code == 422
    assert "Nobody has the address or name Okänd" in words(answer)
    assert "Enter a valid date." in words(answer)
    assert 'value="Okänd"' in answer.content.decode()


def test_only_an_administrator_of_the_whole_municipality_reads_the_log(reader, head_of_ks, browser):
    for person in (reader, head_of_ks):
        answer = log(browser(person))
        assert answer.status_code == 403
        assert "Log" not in words(browser(person).get("structure"))


def test_what_is_gone_or_unknown_is_still_told(administrator):
    gone = someone("Gone")
    audit.record(
        person=administrator, action="person.change", subject=gone, before={"name": "Was"}, after={"name": "Gone"}
    )
    audit.record(
        person=the_system(), action="something.else", subject=administrator, after={"odd": {"a": [1, True, None]}}
    )
    gone.delete()

    with override("en"):
        read = lines(entries())
    told = [(line.who, line.what, [(change.label, change.after) for change in line.changes]) for line in read]

    assert told == [
        ("Tertial", "something.else “Anna”", [("odd", "1, yes")]),
        ("Anna", "Changed the details of “Gone”", [("name", "Gone")]),
    ]


def test_the_log_comes_in_pages_and_costs_the_same_however_long_it_is(
    administrator, units, browser, django_assert_max_num_queries
):
    for number in range(120):
        audit.record(person=administrator, action="unit.change", subject=units["KS"], after={"name": f"N{number}"})

    clicks = browser(administrator)
    with django_assert_max_num_queries(10):
        page = words(log(clicks, page="3"))

    assert "101–120 of 120" in page
    assert "N19" in page


@pytest.mark.parametrize("action", ["person.password", "something.else"])
def test_what_cannot_be_undone_says_so(administrator, browser, action):
    entry = audit.record(person=administrator, action=action, subject=administrator)

    answer = browser(administrator).post("undo", entry.pk)

    assert answer.status_code == 422
    assert "This cannot be undone; change it by hand." in words(answer)
