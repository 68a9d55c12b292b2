"""`tertial import staff`: the same reading and the same writes as on the pages."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tertial.accounts.system import command_line
from tertial.common.exports import Cell, ExportTable
from tertial.common.period_words import spans_words
from tertial.common.wording import sentence
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tree import unit_tree
from tertial.staff.actions import apply_import, replaced_by
from tertial.staff.errors import UnusableFile
from tertial.staff.incoming.files import read_files
from tertial.staff.incoming.reading import Refusal, StaffFiles
from tertial.staff.models import StaffData
from tertial.staff.queries.within import units_within
from tertial.things.importers import Importer, ImportReport, ImportRequest


def _run(request: ImportRequest) -> ImportReport:
    """Imports the files for a unit and those below it, or says what they would bring; all rows or none."""
    missing = [path for path in request.files if not path.is_file()]
    if missing:
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise UnusableFile(Message(template, {"path": str(missing[0])}))
    unit = _unit(request.unit)
    sent = read_files(_kind(request), {path.name: path for path in request.files}, units_within(unit))
    report = _report(sent, unit, dry_run=request.dry_run)
    if not sent.refused and not request.dry_run:
        apply_import(by=command_line(), unit=unit, sent=sent)
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
        template = gettext_noop("“%(kind)s” is not a kind of staff figures; choose among %(kinds)s.")
        raise UnusableFile(Message(template, {"kind": word, "kinds": ", ".join(StaffData.values)}))
    return StaffData(word) if word else None


def _report(sent: StaffFiles, unit: Unit, *, dry_run: bool) -> ImportReport:
    names = ", ".join(file.name for file in sent.files)
    replaced = replaced_by(sent)
    title = _("What %(files)s would bring") if dry_run or sent.refused else _("%(files)s is imported")
    facts = [
        (_("Unit"), unit.name),
        (_("Holds"), str(sent.kind.label)),
        (_("Rows"), str(len(sent.rows))),
        (_("Periods"), spans_words(sent.periods)),
        (_("Replaces"), _("%(rows)s rows") % {"rows": replaced.rows} if replaced.rows else _("nothing")),
    ]
    if replaced.lost:
        facts.append(
            (_("Disappears"), _("%(groups)s groups that are not in the files") % {"groups": len(replaced.lost)})
        )
    doubtful = [_refusal_table(_("Rows that look wrong"), sent.doubtful)] if sent.doubtful else []
    if not sent.refused:
        return ImportReport(title % {"files": names}, facts, doubtful)
    refused = _refusal_table(_("Rows that cannot be used"), sent.refused)
    finding = _("Some rows cannot be used, so nothing was saved; correct them and import the files again.")
    return ImportReport(title % {"files": names}, facts, [refused, *doubtful], [finding])


def _refusal_table(title: str, found: Sequence[Refusal]) -> ExportTable:
    rows: list[list[Cell]] = [[each.file, each.line, sentence(each.reason)] for each in found]
    return ExportTable(title, [_("File"), _("Line"), _("Why")], rows)


IMPORTER = Importer("staff", gettext_noop("hours, employees, turnover or survey answers in CSV, Excel or ODS"), _run)
