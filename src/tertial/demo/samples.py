"""The sample municipalities: what each is called on the command line, and how it is made."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tertial.accounts.models import Person
from tertial.demo import ledger, names
from tertial.demo import load as huddinge
from tertial.demo.exempelby import load as exempelby
from tertial.demo.exempelby.ledger import write_ledger
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Sample:
    """A municipality to try Tertial with: its code, its people's addresses and their password, and what makes it."""

    name: str
    municipality: str
    password: str
    addresses: Callable[[], list[str]]
    load: Callable[[], None]
    write_ledger: Callable[[Path], list[Path]]

    def is_loaded(self) -> bool:
        """Whether it is in the database."""
        return Unit.objects.filter(code=self.municipality).exists()

    def people(self) -> list[Person]:
        """Its people in their order."""
        found = {person.email: person for person in Person.objects.filter(email__in=self.addresses())}
        return [found[email] for email in self.addresses() if email in found]


def _load_huddinge() -> None:
    huddinge.load_demo()


def _load_exempelby() -> None:
    exempelby.load()


def _written_huddinge(folder: Path) -> list[Path]:
    return [file.path for file in ledger.written_export(folder)]


def _written_exempelby(folder: Path) -> list[Path]:
    return [file.path for file in write_ledger(folder)]


SAMPLES = {
    sample.name: sample
    for sample in (
        Sample(
            names.HUDDINGE,
            "HUDDINGE",
            huddinge.DEMO_PASSWORD,
            huddinge.addresses,
            _load_huddinge,
            _written_huddinge,
        ),
        Sample(
            names.EXEMPELBY,
            exempelby.MUNICIPALITY,
            exempelby.PASSWORD,
            exempelby.addresses,
            _load_exempelby,
            _written_exempelby,
        ),
    )
}
"""By name; the first is the usual one."""


def loaded_sample() -> Sample | None:
    """The sample that is in the database, if one is."""
    return next((sample for sample in SAMPLES.values() if sample.is_loaded()), None)
