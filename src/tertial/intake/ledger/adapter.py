"""Files of ledger lines, tables or SIE, on the way that all files go."""

import shutil
from collections.abc import Callable, Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.fields import SeveralFiles
from tertial.common.keys import Keyed
from tertial.common.stored_messages import as_json
from tertial.common.tabular_files import TextTable, UnreadableFile, first_rows, open_table
from tertial.common.wording import sentence
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.workflow.imports import IMPORTING, ImportAct
from tertial.economy.ledger.imports import ImportedFile, undo_import, write_import
from tertial.economy.models import Code, LedgerImport, LedgerKind
from tertial.intake import uploads
from tertial.intake.adapter import AdapterOfImports, OnProgress
from tertial.intake.forms import MOST_BYTES, TOO_LARGE, AnswersForm, Data, SendForm
from tertial.intake.ledger import command
from tertial.intake.ledger.closing import closing_asked, closings
from tertial.intake.ledger.forms import DimensionsForm, MappingForm
from tertial.intake.ledger.page import preview_page
from tertial.intake.ledger.past import imports_of, systems_of
from tertial.intake.ledger.preview import Preview, make_preview
from tertial.intake.ledger.proposing import Proposal, key_and_headings, propose
from tertial.intake.ledger.reasons import REASONS, Reason
from tertial.intake.ledger.sie.file import Dimensions
from tertial.intake.ledger.sie.guess import guess_dimensions, named_dimensions
from tertial.intake.ledger.sie.reader import is_sie
from tertial.intake.ledger.sie.staging import stage_sie
from tertial.intake.ledger.staging import stage_tables
from tertial.intake.ledger.tabular.columns import ColumnMapping
from tertial.intake.ledger.tabular.meanings import could_be_headings
from tertial.intake.ledger.workshop import LINES, REFUSED, SourceFile, Staged
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.intake.shown import PastImport, PreviewPage
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.workplace import Workplace
from tertial.things.importers import ImportRequest

_SAMPLE_ROWS = 6


class NothingToImport(DomainError):
    """No line of the files can be imported; the message says why the first was refused."""


