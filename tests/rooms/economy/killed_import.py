"""What the processes do that are killed while they import: loaded once, in a Tertial of their own."""

import os
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path

import django

os.environ["DJANGO_SETTINGS_MODULE"] = "tertial.settings"
django.setup()

from django.core.management import call_command  # noqa: E402 - models exist only now

from tertial.domain.period import Period  # noqa: E402
from tertial.domain.statement import Measure  # noqa: E402
from tertial.economy.ledger.imports import ImportedFile, apply_import  # noqa: E402
from tertial.economy.ledger.reading import read_statement  # noqa: E402
from tertial.economy.models import LedgerKind  # noqa: E402
from tertial.organisation.actions import save_unit  # noqa: E402
from tertial.organisation.models import Unit  # noqa: E402
from tests.rooms.economy.ledgers import income_statement, ledger_unit  # noqa: E402


def set_up() -> None:
    """A municipality with a committee and its income statement."""
    call_command("migrate", verbosity=0)
    day = date(2019, 1, 1)
    municipality = save_unit(by=None, code="BY", name="By", kind="municipality", parent=None, valid_from=day)
    committee = save_unit(by=None, code="KS", name="KS", kind="committee", parent=municipality, valid_from=day)
    ledger_unit(municipality, "10", committee)
    income_statement(municipality)


def bring(lines: Path, count: int, begins: Connection) -> None:
    """Imports the staged lines as a correction of what stands there; says when it begins."""
    begins.send("begins")
    apply_import(
        by=None,
        municipality=Unit.objects.get(code="BY"),
        kind=LedgerKind.OUTCOME,
        source_system="Ekonomi",
        lines=lines,
        files=[ImportedFile(lines.name, "x", 1, count)],
    )


def read(answer: Connection) -> None:
    """What the personnel of the year comes to, booked."""
    reading = read_statement(Unit.objects.get(code="KS"), Period.parse("2024"), "income_statement")
    answer.send(-reading.lines[1].amounts[Measure.OUTCOME])
