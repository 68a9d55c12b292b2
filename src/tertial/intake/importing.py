"""The ledger's importers for the command line: the same steps as on the pages, without stopping between them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tertial.accounts.system import command_line
from tertial.common.stored_messages import from_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.ledger.closing import check_is_over
from tertial.economy.models import LedgerKind
from tertial.intake.actions import apply_staged, discard_staged, read_staged, receive_files, set_mapping
from tertial.intake.answers import answers_of, asked_of, left_of, reading_of
from tertial.intake.ledger.proposing import answered
from tertial.intake.models import SourceKind, StagedImport, StagedState
from tertial.intake.preview import Preview
from tertial.intake.queries.closing import NONE, month_in_words, suggestion
from tertial.intake.queries.preview_page import preview_page
from tertial.intake.shown import PreviewPage
from tertial.intake.sie.reader import is_sie
from tertial.intake.tabular.columns import ColumnMapping
from tertial.intake.tabular.questions import Question, Topic
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tree import unit_tree
from tertial.things.importers import Importer, ImportReport, ImportRequest, WrongRequest

_BLOCK = 1 << 20


class NotRead(DomainError):
    """The files could not be read; the message is what was found wrong with them."""


@dataclass(frozen=True, slots=True)
class FileOnDisk:
    """A file as the action that receives files takes it."""

    path: Path

    @property
    def name(self) -> str:
        """Its name, without its folders."""
        return self.path.name

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, a block at a time."""
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


def _import_tables(request: ImportRequest) -> ImportReport:
    of_sie = next((path for path in request.files if path.is_file() and is_sie(path)), None)
    if of_sie is not None:
        template = gettext_noop("“%(name)s” is a SIE file; import it with tertial import sie.")
        raise WrongRequest(Message(template, {"name": of_sie.name}))
    return _import(request, SourceKind.TABLE)


def _import_sie(request: ImportRequest) -> ImportReport:
    return _import(request, SourceKind.SIE)


def _import(request: ImportRequest, source: SourceKind) -> ImportReport:
    """Reads the files and puts them into the ledger, unless it is a dry run. Raises DomainError."""
    kind = _kind(request.options.get("kind", ""))
    said = _closed_through(request.options.get("closed_through", ""))
    missing = [path for path in request.files if not path.is_file()]
    if missing:
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise WrongRequest(Message(template, {"path": str(missing[0])}))
    answers, reading = answers_of(request.options), reading_of(request.options)
    staged = receive_files(
        by=command_line(),
        unit=_municipality(request.unit),
        source=source,
        kind=kind,
        source_system=request.options.get("source_system", "") or str(source.label),
        files=[FileOnDisk(path) for path in request.files],
        mapping=ColumnMapping(reading=reading).as_json() if source == SourceKind.TABLE else {},
    )
    try:
        if source == SourceKind.TABLE:
            left = left_of([_question(one) for one in staged.asks], answers, reading)
            if left:
                raise asked_of(left)
            if answers:
                mapping = answered(ColumnMapping.from_json(staged.mapping), answers)
                staged = set_mapping(
                    by=command_line(), staged=staged, mapping=mapping.as_json(), remember=not request.dry_run
                )
        preview = _read(staged, request)
        staged.refresh_from_db()
        page = preview_page(staged, preview)
        closed = said if said is not None or kind != LedgerKind.OUTCOME else suggestion(staged)
        if not request.dry_run:
            apply_staged(by=command_line(), staged=staged, closed_through=closed)
    except BaseException:
        _set_aside(staged)
        raise
    if request.dry_run:
        _set_aside(staged)
    title = _("What %(files)s would bring") if request.dry_run else _("%(files)s is in the ledger")
    return _report(title % {"files": str(staged)}, page, _closing_fact(closed, said))


def _read(staged: StagedImport, request: ImportRequest) -> Preview:
    read = read_staged(by=command_line(), staged=staged, on_progress=request.on_progress)
    if read.error and read.error.get("asks"):
        message = from_json(read.error)
        raise asked_of([Question(Topic(topic), message) for topic in read.error["asks"][:1]])
    if read.state != StagedState.READY or read.preview is None:
        raise NotRead(from_json(read.error or {}))
    return Preview.from_json(read.preview)


def _question(stored: dict[str, Any]) -> Question:
    return Question(Topic(stored["topic"]), from_json(stored["message"]))


def _set_aside(staged: StagedImport) -> None:
    staged.refresh_from_db()
    if staged.state != StagedState.APPLIED:
        discard_staged(by=command_line(), staged=staged)


def _closed_through(text: str) -> int | None:
    """The month as YYYYMM, 0 for none, None where nothing was said. Raises WrongRequest."""
    if not text:
        return None
    if text.strip().lower() in {"none", "ingen"}:
        return NONE
    try:
        period = Period.parse(text)
        month = period.year * 100 + period.last
        check_is_over(month)
    except DomainError as error:
        raise WrongRequest(error.message) from error
    return month


def _closing_fact(closed: int | None, said: int | None) -> tuple[str, str] | None:
    """To which month the lines are taken as closed, and by whom that was decided; nothing for a budget."""
    if closed is None:
        return None
    month = month_in_words(closed) if closed else _("no month")
    if said is None:
        month = _("%(month)s (suggested by the lines; --closed-through says otherwise)") % {"month": month}
    return _("Booked in full and closed through"), month


def _report(title: str, page: PreviewPage, closing: tuple[str, str] | None) -> ImportReport:
    said = [*page.notes.get("success", []), *page.notes.get("info", [])]
    facts = [*page.facts, *([closing] if closing else []), *(("", text) for text in said)]
    tables = [table.as_export() for table in page.tables if table.key != "files"]
    return ImportReport(title, facts, tables, findings=page.notes.get("warning", []))


def _kind(word: str) -> LedgerKind:
    if word and word not in LedgerKind.values:
        template = gettext_noop("“%(kind)s” is not a kind of ledger; choose among %(kinds)s.")
        raise WrongRequest(Message(template, {"kind": word, "kinds": ", ".join(LedgerKind.values)}))
    return LedgerKind(word or LedgerKind.OUTCOME)


def _municipality(code: str) -> Unit:
    """The municipality of the unit with the code, or the only one there is."""
    tree = unit_tree()
    if code:
        return tree.path(unit_by_code(code).pk)[-1]
    found = list(tree.children(None))
    if len(found) != 1:
        template = gettext_noop("There is not one municipality but %(units)s; say which with --unit.")
        raise WrongRequest(Message(template, {"units": ", ".join(unit.code for unit in found) or "0"}))
    return found[0]


TABLES = Importer("ledger", gettext_noop("ledger lines in CSV, Excel or ODS"), _import_tables)
SIE = Importer("sie", gettext_noop("ledger lines in SIE files"), _import_sie)
