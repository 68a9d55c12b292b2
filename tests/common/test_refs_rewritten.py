"""What was stored with the numbers of rows is found by refs afterwards, on every database (ADR 63)."""

from importlib import import_module
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from tertial.common.models import AuditEntry
from tertial.domain.ref import Ref
from tertial.goals.models import Outcome
from tertial.goals.text_slots import analysis_slot
from tertial.organisation.roles import Role
from tertial.texts.models import TextSection
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
by_keys = import_module("tertial.reports.migrations.0010_refs_by_keys").by_keys


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    return small_municipality()


def rewrite() -> None:
    by_keys(apps, SimpleNamespace(connection=connection))


def written(
    place: SmallMunicipality, ref: str, before: Any = None, after: Any = None, action: str = "x.y"
) -> AuditEntry:
    return AuditEntry.objects.create(
        person=place.people[Role.COORDINATOR], action=action, ref=Ref.parse(ref), before=before or {}, after=after or {}
    )


def text(place: SmallMunicipality, subject: str, slot: str, ref: str) -> TextSection:
    figure = {"type": "figure", "attrs": {"ref": ref}}
    said = {"type": "text", "text": f"{ref} står det"}
    return TextSection.objects.create(
        unit=place.units["KS"],
        subject=Ref.parse(subject),
        slot=slot,
        period="2031",
        document={"type": "doc", "content": [{"type": "paragraph", "content": [figure, said]}]},
    )


def test_entries_and_texts_tell_refs_and_words_that_people_wrote_stay(place: SmallMunicipality):
    goal, indicator, unit = place.goal, place.indicator, place.units["KS"]
    old, figure_of_year = Ref("goal", goal.pk), Ref("indicator", indicator.pk, 2024)
    told = f"{old} analysis-{indicator.pk} 2024 (helår)"
    entry = written(place, old, {"about": old, "unit": 3}, {"text": told, "n": [1, None]})
    analysis = text(place, old, f"analysis-{indicator.pk}", figure_of_year)
    economy = text(place, Ref("economy", unit.pk), "result", "count:goals")

    rewrite()

    for each in (entry, analysis, economy):
        each.refresh_from_db()
    assert (entry.ref, entry.before) == (goal.ref, {"about": goal.ref, "unit": 3})
    assert entry.after == {"text": f"{goal.ref} {analysis_slot(indicator.ref)} 2024 (helår)", "n": [1, None]}
    assert (analysis.subject, analysis.slot) == (goal.ref, analysis_slot(indicator.ref))
    figure, said = analysis.document["content"][0]["content"]
    assert figure["attrs"]["ref"] == indicator.ref.extended("2024")
    assert said["text"] == f"{figure_of_year} står det"
    assert economy.subject == Ref("economy", unit.ref.key)


def test_what_is_gone_gets_the_ref_it_would_have_and_keeps_its_number(place: SmallMunicipality):
    held = {"indicator": place.indicator.pk, "period": "2019", "sex": "T"}
    made = written(place, "outcome:987654", after=held)
    gone = written(place, "outcome:987654", before=held, action="outcome.remove")
    group = written(place, "projectgroup:987654", before={"name": "Borta"})

    rewrite()

    for each in (made, gone, group):
        each.refresh_from_db()
    assert not Outcome.objects.filter(pk=987654).exists()
    assert gone.ref == made.ref == Ref("outcome", place.indicator.ref.key, "2019", "T")
    assert (gone.before["id"], group.before["id"], "id" in made.after) == (987654, 987654, False)
    assert (group.ref.kind, len(group.ref.key)) == ("projectgroup", 12)


def test_units_whose_codes_are_numbers_change_places_without_meeting(place: SmallMunicipality):
    first, second = place.units["KS"], place.units["KSF"]
    type(first).objects.filter(pk=first.pk).update(ref=Ref("unit", second.pk))
    texts = [text(place, Ref("economy", unit.pk), "result", "count:goals") for unit in (first, second)]

    rewrite()

    for each in texts:
        each.refresh_from_db()
    assert [each.subject for each in texts] == [Ref("economy", second.pk), Ref("economy", second.ref.key)]
