"""Files of risks with their measures, on the way that all files go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.common.tabular_files import Refusal
from tertial.control.actions.importing import IMPORT, TAKEN_BACK, Imported, import_risks
from tertial.control.incoming.reading import COLUMNS, RiskRow, read_risks
from tertial.control.models import ControlPlan
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.intake.adapter import Adapter, OnProgress, Outdated
from tertial.intake.forms import Data, SendForm
from tertial.intake.models import SourceKind, StagedImport
from tertial.intake.queries.written import written_by
from tertial.intake.shown import (
    PastImport,
    PreviewPage,
    all_or_none,
    first_rows_as_they_stand,
    standing,
    stored_lines,
    table_of_lines,
)
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.workplace import Workplace
from tertial.things.importers import ImportRequest, WrongRequest

_ROWS_SHOWN = 10
_SHOWN = ("process", "risk", "likelihood", "consequence", "decision", "measure", "responsible", "due")


class ControlAdapter(Adapter):
    """Risks of a unit's control plan of a year, which begins with them where there is none: all rows or none."""

    sources = {SourceKind.CONTROL: gettext_noop("risks with their measures in CSV, Excel or ODS")}
    sent_as = SourceKind.CONTROL
    slug = "internkontroll"
    title = gettext_noop("Imports")
    invites = gettext_noop(
        "Risks that are kept in a spreadsheet are imported here with their measures, into the plan of the year."
    )
    explains = gettext_noop(
        "A row holds a risk and a measure. A further row without process and risk adds a measure to the risk above it."
    )
    base = "control/base.html"
    tabs = "control/nav.html"

    def what(self, staged: StagedImport) -> str:
        """Risks, and of which plan."""
        return f"{SourceKind.CONTROL.label}, {staged.unit.name} {staged.year}"

    def asked(self, _source: SourceKind, request: ImportRequest) -> Mapping[str, Any]:
        """The year asked for, or that of the only plan of the unit, which must be named."""
        if not request.unit:
            raise WrongRequest(Message(gettext_noop("Say which unit the files are of, with --unit and its code.")))
        given = request.options.get("year", "")
        if given:
            if not given.isascii() or not given.isdecimal():
                template = gettext_noop("“%(year)s” is not a year; write it like 2025.")
                raise WrongRequest(Message(template, {"year": given}))
            return {"year": int(given)}
        plans = ControlPlan.objects.filter(unit=unit_by_code(request.unit), archived_at=None)
        years = list(plans.values_list("year", flat=True))
        if len(years) != 1:
            raise WrongRequest(Message(gettext_noop("Say which year's control plan the risks belong to, with --year.")))
        return {"year": years[0]}

    def send_form(self, _unit: Unit, *sent: Data) -> SendForm:
        """Files alone."""
        return SendForm(*sent, sent=self.files())

    def examples(self, _unit: Unit) -> Mapping[str, ExportTable]:
        """The headings."""
        return {"risker": ExportTable(_("Risks"), [names[0] for names in COLUMNS.values()], [])}

    def read(self, staged: StagedImport, by: Person, tell: OnProgress) -> dict[str, Any]:
        """What the plan would get, by the very writes that an import makes, which are taken back."""
        rows, broken = _rows(staged)
        tell(staged.total, staged.total)
        imported = _import(by, staged, rows, dry_run=True)
        return {
            "begins_plan": imported.begins_plan,
            "risks": imported.risks,
            "measures": imported.measures,
            "refused": stored_lines([*broken, *imported.refused]),
            "first": [[row.line, [row.texts[field] for field in _SHOWN]] for row in rows[:_ROWS_SHOWN]],
        }

    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """How many risks and measures, into which plan, and the lines to be looked at."""
        read = staged.preview or {}
        notes, findings = all_or_none(read["refused"])
        plan = f"{staged.unit.name} {staged.year}"
        if read["begins_plan"] and not applied:
            plan = _("%(plan)s, which begins with this") % {"plan": plan}
        notes["info"] = [_("Control plan: %(plan)s.") % {"plan": plan}]
        headings = [COLUMNS[field][0] for field in _SHOWN]
        tables = [
            table_of_lines("refused", _("Rows that cannot be used"), read["refused"]),
            first_rows_as_they_stand(headings, read["first"]),
        ]
        return PreviewPage(
            facts=[(_("Risks"), str(read["risks"])), (_("Measures"), str(read["measures"]))],
            notes=notes,
            tables=[table for table in tables if table.rows],
            may_be_applied=bool(read["risks"]) and not read["refused"]["count"],
            findings=findings,
        )

    @transaction.atomic
    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> ControlPlan:
        """Adds the rows to the plan, unless one of them cannot be used any more."""
        rows, broken = _rows(staged)
        imported = _import(by, staged, rows, dry_run=bool(broken))
        if imported.entry is None:
            template = gettext_noop(
                "Something has changed since this was shown, so that some rows cannot be used; nothing was saved."
            )
            raise Outdated(Message(template))
        plan: ControlPlan = ControlPlan.objects.get(ref=imported.entry.ref)
        also(plan)
        return plan

    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """The imports into the unit's plans of the year, also those archived; newest first."""
        plans = ControlPlan.objects.filter(unit=workplace.unit, year=workplace.period.year)
        refs = list(plans.values_list("ref", flat=True))
        entries = AuditEntry.objects.filter(ref__in=refs, action__in=[IMPORT, TAKEN_BACK]).select_related("person")
        sent = written_by(StagedImport.objects.filter(brought__in=refs), [IMPORT])
        files = {written.pk: ref for ref, (written, _applied) in sent.items()}
        back = {entry.after["entry"] for entry in entries if entry.action == TAKEN_BACK}
        imports = [entry for entry in entries if entry.action == IMPORT]
        return [_past(workplace.unit, entry, files.get(entry.pk), taken_back=entry.pk in back) for entry in imports]


def _rows(staged: StagedImport) -> tuple[list[RiskRow], list[Refusal]]:
    broken: list[Refusal] = []
    return [row for path, name in staged.paths for row in read_risks(path, broken, name)], broken


def _import(by: Person, staged: StagedImport, rows: Sequence[RiskRow], *, dry_run: bool) -> Imported:
    names = [name for _path, name in staged.paths]
    return import_risks(by=by, unit=staged.unit, year=staged.year, rows=rows, names=names, dry_run=dry_run)


def _past(unit: Unit, entry: AuditEntry, files: Ref | None, *, taken_back: bool) -> PastImport:
    brought = entry.after
    return PastImport(
        ref=files,
        unit=unit,
        what="",
        title=brought["files"],
        files=[{"name": brought["files"]}],
        at=entry.at,
        by=entry.person,
        mark=standing(taken_back=taken_back),
        cells=[(_("Risks"), str(len(brought["risks"]))), (_("Measures"), str(len(brought["measures"])))],
        take_back="" if taken_back else undo_address_of([entry]),
    )


CONTROL = ControlAdapter()
