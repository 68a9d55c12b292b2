"""Files of codes, on the way that all files go."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.accounts.models import Person
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.common.tabular_files import UnreadableFile
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.actions.coding import save_codes
from tertial.economy.coding.code_file import CodesRead, codes_in, header_of
from tertial.economy.coding.places import PLURALS
from tertial.economy.models import Code, Dimension
from tertial.intake.adapter import Adapter, OnProgress
from tertial.intake.forms import AnswersForm, Data, SendForm
from tertial.intake.models import SavedMapping, SourceKind, StagedImport, StagedState
from tertial.intake.queries.written import written_by
from tertial.intake.shown import (
    MOST_KEPT,
    Cells,
    PastImport,
    PreviewPage,
    Table,
    all_or_none,
    standing,
    stored_lines,
    table_of_lines,
)
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.workplace import Workplace
from tertial.things.importers import ImportRequest, WrongRequest

_WRITES = ("code.save", "code.save_many")
_NOTHING_DIFFERS = gettext_noop("Every code of the file is here already, as it stands there.")


class HeadingsForm(AnswersForm):
    """Which columns hold the codes and their names."""

    code = forms.ChoiceField(label=gettext_lazy("Heading of the codes"), required=False)
    name = forms.ChoiceField(label=gettext_lazy("Heading of the names"), required=False)

    def __init__(self, *args: Any, header: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        for field in self.fields.values():
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
            field.choices = [("", _("as the headings tell")), *((heading, heading) for heading in header)]


class CodesAdapter(Adapter):
    """Codes of one dimension: those that are there already are changed, none is taken away; all rows or none."""

    sources = {SourceKind.CODES: gettext_noop("accounts, ledger units and other codes in CSV, Excel or ODS")}
    sent_as = SourceKind.CODES
    act = gate.ADMINISTER
    slug = "kodplan"
    title = gettext_noop("Codes from files")
    invites = gettext_noop("Read them from a file of your economy system. Codes that are there already are changed.")
    explains = gettext_noop(
        "The columns Code and Name, and if you like Stands under, Unit, From the year and To the year. Codes that are "
        "there already are changed; none is taken away."
    )
    base = "economy/coding/base.html"
    tabs = "intake/codes/parts.html"

    def unit_of(self, unit: Unit) -> Unit:
        """The codes are the municipality's."""
        return municipality_of(unit)

    def what(self, staged: StagedImport) -> str:
        """Which codes."""
        return str(PLURALS[Dimension(staged.kind)])

    def asked(self, _source: SourceKind, request: ImportRequest) -> Mapping[str, Any]:
        """Which codes."""
        word = request.options.get("kind", "")
        if word not in Dimension.values:
            template = gettext_noop("Say which codes the file holds, with --kind and one of %(kinds)s.")
            raise WrongRequest(Message(template, {"kinds": ", ".join(Dimension.values)}))
        return {"kind": word}

    def send_form(self, _unit: Unit, *sent: Data) -> SendForm:
        """A file, and which codes it holds."""
        files = self.files()
        files.help_text = _(self.explains)
        return SendForm(*sent, sent=files, kinds=[(each.value, word) for each, word in PLURALS.items()])

    def receive(self, staged: StagedImport) -> None:
        """One file at a time, read by the headings that were said last where it has the same."""
        if len(staged.files) != 1:
            raise UnreadableFile(Message(gettext_noop("Send one file of codes at a time.")))
        place = _place(staged)
        saved = SavedMapping.objects.filter(
            municipality=staged.unit, source=staged.source, kind=staged.kind, header_key=place.header_key
        ).first()
        staged.mapping, staged.known = dict(saved.mapping) if saved else {"code": "", "name": ""}, True

    def answers_form(self, staged: StagedImport, data: Data | None = None) -> AnswersForm:
        """Which columns hold the codes and their names."""
        return HeadingsForm(data, header=_place(staged).header, initial=staged.mapping)

    def described(self, staged: StagedImport) -> SavedMapping | None:
        """By its headings, for codes of the same dimension."""
        return _place(staged) if any(staged.mapping.values()) else None

    def read(self, staged: StagedImport, by: Person, tell: OnProgress) -> dict[str, Any]:
        """Which codes are new and which differ, by the very writes that an import makes, which are taken back."""
        read, known = _read(staged), set(Code.objects.filter(municipality=staged.unit).values_list("pk", flat=True))
        tell(staged.total, staged.total)
        with transaction.atomic():
            saved = _save(by, staged, read)
            transaction.set_rollback(True)
        return {
            "new": sum(code.pk not in known for code in saved),
            "changed": sum(code.pk in known for code in saved),
            "same": len(read.codes) - len(saved),
            "differing": [[code.code, code.name, code.pk in known] for code in saved[:MOST_KEPT]],
            "refused": stored_lines(read.refused),
        }

    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """How many codes are new or changed, which they are, and the lines to be looked at."""
        read = staged.preview or {}
        notes, findings = all_or_none(read["refused"])
        words = {"new": _("new"), "changed": _("changed"), "same": _("as before")}
        differing = read["new"] + read["changed"]
        if not applied and not differing and not read["refused"]["count"]:
            notes["info"] = [_(_NOTHING_DIFFERS)]
        rows = [
            Cells(code, [(_("Name"), name), (_("State"), _("Changed") if is_known else _("New"))])
            for code, name, is_known in read["differing"]
        ]
        tables = [
            table_of_lines("refused", _("Rows that cannot be used"), read["refused"]),
            Table("codes", _("New and changed codes"), _("Code"), rows, more=differing - len(rows)),
        ]
        return PreviewPage(
            facts=[(word, str(read[key])) for key, word in words.items()],
            notes=notes,
            tables=[table for table in tables if table.rows],
            may_be_applied=bool(differing) and not read["refused"]["count"],
            findings=findings,
        )

    @transaction.atomic
    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> Code:
        """Adds and changes the codes."""
        saved = _save(by, staged, _read(staged))
        if not saved:
            raise NothingDiffers(Message(_NOTHING_DIFFERS))
        also(saved[0])
        return saved[0]

    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """The files of codes that were imported."""
        unit = self.unit_of(workplace.unit)
        applied = StagedImport.objects.filter(unit=unit, source=SourceKind.CODES, state=StagedState.APPLIED)
        found = applied.select_related("unit")
        written = written_by(found, _WRITES)
        return [self._past(each, *written[each.ref]) for each in found]

    def _past(self, staged: StagedImport, saved: AuditEntry, applied: AuditEntry) -> PastImport:
        taken_back = hasattr(saved, "undone_by")
        read = staged.preview or {}
        return PastImport(
            ref=staged.ref,
            unit=staged.unit,
            what=self.what(staged),
            title=str(staged),
            files=staged.files,
            at=applied.at,
            by=applied.person,
            mark=standing(taken_back=taken_back),
            cells=[(_("New"), str(read["new"])), (_("Changed"), str(read["changed"]))],
            take_back="" if taken_back else undo_address_of([saved]),
        )


class NothingDiffers(DomainError):
    """Every code is there already."""


def _read(staged: StagedImport) -> CodesRead:
    ((path, name),) = staged.paths
    return codes_in(path, name, staged.unit, Dimension(staged.kind), staged.mapping)


def _save(by: Person, staged: StagedImport, read: CodesRead) -> list[Code]:
    return save_codes(by=by, municipality=staged.unit, dimension=Dimension(staged.kind), codes=read.codes)


def _place(staged: StagedImport) -> SavedMapping:
    """Where it is remembered which headings hold what."""
    ((path, name),) = staged.paths
    header = header_of(path, name, Dimension(staged.kind))
    key = hashlib.sha256(json.dumps(header).encode()).hexdigest()
    return SavedMapping(municipality=staged.unit, source=staged.source, kind=staged.kind, header_key=key, header=header)


CODES = CodesAdapter()
