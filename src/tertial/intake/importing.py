"""`tertial import`: the same steps as on the pages, for every kind of file, without stopping between them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.translation import gettext as _

from tertial.accounts.system import command_line
from tertial.common.stored_messages import from_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.intake.actions import apply_staged, discard_staged, read_staged, receive_files, set_mapping
from tertial.intake.adapter import Adapter, adapter_of
from tertial.intake.models import SourceKind, StagedImport, StagedState
from tertial.intake.shown import PreviewPage
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


def importers_of(adapter: Adapter) -> list[Importer]:
    """What the command calls the files of an adapter, and how they are imported."""
    return [Importer(source.value, about, partial(_import, source)) for source, about in adapter.sources.items()]


def _import(source: SourceKind, request: ImportRequest) -> ImportReport:
    """Reads the files and imports them, unless it is a dry run or a row keeps them out. Raises DomainError."""
    adapter, by = adapter_of(source), command_line()
    missing = [path for path in request.files if not path.is_file()]
    if missing:
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise WrongRequest(Message(template, {"path": str(missing[0])}))
    asked = adapter.asked(source, request)
    files = [FileOnDisk(path) for path in request.files]
    staged = receive_files(by=by, source=source, unit=adapter.unit_of(_unit(request.unit)), files=files, **asked)
    try:
        mapping = adapter.answered(staged, request)
        if mapping is not None:
            staged = set_mapping(by=by, staged=staged, mapping=mapping, remember=not request.dry_run)
        staged = _read(adapter, staged, request)
        page = adapter.page(staged)
        closed, facts = adapter.closing(staged, request)
        apply = page.may_be_applied and not request.dry_run
        if apply:
            apply_staged(by=by, staged=staged, closed_through=closed)
    except BaseException:
        _set_aside(staged)
        raise
    if not apply:
        _set_aside(staged)
    title = _("%(files)s is imported") if apply else _("What %(files)s would bring")
    return _report(title % {"files": str(staged)}, page, facts)


def _unit(code: str) -> Unit:
    """The unit with the code, or the only municipality there is."""
    if code:
        return unit_by_code(code)
    found = unit_tree().children(None)
    if len(found) != 1:
        template = gettext_noop("There is not one municipality but %(units)s; say which with --unit.")
        raise WrongRequest(Message(template, {"units": ", ".join(unit.code for unit in found) or "0"}))
    return found[0]


def _read(adapter: Adapter, staged: StagedImport, request: ImportRequest) -> StagedImport:
    read = read_staged(by=command_line(), staged=staged, on_progress=request.on_progress)
    if read.state == StagedState.READY:
        return read
    error = read.error or {}
    if error.get("asks"):
        raise adapter.left_open(error["asks"], from_json(error))
    raise NotRead(from_json(error))


def _set_aside(staged: StagedImport) -> None:
    staged.refresh_from_db()
    if staged.state != StagedState.APPLIED:
        discard_staged(by=command_line(), staged=staged)


def _report(title: str, page: PreviewPage, more: Sequence[tuple[str, str]]) -> ImportReport:
    said = [text for tone in ("warning", "success", "info") for text in page.notes.get(tone, ())]
    facts = [*page.facts, *more, *(("", text) for text in said if text not in page.findings)]
    return ImportReport(
        title, facts, [table.as_export() for table in page.tables if not table.on_page_only], page.findings
    )