class LedgerAdapter(AdapterOfImports):
    """Ledger lines. A line that is refused does not stop the others: sums prove what is in and what is out."""

    sources = {
        SourceKind.TABLE: gettext_noop("ledger lines in CSV, Excel or ODS"),
        SourceKind.SIE: gettext_noop("ledger lines in SIE files"),
    }
    slug = "ekonomi"
    made = "ledgerimport"
    title = gettext_noop("Import")
    invites = gettext_noop(
        "Send the ledger's lines as a table or as SIE files. You see what they would bring before anything is stored."
    )
    note = gettext_noop(
        "Amounts as booked: cost and debit plus, income and credit minus. For each month the newest import of the same"
        " source system counts."
    )
    base = "economy/base.html"
    tabs = "intake/ledger/parts.html"
    answers = "intake/ledger/mapping.html"

    def unit_of(self, unit: Unit) -> Unit:
        """The ledger is the municipality's."""
        return municipality_of(unit)

    def what(self, staged: StagedImport) -> str:
        """The source system, and whether it is outcome or budget."""
        return f"{staged.source_system}, {LedgerKind(staged.kind).label.lower()}"

    def send_form(self, _unit: Unit, *sent: Data) -> SendForm:
        """Files of tables or SIE, and the system that they come from."""
        files = SeveralFiles(
            label=_("Files"),
            help_text=_("CSV, TSV, Excel, OpenDocument or SIE; several at once, at most 2 GB together."),
            accept=".csv,.txt,.tsv,.xlsx,.xls,.xlsm,.ods,.se,.si,.sie",
            most_bytes_together=MOST_BYTES,
            too_large=_(TOO_LARGE),
        )
        form = SendForm(*sent, sent=files, kinds=LedgerKind.choices, systems=systems_of(_unit))
        form.fields["kind"].initial = LedgerKind.OUTCOME
        return form

    def answers_form(self, staged: StagedImport, data: Data | None = None) -> AnswersForm:
        """Which column or dimension holds what."""
        path, _name = staged.paths[0]
        if staged.source == SourceKind.SIE:
            named = named_dimensions(path) if path.exists() else {}
            usual = {number: "" for number in staged.mapping.values() if number}
            return DimensionsForm(data, dimensions={**usual, **named}, initial=staged.mapping)
        mapping = ColumnMapping.from_json(staged.mapping)
        table, _error = first_table(staged)
        header = table.header if table else tuple(mapping.columns.values())
        initial = MappingForm.initial_of(mapping)
        return MappingForm(data, header=header, sheets=table.sheets if table else (), initial=initial)

    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """Sums by month and account class, and the lines to be looked at."""
        return preview_page(staged, Preview.from_json(staged.preview or {}), applied=applied)

    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """Every import into the municipality's ledger."""
        return imports_of(workplace, self.unit_of(workplace.unit))

    def beside(self, workplace: Workplace, staged: StagedImport | None = None) -> Mapping[str, Any]:
        """To which month the systems are closed; or the first lines of a file, and to which month it closes."""
        if staged is None:
            return closings(self.unit_of(workplace.unit), workplace.period.year)
        table, unreadable = first_table(staged)
        return {
            "unreadable": unreadable,
            "sample": {"header": table.header, "rows": first_rows(table, _SAMPLE_ROWS)} if table else None,
            "is_table": staged.source == SourceKind.TABLE,
            "closing": closing_asked(staged),
        }

    def take_back(self, *, by: Person, ref: Ref) -> None:
        """Takes the lines out of the ledger; what stood there before counts again."""
        undo_import(by=by, ledger_import=LedgerImport.objects.get(ref=ref))

    def asked(self, source: SourceKind, request: ImportRequest) -> Mapping[str, Any]:
        """Outcome or budget, the source system, and how the files are opened."""
        return command.asked(source, request)

    def answered(self, staged: StagedImport, request: ImportRequest) -> Mapping[str, Any] | None:
        """How a table is read with the answers of the options."""
        return command.mapping_answered(staged, request)

    def left_open(self, topics: Sequence[str], message: Message) -> DomainError:
        """The options that answer what the lines leave open."""
        return command.left_open(topics, message)

    def closing(self, staged: StagedImport, request: ImportRequest) -> tuple[int | None, Sequence[tuple[str, str]]]:
        """The month that an option says, or that the lines suggest."""
        return command.closing_said(staged, request)

    def receive(self, staged: StagedImport) -> None:
        """As last time from the same system, else as guessed; the files tell by their content whether they are SIE."""
        files = staged.paths
        staged.source = staged.source or _kind_of(files)
        saved = _saved(staged)
        if staged.source == SourceKind.SIE:
            staged.known, staged.mapping = True, _dimensions(saved, files)
            return
        reading = ColumnMapping.from_json(staged.mapping).reading
        _tell(staged, propose(files, saved, LedgerKind(staged.kind), reading))

    def described(self, staged: StagedImport) -> SavedMapping | None:
        """Tables are remembered by their headings, SIE by its system alone."""
        place: dict[str, Any] = {"municipality": staged.unit, "source": staged.source}
        place["source_system"] = staged.source_system
        if staged.source == SourceKind.SIE:
            return SavedMapping(**place)
        chosen = ColumnMapping.from_json(staged.mapping)
        chosen.check_suffices()
        path, name = staged.paths[0]
        key, header = key_and_headings(path, name, chosen.reading)
        return SavedMapping(**place, kind=staged.kind, header_key=key, header=header)

    def read(self, staged: StagedImport, _by: Person, tell: OnProgress) -> dict[str, Any]:
        """Stages the lines in the folder of the reading, and proves that they are all there."""
        preview = make_preview(_stage(staged, tell), known_codes(staged), uploads.folder_of(staged.folder))
        if not preview.lines:
            raise _nothing(staged, preview)
        return preview.as_json()

    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> LedgerImport:
        """Puts the lines into the ledger; the refused ones are kept beside it."""
        preview, folder = staged.preview or {}, uploads.reading_of(staged.folder, staged.reading)
        refused = uploads.refused_path(staged.folder)
        refused.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / REFUSED, refused)
        return write_import(
            by=by,
            municipality=staged.unit,
            kind=LedgerKind(staged.kind),
            source_system=staged.source_system,
            lines=folder / LINES,
            files=_files(staged, preview),
            refused=refused,
            refused_count=preview["refused"],
            closed_through=staged.closed_through,
            also=also,
        )


