"""`tertial import control`: risks with their measures, by the same writes as on the pages."""

from django.utils.translation import gettext as _

from tertial.accounts.system import command_line
from tertial.common.exports import Cell, ExportTable
from tertial.common.tabular_files import Refusal
from tertial.common.wording import sentence
from tertial.control.actions.importing import Imported, import_risks
from tertial.control.incoming.reading import RiskRow, read_risks
from tertial.control.models import ControlPlan
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.things.importers import Importer, ImportReport, ImportRequest, WrongRequest


def _run(request: ImportRequest) -> ImportReport:
    """Imports the files into a unit's control plan, or says what they would bring; all rows or none."""
    missing = [path for path in request.files if not path.is_file()]
    if missing:
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise WrongRequest(Message(template, {"path": str(missing[0])}))
    if not request.unit:
        raise WrongRequest(Message(gettext_noop("Say which unit the files are of, with --unit and its code.")))
    unit = unit_by_code(request.unit)
    year = _year(request, unit)
    broken: list[Refusal] = []
    rows: list[RiskRow] = [row for path in request.files for row in read_risks(path, broken)]
    dry_run = request.dry_run or bool(broken)
    names = [path.name for path in request.files]
    imported = import_risks(by=command_line(), unit=unit, year=year, rows=rows, names=names, dry_run=dry_run)
    imported.refused[:0] = broken
    return _report(request, imported, f"{unit.name} {year}")


def _year(request: ImportRequest, unit: Unit) -> int:
    """The year asked for, or that of the only plan there is."""
    given = request.options.get("year", "")
    if given:
        if not given.isascii() or not given.isdecimal():
            raise WrongRequest(Message(gettext_noop("“%(year)s” is not a year; write it like 2025."), {"year": given}))
        return int(given)
    years = list(ControlPlan.objects.filter(unit=unit, archived_at=None).values_list("year", flat=True))
    if len(years) != 1:
        raise WrongRequest(Message(gettext_noop("Say which year's control plan the risks belong to, with --year.")))
    return int(years[0])


def _report(request: ImportRequest, imported: Imported, plan: str) -> ImportReport:
    names = ", ".join(path.name for path in request.files)
    unsaved = request.dry_run or imported.refused
    title = (_("What %(files)s would bring") if unsaved else _("%(files)s is imported")) % {"files": names}
    facts = [
        (_("Control plan"), _("%(plan)s, which begins with this") % {"plan": plan} if imported.begins_plan else plan),
        (_("Risks"), str(imported.risks)),
        (_("Measures"), str(imported.measures)),
    ]
    if not imported.refused:
        return ImportReport(title, facts)
    rows: list[list[Cell]] = [[each.file, each.line, sentence(each.reason)] for each in imported.refused]
    table = ExportTable(_("Rows that cannot be used"), [_("File"), _("Line"), _("Why")], rows)
    finding = _("Some rows cannot be used, so nothing was saved; correct them and import the files again.")
    return ImportReport(title, facts, [table], [finding])


IMPORTER = Importer("control", gettext_noop("risks with their measures in CSV, Excel or ODS"), _run)
