"""`tertial import workbook`: reads a workbook, says what it changes, and applies it."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.accounts.system import command_line
from tertial.common.exports import Cell, ExportTable
from tertial.common.wording import sentence
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workbook.columns import Refusal, Words
from tertial.domain.workbook.comparing import Compared, Fate
from tertial.intake.workbook.applying import NotApplied, write_on_trial, write_workbook
from tertial.intake.workbook.judging import Judged, judge
from tertial.intake.workbook.opening import read_book
from tertial.intake.workbook.printing import printed
from tertial.intake.workbook.room import room_for
from tertial.intake.workbook.wording import words_of
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of, unit_by_code
from tertial.organisation.tree import unit_tree
from tertial.things.importers import Importer, ImportReport, ImportRequest, OnProgress, WrongRequest

_MOST_SHOWN = 200


def read_workbook(path: Path, name: str, municipality: Unit | None) -> Judged:
    """What a workbook would change in a municipality, None where there is no unit yet. Raises UnreadableFile."""
    words = words_of(municipality)
    return judge(read_book(path, name, words), words)


def import_workbook(request: ImportRequest) -> ImportReport:
    """Applies a workbook, or with a dry run says what it would change. Raises DomainError."""
    if len(request.files) != 1:
        raise WrongRequest(Message(gettext_noop("Give one workbook at a time.")))
    (path,) = request.files
    if not path.is_file():
        template = gettext_noop("There is no file %(path)s; check its name and folder.")
        raise WrongRequest(Message(template, {"path": str(path)}))
    municipality = _municipality(request.unit)
    with room_for(path.name):
        judged, by = read_workbook(path, path.name, municipality), command_line()
        if not request.dry_run:
            return _applied(path, judged, by, request.on_progress)
        refusals = write_on_trial(by=by, judged=judged, on_progress=request.on_progress)
    return _report(_("What %(file)s would change") % {"file": path.name}, judged, refusals)


def _applied(path: Path, judged: Judged, by: Person, on_progress: OnProgress) -> ImportReport:
    try:
        write_workbook(by=by, judged=judged, name=path.name, on_progress=on_progress)
    except NotApplied as error:
        title = _("Nothing of %(file)s was written") % {"file": path.name}
        return _report(title, judged, error.refusals)
    return _report(_("%(file)s is applied") % {"file": path.name}, judged, ())


def _municipality(code: str) -> Unit | None:
    """The municipality of the unit, or the only one there is; None where there is none yet."""
    if code:
        return municipality_of(unit_by_code(code))
    found = unit_tree().children(None)
    if len(found) > 1:
        template = gettext_noop("There is not one municipality but %(units)s; say which with --unit.")
        raise WrongRequest(Message(template, {"units": ", ".join(unit.code for unit in found)}))
    return found[0] if found else None


def _report(title: str, judged: Judged, refusals: Sequence[Refusal]) -> ImportReport:
    sheets = judged.compared.values()
    headings = [_("Sheet"), _("Added"), _("Changed"), _("As before"), _("Not in the file")]
    counted: list[list[Cell]] = [
        [_(each.sheet.heading), *(each.count(fate) for fate in Fate), 0 if refusals else len(each.missing)]
        for each in sheets
    ]
    tables = [ExportTable(_("Rows"), headings, counted)]
    words = words_of(_municipality_now())
    differing = [row for each in sheets for row in differences(each, words)]
    if differing:
        shown = [_("Sheet"), _("Row"), _("Which"), _("Column"), _("Before"), _("After")]
        tables.append(ExportTable(_("Differences"), shown, differing[:_MOST_SHOWN]))
    facts = [("", sentence(notice)) for notice in judged.notices]
    if len(differing) > _MOST_SHOWN:
        told = _("The first %(shown)s of %(all)s differences are listed; the page Start in Excel shows all.")
        facts.append(("", told % {"shown": _MOST_SHOWN, "all": len(differing)}))
    return ImportReport(title, facts, tables, findings=[refused(each) for each in refusals])


def _municipality_now() -> Unit | None:
    return next(iter(unit_tree().children(None)), None)


def differences(compared: Compared, words: Words) -> list[list[Cell]]:
    """Each new row and each column that differs: sheet, row, what the row is about, column, before and after."""
    sheet, found = compared.sheet, list[list[Cell]]()
    for change in compared.changes:
        which = " ".join(printed(sheet.column(key), change.values.get(key), words) for key in sheet.keys)
        row: list[Cell] = [_(sheet.heading), change.row.number, which]
        if change.fate is Fate.ADDED:
            found.append([*row, "", "", _("New")])
        for each in change.differences:
            values = (printed(each.column, value, words) for value in (each.before, each.after))
            found.append([*row, _(each.column.heading), *values])
    return found


def refused(refusal: Refusal) -> str:
    """A refusal as a sentence: sheet, row, column, what is wrong and what to do."""
    place = [_(refusal.sheet.heading)]
    if refusal.row:
        place.append(_("row %(row)s") % {"row": refusal.row})
    if refusal.column:
        place.append(_(refusal.sheet.column(refusal.column).heading))
    return f"{', '.join(place)}: {sentence(refusal.message)}"


WORKBOOK = Importer(
    "workbook", gettext_noop("the workbook of units, people, plans, figures and money"), import_workbook
)
