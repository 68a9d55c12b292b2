"""Asks everything there is to ask, and prints what is wrong."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from rich.console import Console

from tertial.cli.doctor import contents, machine
from tertial.common.wording import sentence
from tertial.domain.message import Message

GOOD, FINDINGS = 0, 1


def doctor() -> int:
    """Prints a sentence for each thing that is wrong; 0 where nothing is, else 1."""
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False)
    with errors.status(_("Looking at everything …")):
        found = list(_findings())
    for message in found:
        console.print(sentence(message), soft_wrap=True, markup=False)
    if not found:
        told = _(
            "No faults were found in rights, disk, clock, versions, settings, database, files, work, mail and backups."
        )
        console.print(told, soft_wrap=True, markup=False)
    return FINDINGS if found else GOOD


def _findings() -> Iterator[Message]:
    for ask in (machine.rights, machine.disk, machine.packages, machine.choices, contents.faults, contents.backups):
        yield from ask()
    unusable = list(contents.database())
    yield from unusable
    if not unusable:
        damaged = list(contents.soundness())
        yield from damaged
        for ask in () if damaged else (contents.clock, contents.files, contents.work, contents.mail):
            yield from ask()
