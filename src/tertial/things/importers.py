"""What can be imported on the command line: a kind of thing says from which sources; `tertial import` lists them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tertial.common.exports import ExportTable
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.things.kinds import kinds_with

# How far an import has come: so much of so much.
OnProgress = Callable[[int, int], object]


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """What someone asks to have imported. `options` holds the command's options by name, empty where not given."""

    files: Sequence[Path]
    unit: str = ""
    options: Mapping[str, str] = field(default_factory=dict)
    dry_run: bool = False
    on_progress: OnProgress = lambda _done, _all: None


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import brought, or would bring: facts as name and value, tables, and what should be looked at.

    `findings` are sentences; where there are any the command ends with 1.
    """

    title: str
    facts: Sequence[tuple[str, str]]
    tables: Sequence[ExportTable] = ()
    findings: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Importer:
    """That things of a kind come from a source: the word for it, what it is in words, and how it is imported."""

    source: str
    about: str
    run: Callable[[ImportRequest], ImportReport]


class WrongRequest(DomainError):
    """The command asks for what is not there; the message says what is."""


class UnknownSource(WrongRequest):
    """No room imports from such a source."""


def importer(source: str) -> Importer:
    """The importer of a source. Raises UnknownSource, which names those there are."""
    known = {each.source: each for each in importers()}
    if source not in known:
        template = gettext_noop("“%(source)s” cannot be imported; choose among %(sources)s.")
        raise UnknownSource(Message(template, {"source": source, "sources": ", ".join(known)}))
    return known[source]


def importers() -> Sequence[Importer]:
    """Every importer, by its word."""
    return sorted((said for _kind, said in kinds_with(Importer)), key=lambda importer: importer.source)
