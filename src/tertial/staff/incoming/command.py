"""`tertial import staff`: the same reading and the same writes as on the pages."""

from django.utils.translation import gettext as _

from tertial.common.exports import Cell, ExportTable
from tertial.common.importers import Importer, ImportReport, ImportRequest, register
from tertial.common.wording import sentence
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tree import unit_tree
from tertial.staff.actions import apply_import, replaced_by
from tertial.staff.errors import UnusableFile
from tertial.staff.incoming.files import read_files
from tertial.staff.incoming.reading import Given
from tertial.staff.models import StaffData
from tertial.staff.policies import units_within


def register_importer() -> None:
    """Makes `tertial import staff` known."""
    register(Importer("staff", gettext_noop("hours, employees, turnover or survey answers in CSV, Excel or ODS"), _run))


def _run(request: ImportRequest) -> ImportReport:
    """Imports the files for a unit and those below it, or says what they would bring; all rows or none."""
    missing = [path for path in request.files if not path.is_file()]
    if missing:
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise UnusableFile(Message(template, {"path": str(missing[0])}))
    unit = _unit(request.unit)
    given = read_files(_kind(request), {path.name: path for path in request.files}, units_within(unit))
    report = _report(given, unit, dry_run=request.dry_run)
    if not given.refused and not request.dry_run:
        apply_import(by=None, unit=unit, given=given)
    return report


def _unit(code: str) -> Unit:
    """The unit with the code, or the only municipality there is."""
    if code:
        return unit_by_code(code)
    tops = unit_tree().children(None)
    if len(tops) != 1:
        raise UnusableFile(Message(gettext_noop("Say which unit the files are of, with --unit and its code.")))
    return tops[0]


def _kind(request: ImportRequest) -> StaffData | None:
    word = request.options.get("kind", "")
    if word and word not in StaffData.values:
        template = gettext_noop("“%(kind)s” is no kind of staff figures; choose among %(kinds)s.")
        raise UnusableFile(Message(template, {"kind": word, "kinds": ", ".join(StaffData.values)}))
    return StaffData(word) if word else None


def _report(given: Given, unit: Unit, *, dry_run: bool) -> ImportReport:
    names = ", ".join(file.name for file in given.files)
    replaced = replaced_by(given)
    title = _("What %(files)s would bring") if dry_run or given.refused else _("%(files)s is imported")
    facts = [
        (_("Unit"), unit.name),
        (_("Holds"), str(given.kind.label)),
        (_("Rows"), str(len(given.rows))),
        (_("Periods"), ", ".join(given.periods)),
        (_("Replaces"), _("%(rows)s rows") % {"rows": replaced.rows} if replaced.rows else _("nothing")),
    ]
    if not given.refused:
        return ImportReport(title % {"files": names}, facts)
    rows: list[list[Cell]] = [[refusal.file, refusal.line, sentence(refusal.reason)] for refusal in given.refused]
    refused = ExportTable(_("Rows that cannot be used"), [_("File"), _("Line"), _("Why")], rows)
    finding = _("Some rows cannot be used, so nothing was saved; mend them and import the files again.")
    return ImportReport(title % {"files": names}, facts, [refused], [finding])