def first_table(staged: StagedImport) -> tuple[TextTable | None, str]:
    """The first file as a table, as it is said to be read, or what is wrong with it."""
    if staged.source != SourceKind.TABLE or ImportAct.READ not in IMPORTING.offered(staged.stands):
        return None, ""
    (path, name), reading = staged.paths[0], ColumnMapping.from_json(staged.mapping).reading
    try:
        return open_table(path, name=name, reading=reading, fits=could_be_headings), ""
    except DomainError as error:
        return None, sentence(error.message)
    except OSError:
        return None, _("The files have been swept away after a week; send them once more.")


def known_codes(staged: StagedImport) -> Mapping[str, Collection[str]]:
    """The codes of each dimension that the municipality's coding has, of whatever year."""
    known: dict[str, set[str]] = {}
    for dimension, code in Code.objects.filter(municipality=staged.unit).values_list("dimension", "code"):
        known.setdefault(dimension, set()).add(code)
    return known


def _kind_of(files: Sequence[tuple[Path, str]]) -> SourceKind:
    sie = [is_sie(path) for path, _name in files]
    if any(sie) and not all(sie):
        template = gettext_noop("“%(sie)s” is a SIE file and “%(table)s” is not; import them apart.")
        names = {"sie": files[sie.index(True)][1], "table": files[sie.index(False)][1]}
        raise UnreadableFile(Message(template, names))
    return SourceKind.SIE if any(sie) else SourceKind.TABLE


def _saved(staged: StagedImport) -> list[SavedMapping]:
    """What is remembered of the system for files of the kind, newest first."""
    found = SavedMapping.objects.filter(
        municipality=staged.unit, source=staged.source, source_system=staged.source_system, kind__in=["", staged.kind]
    )
    return list(found.order_by("-saved_at", "-pk"))


def _dimensions(saved: Sequence[SavedMapping], files: Sequence[tuple[Path, str]]) -> dict[str, Any]:
    """Which dimension of SIE is which part of the coding: as last time from the same system, else as the files say.

    Raises UnreadableFile where the files say different things.
    """
    first, *others = [(guess_dimensions(path), name) for path, name in files]
    for given, name in others:
        if given != first[0]:
            template = gettext_noop(
                "“%(name)s” has its units, activities and projects in other dimensions (#DIM) than “%(first)s”; import"
                " each by itself."
            )
            raise UnreadableFile(Message(template, {"name": name, "first": first[1]}))
    return dict(saved[0].mapping) if saved else first[0]


def _tell(staged: StagedImport, proposal: Proposal) -> None:
    """What the preview asks and says of how the files are read, as it is stored."""
    staged.mapping, staged.known = proposal.mapping.as_json(), proposal.known
    staged.asks = [{"topic": one.topic.value, "message": as_json(one.message)} for one in proposal.questions]
    staged.said = [as_json(message) for message in proposal.said]


def _stage(staged: StagedImport, tell: OnProgress) -> Staged:
    files = [SourceFile(path, name) for path, name in staged.paths]
    folder = uploads.reading_of(staged.folder, staged.reading)
    if staged.source == SourceKind.SIE:
        budget = staged.kind == LedgerKind.BUDGET
        return stage_sie(files, Dimensions(**staged.mapping), folder, budget=budget, on_progress=tell)
    return stage_tables(files, ColumnMapping.from_json(staged.mapping), folder, tell)


def _nothing(staged: StagedImport, preview: Preview) -> NothingToImport:
    if not preview.first_refused:
        return NothingToImport(
            Message(gettext_noop("%(files)s holds no lines to import; choose another file."), {"files": str(staged)})
        )
    first = preview.first_refused[0]
    template = gettext_noop("No line of %(files)s can be imported. The first is line %(row)s: %(reason)s")
    reason = Message(REASONS[Reason(first["reason"])], {"value": first["value"] or ""})
    return NothingToImport(Message(template, {"files": str(staged), "row": first["row"], "reason": reason}))


def _files(staged: StagedImport, preview: Mapping[str, Any]) -> list[ImportedFile]:
    return [
        ImportedFile(
            name=file["name"], sha256=file["sha256"], bytes=file["bytes"], rows=count["lines"] + count["refused"]
        )
        for file, count in zip(staged.files, preview["files"], strict=True)
    ]


LEDGER = LedgerAdapter()
