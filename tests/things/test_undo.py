"""An undo is done once, of that write, and by whoever may; otherwise it says why."""

from threading import Barrier, Thread

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError
from tertial.domain.ref import Ref
from tertial.goals.actions.goals import archive_goal, save_goal, shift_goal
from tertial.goals.models import Goal, Outcome
from tertial.organisation.roles import Role
from tertial.things.undo import undo
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=())
    Person.objects.update(language="en")
    return made


@pytest.fixture
def plans(place: SmallMunicipality) -> Client:
    return browser_of(place.people[Role.COORDINATOR])


def three_goals(place: SmallMunicipality) -> list[Goal]:
    """Goals that stand beside each other."""
    given = {"by": the_system(), "plan": place.plan, "level": place.goal.level, "parent": None}
    return [save_goal(name=name, **given) for name in ("Ett", "Två", "Tre")]


def order(place: SmallMunicipality) -> list[str]:
    beside = place.plan.goals.filter(archived_at=None, parent=None, contributes_to=None)
    return list(beside.order_by("position", "id").values_list("name", flat=True))


def shift(browser: Client, goal: Goal, direction: str = "ned") -> str:
    """Moves a goal one step, and gives the address that takes that back."""
    shift_goal_url = reverse("goals:goal_shift", args=[goal.ref, direction])
    browser.post(shift_goal_url, {"period": "2024"})
    entry = AuditEntry.objects.filter(ref=goal.ref, action="goal.shift").latest("pk")
    return reverse("organisation:undo", args=[entry.pk])


def test_undoing_one_move_three_times_moves_one_step(place: SmallMunicipality, plans: Client):
    first, _second, _third = three_goals(place)
    before = order(place)
    shift(plans, first)
    moved_once = order(place)
    address = shift(plans, first)

    assert plans.post(address).status_code == 302
    assert order(place) == moved_once != before
    for _again in range(2):
        answer = plans.post(address)
        assert answer.status_code == 422
        assert "has been undone already" in words(answer)
        assert "has been changed since" in words(answer)
    assert order(place) == moved_once


def test_a_move_with_another_over_it_is_not_undone(place: SmallMunicipality, plans: Client):
    first, _second, third = three_goals(place)
    mine = shift(plans, first)
    shift(plans, third, "upp")
    after = order(place)

    answer = plans.post(mine)

    assert answer.status_code == 422
    assert "has been changed since" in words(answer)
    assert order(place) == after


def test_an_undo_can_itself_be_undone(place: SmallMunicipality, plans: Client):
    answer = plans.post(reverse("goals:goal_archive", args=[place.goal.ref]), {"period": "2024"}, follow=True)

    answer = plans.post(undo_address(answer), follow=True)
    place.goal.refresh_from_db()
    assert place.goal.archived_at is None

    answer = plans.post(undo_address(answer), follow=True)
    place.goal.refresh_from_db()
    assert place.goal.archived_at is not None
    newest = audit.history(place.goal).first()
    assert newest.undoes.undoes.action == newest.action == "goal.archive"


def test_the_button_takes_back_what_was_written_there_and_not_a_later_write(place: SmallMunicipality, plans: Client):
    answer = plans.post(reverse("goals:goal_archive", args=[place.goal.ref]), {"period": "2024"}, follow=True)

    again = plans.post(reverse("goals:goal_archive", args=[place.goal.ref]), {"period": "2024"}, follow=True)

    assert undo_address(answer)
    assert "/angra/" not in again.content.decode()


def test_an_entry_from_before_undo_kept_what_it_needs_says_so(place: SmallMunicipality, plans: Client):
    old = audit.record(person=the_system(), action="goal.archive", subject=place.goal)

    answer = plans.post(reverse("organisation:undo", args=[old.pk]))

    assert answer.status_code == 422
    assert "was written before Tertial kept what an undo needs" in words(answer)


def test_what_is_there_and_what_is_not_are_refused_alike(place: SmallMunicipality):
    stranger = browser_of(PersonFactory(language="en"))
    Outcome.objects.update(source="Hemligt")
    entry = audit.record(person=the_system(), action="outcome.change", subject=place.outcome, after={"source": "Annat"})
    removed = Outcome(ref=Ref("outcome", "gone"), indicator=place.indicator)
    gone = audit.record(person=the_system(), action="outcome.remove", subject=removed, before={"value": "1"})

    told = []
    for number in (entry.pk, gone.pk, 987654321):
        answer = stranger.post(reverse("organisation:undo", args=[number]))
        told.append((answer.status_code, words(answer)))

    assert len(set(told)) == 1
    assert told[0][0] == 404
    assert not any(name in told[0][1] for name in (place.indicator.name, "Enhet", "Hemligt"))


def test_the_database_holds_that_a_write_is_undone_once(place: SmallMunicipality):
    entry = AuditEntry.objects.latest("pk")
    AuditEntry.objects.create(person=entry.person, action="goal.change", ref=Ref("goal", 1), undoes=entry)

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEntry.objects.create(person=entry.person, action="goal.change", ref=Ref("goal", 1), undoes=entry)


@pytest.mark.django_db
def test_every_write_of_every_room_is_undone_once_or_says_why():
    place = small_municipality()
    for person in place.people.values():
        for role in Role:
            person.roles.get_or_create(unit=place.units["BY"], role=role)
    by = Person.objects.get(pk=place.people[Role.ADMINISTRATOR].pk)
    done = 0
    for entry in AuditEntry.objects.order_by("-pk"):
        with transaction.atomic():
            try:
                with transaction.atomic():
                    told = undo(by=by, entry=entry)
            except DomainError:
                continue
            assert told.undoes == entry, entry.action
            with pytest.raises(DomainError):
                undo(by=by, entry=entry)
            done += 1
            transaction.set_rollback(True)

    assert done > 20


@pytest.mark.django_db(transaction=True)
@pytest.mark.two_at_once
def test_of_two_undos_at_once_one_is_done():
    place = small_municipality(only=())
    first, *_others = three_goals(place)
    by = place.people[Role.COORDINATOR]
    shift_goal(by=by, goal=first, down=True)
    entry = audit.history(first).first()
    together, told = Barrier(2), []

    def press() -> None:
        together.wait(10)
        try:
            told.append(undo(by=Person.objects.get(pk=by.pk), entry=entry).action)
        except DomainError as error:
            told.append(type(error).__name__)
        connection.close()

    threads = [Thread(target=press) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(told) == ["ChangedSince", "goal.shift"]
    assert AuditEntry.objects.filter(undoes=entry).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.two_at_once
def test_an_undo_waits_for_a_write_on_its_way_and_judges_after_it():
    place = small_municipality(only=())
    by = place.people[Role.COORDINATOR]
    archive_goal(by=by, goal=place.goal)
    entry, told = audit.history(place.goal).first(), []

    def press() -> None:
        try:
            undo(by=Person.objects.get(pk=by.pk), entry=entry)
        except DomainError as error:
            told.append(type(error).__name__)
        connection.close()

    thread = Thread(target=press)
    with transaction.atomic():
        Goal.objects.filter(pk=place.goal.pk).update(archived_at=None)
        thread.start()
        thread.join(1)
        assert thread.is_alive()
    thread.join(10)

    assert told == ["ChangedSince"]
