"""Every kind of thing, walked through: named, found in bulk, opened, traced, searched, permitted, undone."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.kept import one_moment
from tertial.common.models import AuditEntry
from tertial.control.models import ControlFollowUp, Recheck
from tertial.desk.models import TakenPreset
from tertial.domain.assessment import IndicatorState
from tertial.domain.ref import Ref
from tertial.economy.models import AmountStyle, ProjectTable, StatementRow
from tertial.goals.models import AssignmentFollowUp, IndicatorAssessment
from tertial.intake.models import SavedMapping, SourceKind
from tertial.organisation import policies
from tertial.organisation.roles import Role
from tertial.organisation.tree import unit_tree
from tertial.staff.models import TurnoverDefinition
from tertial.things.finding import find, history_of, names_of
from tertial.things.kinds import Kind, all_kinds, kinds_with
from tertial.things.log_words import Logged
from tertial.things.rights import Right
from tertial.things.searching import Searched, search
from tertial.things.undo import Undone, undo
from tests.shared.factories import MailFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

MODELS: dict[str, type[Model]] = {str(model._meta.model_name): model for model in apps.get_models()}
STORED_AS = {"personnel": "unit", "economy": "unit", "projects": "unit", "report": "unit"}


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality()
    store_the_rest(made)
    Person.objects.update(language="en")
    unit_tree()
    return made


def store_the_rest(place: SmallMunicipality) -> None:
    """One of each kind that no other test needs in its municipality."""
    municipality, somebody = place.units["BY"], place.people[Role.COORDINATOR]
    control, of_goal = place.rooms["control"], {"period": "2024", "reason": "Vi såg det."}
    IndicatorAssessment.objects.create(goal_indicator=place.link, state=IndicatorState.MET.value, **of_goal)
    status = place.model.assignment_statuses.first()
    AssignmentFollowUp.objects.create(assignment=place.assignment, period="2024", status=status)
    TakenPreset.objects.create(municipality=municipality, preset="accounts", taken_at=timezone.now())
    AmountStyle.objects.create(municipality=municipality)
    TurnoverDefinition.objects.create(
        municipality=municipality,
        key="gone",
        name="Gone",
        explanation="Gone since last year",
        leaving="gone_since_last_year",
        standing="permanent_last_year",
    )
    ControlFollowUp.objects.create(measure=control.measure, period="2024", status="ongoing")
    Recheck.objects.create(recommendation=control.recommendation, on=date(2024, 5, 1), seen="Listan", person=somebody)
    staged, _compared = place.rooms["intake"].staged, place.rooms["intake"].workbook
    SavedMapping.objects.create(municipality=municipality, source=SourceKind.TABLE, source_system=staged.source_system)
    MailFactory()


@pytest.fixture
def administrator(place: SmallMunicipality) -> Person:
    return Person.objects.get(pk=place.people[Role.ADMINISTRATOR].pk)


def things_of(kind: Kind, place: SmallMunicipality) -> list[Ref]:
    """Some things of a kind: of those that are stored two where there are two."""
    row = StatementRow.objects.select_related("statement").order_by("pk").first()
    at = [row.statement.key, row.key]
    table = ProjectTable.objects.values_list("key", flat=True).first()
    calculated = {
        "statement": [Ref("statement", "KS", "2024", *at, "outcome")],
        "statementrow": [Ref("statementrow", "KS", 2024, *at)],
        "statementcomment": [Ref("statementcomment", "KS", "2024", *at)],
        "budgetframe": [Ref("budgetframe", "KS", 2024)],
        "forecasts": [Ref("forecasts", "KS", "2024-T2", *at)],
        "projectsum": [Ref("projectsum", "KS", "2024", f"{table}-total-outcome")],
        "staff": [Ref("staff", "KS", "2024", "sick_leave")],
        "text": [Ref("text", place.goal.ref, "motivation")],
    }
    model = MODELS.get(STORED_AS.get(kind.word, kind.word)) if kind.word != "statementrow" else None
    rows = model._default_manager.order_by("pk").values_list("ref", flat=True) if model is not None else []
    return [*calculated.get(kind.word, []), *(Ref(kind.word, ref.key) for ref in rows[:2])]


def every_thing(place: SmallMunicipality) -> Iterator[tuple[Kind, Ref]]:
    """Each thing of each kind."""
    for kind in all_kinds():
        for ref in things_of(kind, place):
            yield kind, ref


def test_there_is_a_thing_of_every_kind_to_walk_with(place):
    without = [kind.word for kind in all_kinds() if not find(things_of(kind, place))]

    assert not without, without


def test_every_kind_is_named_in_both_languages():
    catalogue = translation("sv")._catalog  # type: ignore[attr-defined]

    assert [word for kind in all_kinds() for word in (kind.one, kind.many) if not catalogue.get(word)] == []
    assert len({kind.word for kind in all_kinds()}) == len(all_kinds())


def test_things_of_a_kind_are_found_in_one_query_however_many_they_are(place):
    asked: dict[str, int] = {}
    for kind in all_kinds():
        keys = [ref.key for ref in things_of(kind, place)]
        with one_moment():
            unit_tree()  # which is kept in memory
            with CaptureQueriesContext(connection) as queries:
                found = kind.find(keys)
        assert sorted(found) == sorted(set(keys)), kind.word
        asked[kind.word] = len(queries)

    assert {word: number for word, number in asked.items() if number > 1} == {}


def test_a_key_that_stands_for_nothing_is_left_out(place):
    for kind in all_kinds():
        assert dict(kind.find(["999999", "nothing", "nothing:at:all", ""])) == {}, kind.word


def test_everything_has_a_page_a_name_and_a_history_that_open(place, administrator):
    browser = Client()
    browser.force_login(administrator)
    wrong = []
    for _kind, ref in every_thing(place):
        thing = find([ref])[ref]
        opened = browser.get(thing.page.partition("#")[0], follow=True).status_code
        traced = browser.get(reverse("desk:trace", args=[ref])).status_code
        told = browser.get(reverse("desk:history", args=[ref])).status_code
        if (opened, traced, told) != (200, 302, 200) or not thing.name:
            wrong.append((ref, opened, traced, told, thing.page))

    assert wrong == []


def test_who_reads_in_no_unit_of_a_thing_is_told_of_nothing(place, administrator):
    outsider = place.outsider
    for kind, ref in every_thing(place):
        thing = find([ref])[ref]
        assert not policies.may_see(outsider, ref, thing), ref
        assert thing.units or kind.word == "person", ref
        assert policies.may_see(administrator, ref, thing) == bool(thing.units), ref


def test_every_write_is_told_in_the_log_in_both_languages(place):
    writes = [(kind, name, write) for kind in all_kinds() for name, write in kind.writes.items()]
    catalogue = translation("sv")._catalog  # type: ignore[attr-defined]

    assert len({name for _kind, name, _write in writes}) == len(writes)
    assert [name for _kind, name, write in writes if not catalogue.get(write.sentence)] == []
    assert [kind.word for kind, _name, _write in writes if kind.facet(Logged) is None] == []
    assert [name for kind, name, write in writes if write.undone is not None and kind.facet(Undone) is None] == []


def test_what_can_be_searched_is_found_by_a_word_of_its_name(place, administrator):
    units = [unit.pk for unit in policies.rights(administrator).units_with(Right.READ)]
    kinds = [kind for kind, _said in kinds_with(Searched)]
    with override("en"):
        for kind in kinds:
            open_ones = {ref: thing for ref, thing in find(things_of(kind, place)).items() if not thing.archived}
            pages = {
                hit.url.partition("?")[0].partition("#")[0]
                for thing in open_ones.values()
                for group in search(thing.name.split()[0].strip(",:"), administrator, units)
                for hit in group.hits
            }
            told = {thing.page.partition("?")[0].partition("#")[0] for thing in open_ones.values()}
            assert pages & told or kind.word == "textsection", (kind.word, told)

    assert len(kinds) > 10


def test_a_change_of_a_word_is_undone_where_the_kind_says_so(place, administrator):
    done = []
    for kind, said in kinds_with(Undone):
        assert MODELS[kind.word] is said.model
        plain = next(
            (name for name, write in kind.writes.items() if name.endswith(".change") and write.undone is None), ""
        )
        row = said.model._default_manager.order_by("pk").first()
        field = next(iter(words_of(said.model)), None)
        if not plain or row is None or field is None:
            continue
        now = getattr(row, field)
        said.model._default_manager.filter(pk=row.pk).update(**{field: "Something else"})
        row.refresh_from_db()
        entry = audit.record(
            person=administrator, action=plain, subject=row, before={field: now}, after={field: "Something else"}
        )
        undo(by=administrator, entry=entry)
        row.refresh_from_db()
        assert getattr(row, field) == now, kind.word
        assert AuditEntry.objects.get(undoes=entry).ref == row.ref
        done.append(kind.word)

    assert len(done) > 8


def words_of(model: type[Model]) -> Iterator[str]:
    """Fields in which people write what they like."""
    for field in model._meta.concrete_fields:
        free = isinstance(field, CharField | TextField) and not field.choices and not field.unique
        if free and field.name in {"name", "title", "heading", "description", "caption", "text", "measure"}:
            yield field.name


def test_names_of_many_kinds_are_asked_once_a_kind(place):
    refs = [place.goal.ref, place.indicator.ref, place.plan.ref]

    with CaptureQueriesContext(connection) as queries:
        names = names_of([*refs, *refs])

    assert set(names) == set(refs)
    assert len(queries) == 3
    assert history_of(refs[0]).exists()
