"""An import is killed at random instants; the ledger is then what it was or what it shall be, never between."""

import multiprocessing
import random
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.rooms.economy.ledgers import staged

pytestmark = pytest.mark.slow
KILLS = 60
LINES = 10_000
OLD, NEW = 100, 300
PREPARED = "tests.rooms.economy.killed_import"


class Processes:
    """Starts processes from one that has loaded everything and touched nothing, in a Tertial of their own."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload([PREPARED])

    def start(self, task: str, *given: object) -> multiprocessing.Process:
        process = self._context.Process(target=_do, args=(task, *given))
        process.start()
        return process

    def pipe(self) -> tuple[object, object]:
        return self._context.Pipe(duplex=False)


def _do(task: str, *given: object) -> None:
    from tests.rooms.economy import killed_import

    do: Callable[..., None] = getattr(killed_import, task)
    do(*given)


@pytest.fixture
def processes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Processes:
    monkeypatch.setenv("TERTIAL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("TERTIAL_DATABASE_URL", f"sqlite:///{tmp_path}/tertial.sqlite3")
    return Processes()


def begun(processes: Processes, lines: Path) -> multiprocessing.Process:
    """An import that has just begun."""
    hears, tells = processes.pipe()
    process = processes.start("bring", lines, LINES, tells)
    assert hears.recv() == "begins"
    return process


def amount_a_line(processes: Processes) -> int:
    hears, tells = processes.pipe()
    process = processes.start("read", tells)
    booked = hears.recv()
    process.join()
    assert booked % LINES == 0, f"the ledger holds {booked} öre, which no import alone comes to"
    return booked // LINES


def test_an_import_that_is_killed_leaves_the_old_ledger_or_the_new_one(tmp_path: Path, processes: Processes):
    setting_up = processes.start("set_up")
    setting_up.join()
    assert setting_up.exitcode == 0
    brings = {
        amount: staged(tmp_path / str(amount), [(202401, "5010", "10", "", amount)] * LINES) for amount in (OLD, NEW)
    }
    started = time.monotonic()
    first = begun(processes, brings[OLD])
    first.join()
    takes = time.monotonic() - started
    assert first.exitcode == 0
    chance = random.Random(2024)
    stands, seen = OLD, {"as before": 0, "as it shall be": 0}
    for _kill in range(KILLS):
        comes = NEW if stands == OLD else OLD
        process = begun(processes, brings[comes])
        time.sleep(chance.uniform(0, takes * 1.1))
        process.kill()
        process.join()
        found = amount_a_line(processes)
        assert found in {OLD, NEW}, f"the ledger holds {found} öre a line, neither {OLD} nor {NEW}"
        seen["as it shall be" if found == comes else "as before"] += 1
        stands = found
    assert min(seen.values()) > 0, f"every kill came too early or too late: {seen}"
