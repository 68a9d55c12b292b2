"""Loads what is written about the economy of the sample municipality; its figures are live."""

from tertial.accounts.models import Person
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.ref import Ref
from tertial.economy.statements.refs import slot_of, subject_of
from tertial.reports.text_slots import subject_of as report_of
from tertial.texts.actions import import_text


def load(loaded: Loaded) -> None:
    """Stores the texts of the chapter, and those about rows of statements."""
    tree = sample("texts-economy-2024.toml")
    unit, period = loaded.units[tree["unit"]], str(tree["year"])
    author: Person = loaded.people["samordnare"]

    def write(subject: Ref, slot: str, text: str) -> None:
        import_text(by=author, unit=unit, subject=subject, slot=slot, period=period, document=written(text))

    for slot, text in tree["report"].items():
        write(report_of(unit), slot, text)
    for statement, rows in tree["rows"].items():
        for row, text in rows.items():
            write(subject_of(unit), slot_of(statement, row), text)
