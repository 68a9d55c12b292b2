"""Long work: done by one process at a time, begun again where that was killed, and told of where it fails."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.cli.worker import work as tertial_worker
from tertial.common.stored_messages import from_json
from tertial.domain.message import DomainError, Message
from tertial.domain.ref import Ref
from tertial.domain.workflow.work import WorkState
from tertial.things import work
from tertial.things.models import Work, Worker
from tertial.things.work import doing, process, workers
from tests.shared.made_up_kinds import instead, made_up_kind

pytestmark = pytest.mark.django_db

THING = Ref("anything", 1)


@pytest.fixture(autouse=True)
def driven(settings) -> None:
    """Nothing is done before the test does the worker's work."""
    settings.TERTIAL_WITHOUT_WORKER = False


@contextmanager
def done_by(do: Callable[[work.Hold], object]) -> Iterator[None]:
    made_up = work.LongWork(name="made.up", told="Made-up work", do=do, again=lambda _by, _row: None)
    with instead(work.LongWork, made_up_kind("anything", made_up)):
        yield


def ask(variant: str = "") -> Work:
    return work.ask(by=the_system(), name="made.up", ref=THING, variant=variant)


def now(row: Work) -> Work:
    return Work.objects.get(pk=row.pk)


def kill() -> None:
    """As though the process that has the work in hand had been killed a while ago."""
    Work.objects.filter(state=WorkState.UNDER_WAY).update(alive_at=timezone.now() - 2 * work.DEAD_AFTER)


def error_of(row: Work) -> str:
    return str(from_json(now(row).error or {}).template)


def test_what_is_asked_for_twice_is_done_once():
    done: list[int] = []
    with done_by(lambda hold: (done.append(hold.work.pk), hold.finish(file="x"))):
        first, second = ask(), ask()
        work.do_all()

    assert first == second
    assert done == [first.pk]
    assert (now(first).stands, now(first).result) == (WorkState.DONE, {"file": "x"})


def test_what_is_over_can_be_asked_for_again():
    with done_by(lambda hold: hold.finish()):
        first = ask()
        work.do_all()

        assert ask() != first


def test_work_that_fails_says_why_and_does_not_keep_the_next_from_being_done(caplog):
    def do(hold: work.Hold) -> None:
        if hold.work.variant == "refused":
            raise DomainError(Message("Det går inte."))
        if hold.work.variant == "broken":
            raise RuntimeError
        hold.finish()

    refused, broken, good = ask("refused"), ask("broken"), ask("good")
    with done_by(do):
        work.do_all()

    assert [now(row).stands for row in (refused, broken, good)] == [WorkState.FAILED, WorkState.FAILED, WorkState.DONE]
    assert error_of(refused) == "Det går inte."
    assert "error in Tertial" in error_of(broken)
    assert "failed" in caplog.text


def test_work_that_is_alive_is_left_alone_and_killed_work_is_begun_again():
    row = ask()
    first = work.take(row)
    assert first is not None
    assert work.take(now(row)) is None

    kill()
    with done_by(lambda hold: hold.finish(by="second")):
        work.do_all()
        with pytest.raises(work.TakenAway):
            first.finish(by="first")

    assert now(row).result == {"by": "second"}


def test_work_that_is_killed_three_times_is_told_of():
    row = ask()
    for _attempt in range(work.MOST_ATTEMPTS):
        assert work.take(now(row)) is not None
        kill()
    with done_by(lambda hold: hold.finish()):
        work.do_all()

    assert now(row).stands == WorkState.FAILED
    assert "cut off" in error_of(row)


def test_a_worker_that_is_stopped_puts_its_work_back(monkeypatch):
    def do(_hold: work.Hold) -> None:
        process.check_not_stopped()

    row = ask()
    with monkeypatch.context() as stopping, done_by(do):
        stopping.setattr(process._stopping, "is_set", lambda: True)
        work.do_next()

    assert (now(row).stands, now(row).attempts) == (WorkState.WAITING, 0)


