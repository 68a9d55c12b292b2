"""Run by test_killed.py in a process of its own: kills imports at random instants and looks at what is left.

Every step is a child of this process, which itself never opens a database, so that a child begins as a server does.
Prints one line of JSON: how many kills fell before, within and after the import, and what was wrong.
"""

# ruff: noqa: E402, T201 - Django is set up before anything of it is read; what is found is printed
import json
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "tertial.settings"
import django

django.setup()

import duckdb
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.cli.database import bring_up_to_date
from tertial.economy.ledger import store
from tertial.economy.ledger.segments import counting
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.intake.actions import apply_staged, ask_to_apply, read_staged, receive_files
from tertial.intake.importing import FileOnDisk
from tertial.intake.models import StagedImport, StagedState
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit, UnitKind
from tertial.things import work
from tertial.things.models import Work

ROWS = 20_000


def child(do: Callable[[], object], after: float | None = None) -> int:
    """Does something in a child, killed after some seconds if asked for; gives its status."""
    number = os.fork()
    if number == 0:
        try:
            do()
        except BaseException as error:
            print(repr(error), file=sys.stderr, flush=True)
            os._exit(1)
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(number, signal.SIGKILL)
    return os.waitpid(number, 0)[1]


def prepare() -> None:
    from datetime import date

    bring_up_to_date()
    save_unit(
        by=the_system(), code="BY", name="By", kind=UnitKind.MUNICIPALITY, parent=None, valid_from=date(2020, 1, 1)
    )


def send(path: Path, amount: int) -> None:
    """A file in which every line is of the amount, so that old and new can be told from each other."""
    lines = "".join(f"5010;1010;2024{n % 12 + 1:02};{amount}\n" for n in range(ROWS))
    path.write_text(f"Konto;Ansvar;Period;Belopp\n{lines}", encoding="utf-8")
    municipality = Unit.objects.get(code="BY")
    staged = receive_files(
        by=the_system(), unit=municipality, kind=LedgerKind.OUTCOME, source_system="S", files=[FileOnDisk(path)]
    )
    assert read_staged(by=the_system(), staged=staged).state == StagedState.READY


def apply() -> None:
    apply_staged(by=the_system(), staged=StagedImport.objects.order_by("-pk")[0])


def next_worker() -> None:
    """Some time later: a killed import no longer counts as alive; one that was not begun is asked for."""
    Work.objects.filter(alive_at__isnull=False).update(alive_at=timezone.now() - 2 * work.DEAD_AFTER)
    staged = StagedImport.objects.order_by("-pk")[0]
    if staged.state == StagedState.READY:
        ask_to_apply(by=the_system(), staged=staged)
    work.do_all()


def look(old: int, new: int, told: Path) -> None:
    """Writes `old` or `new`, or what is wrong: the sum that counts, and whether the files and the list say the same."""
    staged = StagedImport.objects.order_by("-pk")[0]
    segments = counting(Unit.objects.get(code="BY"), LedgerKind.OUTCOME)
    total = 0
    for segment in segments:
        path = store.lines_path(segment.source.content)
        periods = ", ".join(map(str, segment.periods))
        select = f"SELECT count(*), sum(amount) FROM '{path}' WHERE period IN ({periods})"
        total += int(duckdb.connect().execute(select).fetchall()[0][1])
    applied = staged.state == StagedState.APPLIED
    expected = {False: old * ROWS * 100, True: new * ROWS * 100}[applied]
    whole = total == expected and applied == LedgerImport.objects.filter(ref=staged.brought).exists()
    told.write_text(("new" if applied else "old") if whole else f"{total} where {expected} is expected, {staged.state}")


def main(kills: int, folder: Path) -> None:
    chance = random.Random(2024)
    assert child(prepare) == 0
    assert child(lambda: send(folder / "a.csv", 1)) == 0
    start = time.monotonic()
    assert child(apply) == 0
    longest, old = time.monotonic() - start, 1
    found = {"old": 0, "new": 0, "wrong": []}
    for number in range(kills):
        new = old % 90 + 1
        assert child(lambda new=new: send(folder / "a.csv", new)) == 0
        child(apply, after=chance.uniform(0, 1.1 * longest))
        assert child(lambda old=old, new=new: look(old, new, folder / "told")) == 0
        told = (folder / "told").read_text()
        if told in {"old", "new"}:
            found[told] += 1
        else:
            found["wrong"].append(f"kill {number}: {told}")
        if told == "old":
            # What a kill left behind is found by the next worker, and done.
            assert child(next_worker) == 0
            assert child(lambda old=old, new=new: look(old, new, folder / "told")) == 0
            if (folder / "told").read_text() != "new":
                found["wrong"].append(f"kill {number}: not done by the next worker")
        old = new
    print(json.dumps(found))


main(int(sys.argv[1]), Path(sys.argv[2]))
