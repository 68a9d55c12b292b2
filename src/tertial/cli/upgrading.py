"""Bringing an older database up to this version: said beforehand, with a backup, and one at a time."""

import argparse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path

from django.apps import apps
from django.apps.registry import Apps
from django.conf import settings
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.operations.base import Operation
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console

from tertial.cli import database, running
from tertial.cli.backup import encryption, making
from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop
from tertial.operation import backups, schema

GOOD = 0
# Measured with the database of an earlier version in tests/cli/before: most of it goes to reading each change.
_SECONDS_A_CHANGE, _ROWS_A_SECOND = 1.0, 2_000


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the tables: of which room, and how many rows lie in each of the tables that it may touch."""

    room: str
    rows: Mapping[str, int]


def upgrade(given: argparse.Namespace) -> int:
    """Says what would be done to the database; unless that is all that is asked, makes a backup and does it."""
    console = Console(highlight=False)
    steps = steps_to_do()
    if not steps:
        console.print(_("The database is of this version; there is nothing to do."), soft_wrap=True)
        return GOOD
    _tell(console, steps)
    if given.dry_run:
        console.print(_("Nothing was changed."), soft_wrap=True)
        return GOOD
    _refuse_while_running()
    with running.one_at_a_time(settings.TERTIAL_HOME):
        database.bring_up_to_date(before=lambda _plan: None if given.no_backup else _back_up(console, given.backup))
    console.print(_("The database is now of this version."), soft_wrap=True)
    return GOOD


def bring_up_to_date() -> None:
    """Makes the tables where there are none; older ones are changed after a backup, which is said on stderr."""

    def before(plan: Sequence[Migration]) -> None:
        console = Console(stderr=True, highlight=False)
        _tell(console, _steps(plan))
        _back_up(console, None)

    database.bring_up_to_date(before=before)


def steps_to_do() -> list[Step]:
    """What has to be done. Raises WrongUse where there is no database, or a later version made it."""
    plan = database.changes_to_make()
    if not schema.applied():
        template = gettext_noop("There is no database in %(home)s yet; “tertial serve” creates it.")
        raise WrongUse(Message(template, {"home": str(settings.TERTIAL_HOME)}))
    return _steps(plan)


def _steps(plan: Sequence[Migration]) -> list[Step]:
    there = schema.tables_after(schema.applied())
    rows = {name: _rows(there, name) for name in {name for each in plan for name in _touched(there, each)}}
    return [Step(each.app_label, {name: rows[name] for name in _touched(there, each)}) for each in plan]


def _touched(there: Apps, change: Migration) -> set[str]:
    """The tables of before that a change may touch; one that runs a program may touch all of its room."""
    of_the_room = {model._meta.label_lower for model in there.get_models() if model._meta.app_label == change.app_label}
    named = {f"{change.app_label}.{_model_of(each)}".lower() for each in change.operations}
    return of_the_room if f"{change.app_label}." in named else named & of_the_room


def _model_of(operation: Operation) -> str:
    return str(getattr(operation, "model_name", "") or getattr(operation, "name", "") or "")


def _rows(there: Apps, name: str) -> int:
    table = connection.ops.quote_name(there.get_model(name)._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608 - our own name
        return int(cursor.fetchone()[0])


def _tell(console: Console, steps: Sequence[Step]) -> None:
    told = ngettext(
        "The database is of an earlier version. %(number)s change makes it one of this version:",
        "The database is of an earlier version. %(number)s changes make it one of this version:",
        len(steps),
    )
    console.print(told % {"number": len(steps)}, soft_wrap=True)
    for room in dict.fromkeys(step.room for step in steps):
        console.print(f"  {_of_room(room, steps)}", soft_wrap=True, markup=False)
    console.print(_how_long(steps), soft_wrap=True)
    told = _("It cannot be turned back, but by restoring a backup from before with the version that made it.")
    console.print(told, soft_wrap=True)


def _of_room(room: str, steps: Sequence[Step]) -> str:
    """How much is changed in it; rows that several changes touch are counted once."""
    changes = [step.rows for step in steps if step.room == room]
    rows = sum({table: number for each in changes for table, number in each.items()}.values())
    told_changes = ngettext("%(number)s change", "%(number)s changes", len(changes)) % {"number": len(changes)}
    told_rows = ngettext("%(number)s row", "%(number)s rows", rows) % {"number": rows}
    return f"{apps.get_app_config(room).verbose_name}: {told_changes}, {told_rows}"


def _how_long(steps: Sequence[Step]) -> str:
    seconds = len(steps) * _SECONDS_A_CHANGE + sum(sum(step.rows.values()) for step in steps) / _ROWS_A_SECOND
    minutes = ceil(seconds / 60)
    told = ngettext("It takes roughly %(number)s minute.", "It takes roughly %(number)s minutes.", minutes)
    return told % {"number": minutes}


def _back_up(console: Console, folder: Path | None) -> None:
    """Raises WrongUse, DomainError and OSError where none can be made; nothing has been changed then."""
    place = _place_in(folder or _usual_folder())
    with console.status(_("Making the backup …")):
        making.make(place, encryption.recipients_of(settings.TERTIAL_BACKUP_KEYS))
    backups.note_made(place)
    console.print(_("A backup from before, read through and whole: %(file)s") % {"file": place}, soft_wrap=True)


def _usual_folder() -> Path:
    folder = settings.TERTIAL_BACKUPS
    return folder if folder is not None and folder.is_dir() else Path(settings.TERTIAL_HOME)


def _place_in(folder: Path) -> Path:
    if not folder.is_dir():
        raise WrongUse(Message(making.NO_FOLDER, {"folder": str(folder)}))
    return folder.absolute() / f"before-upgrade-{timezone.now():%Y%m%d-%H%M%S}.backup"


def _refuse_while_running() -> None:
    there = next(iter(running.running_from(Path(settings.TERTIAL_HOME))), None)
    if there:
        template = gettext_noop(
            "Tertial runs from %(home)s (process %(process)s); stop it with “kill %(process)s” and upgrade then."
        )
        raise WrongUse(Message(template, {"home": str(settings.TERTIAL_HOME), "process": str(there.process)}))