def test_what_comes_of_stopped_work_is_undone():
    def do(hold: work.Hold) -> None:
        work.withdraw(hold.work)
        with transaction.atomic():
            Worker.objects.create(name="what comes of it", alive_at=timezone.now())
            hold.finish()

    row = ask()
    with done_by(do):
        work.do_all()

    assert now(row).stands == WorkState.STOPPED
    assert not Worker.objects.exists()


def test_work_that_no_room_knows_any_more_is_told_of():
    row = work.ask(by=the_system(), name="long.gone", ref=THING)
    work.do_all()

    assert now(row).stands == WorkState.FAILED


def test_how_far_it_has_come_never_passes_all_there_is():
    hold = work.take(ask())
    assert hold is not None
    hold.tell(done=7, total=5)

    assert (now(hold.work).done, now(hold.work).total) == (5, 5)


def test_old_work_is_forgotten_after_thirty_days():
    with done_by(lambda hold: hold.finish()):
        old = ask()
        work.do_all()
    Work.objects.update(ended_at=timezone.now() - timedelta(days=31))
    ask("new")

    assert not Work.objects.filter(pk=old.pk).exists()


class Locked:
    """A hold whose first sign of life finds the database locked."""

    def __init__(self) -> None:
        self.given, self.second = 0, Event()

    def beat(self) -> None:
        self.given += 1
        if self.given == 1:
            raise OperationalError("database is locked")
        self.second.set()


def test_a_sign_of_life_that_finds_the_database_locked_is_followed_by_the_next(monkeypatch):
    hold, over = Locked(), Event()
    monkeypatch.setattr(over, "wait", lambda _seconds: hold.second.is_set() or hold.given > 1)
    doing._beat(hold, over)  # type: ignore[arg-type]

    assert hold.second.is_set()


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_told_of_for_as_long_as_it_runs(monkeypatch):
    seen: list[bool] = []

    def wait(_seconds: float) -> bool:
        for _look in range(2000):
            if workers.alive().exists():
                break
            Event().wait(0.01)
        seen.append(workers.alive().exists())
        return True

    monkeypatch.setattr(work, "wait", wait)
    monkeypatch.setattr("signal.signal", lambda *_given: None)
    tertial_worker()

    assert seen
    assert all(seen)  # what sends mail waits beside what works
    assert not workers.alive().exists()


@pytest.mark.two_at_once
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_take_one_piece_of_work_each():
    from threading import Thread

    first, second = ask("1"), ask("2")
    taken: list[int] = []

    def take_another() -> None:
        try:
            hold = work.rows.take_next()
            taken.append(hold.work.pk if hold else 0)
        finally:
            connection.close()

    thread = Thread(target=take_another)
    with transaction.atomic():
        hold = work.rows.take_next()
        assert hold is not None
        thread.start()
        thread.join(30)

    assert (hold.work.pk, taken) == (first.pk, [second.pk])


@pytest.mark.two_at_once
@pytest.mark.django_db(transaction=True)
def test_of_two_who_ask_at_once_both_get_the_same_work():
    from threading import Thread

    asked: list[int] = []

    def ask_too() -> None:
        try:
            asked.append(ask().pk)
        finally:
            connection.close()

    thread = Thread(target=ask_too)
    with transaction.atomic():
        row = ask()
        thread.start()
        thread.join(0.5)
    thread.join(30)

    assert asked == [row.pk]


@pytest.mark.two_at_once
@pytest.mark.django_db(transaction=True)
def test_work_that_is_stopped_while_it_is_being_finished_is_either_and_never_both():
    from threading import Thread

    hold = work.take(ask())
    assert hold is not None
    stopped: list[bool] = []

    def stop() -> None:
        try:
            stopped.append(work.withdraw(hold.work))
        finally:
            connection.close()

    thread = Thread(target=stop)
    with transaction.atomic():
        hold.finish()
        thread.start()
        thread.join(0.5)
    thread.join(30)

    assert (now(hold.work).stands, stopped) == (WorkState.DONE, [False])
