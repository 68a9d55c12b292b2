"""The signs of life of an import at work, while others write to the database all the time."""

from threading import Event

from django.db import OperationalError

from tertial.sources.actions import holding


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
    monkeypatch.setattr(holding, "_SECONDS_BETWEEN_BEATS", 0.01)
    hold, over = Locked(), Event()

    def end() -> bool:
        return hold.second.is_set() or hold.given > 1

    monkeypatch.setattr(over, "wait", lambda _seconds: end())
    holding._beat(hold, over)  # type: ignore[arg-type]

    assert hold.second.is_set()
