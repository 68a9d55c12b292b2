"""Workbooks that were sent: what each would change or has changed, in the words of whoever reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.workbook.columns import Refusal, Sheet, Words
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workflow.imports import ImportState
from tertial.intake.actions.workbooks import APPLY, READ, TAKE_BACK, work_of
from tertial.intake.models import SentWorkbook, StagedState
from tertial.intake.uploads import folder_of
from tertial.intake.workbook.compared import value_of
from tertial.intake.workbook.printing import printed
from tertial.intake.workbook.telling import told
from tertial.intake.workbook.wording import words_of
from tertial.organisation.models import Unit
from tertial.things.work.progress import Progress, not_begun, time_so_far

_SHEETS = {sheet.key: sheet for sheet in SHEETS}
_SHOWN = {
    ImportState.UPLOADED: (gettext_lazy("Not applied yet"), Shape.NONE, Tone.NEUTRAL),
    ImportState.READING: (gettext_lazy("Being compared"), Shape.ONGOING, Tone.NEUTRAL),
    ImportState.READY: (gettext_lazy("Not applied yet"), Shape.ONGOING, Tone.NEUTRAL),
    ImportState.FAILED: (gettext_lazy("Could not be read"), Shape.CROSS, Tone.POOR),
    ImportState.APPLYING: (gettext_lazy("Being applied"), Shape.ONGOING, Tone.NEUTRAL),
    ImportState.APPLIED: (gettext_lazy("Applied"), Shape.CHECK, Tone.GOOD),
    ImportState.DISCARDED: (gettext_lazy("Discarded"), Shape.CROSS, Tone.NEUTRAL),
    ImportState.TAKEN_BACK: (gettext_lazy("Taken back"), Shape.CROSS, Tone.NEUTRAL),
}
_DOING = {
    READ: gettext_lazy("The workbook is being compared"),
    APPLY: gettext_lazy("The workbook is being applied"),
    TAKE_BACK: gettext_lazy("What the workbook changed is being taken back"),
}
_SAID_EVERY = 10
_MOST_LISTED = 50


@dataclass(frozen=True, slots=True)
class CellSeen:
    """A column that differs: its heading, and what stands there before and after."""

    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowSeen:
    """A row that is new or differs: its number in the sheet, which it is, and its columns."""

    number: int
    which: str
    is_new: bool
    cells: Sequence[CellSeen]


@dataclass(frozen=True, slots=True)
class SheetSeen:
    """What a sheet would change, in counts; `rows` are printed when they are asked for."""

    sheet: Sheet
    kept: Mapping[str, Any]
    words: Words

    @property
    def key(self) -> str:
        """What the sheet is called in addresses."""
        return self.sheet.key

    @property
    def heading(self) -> str:
        """Its name."""
        return _(self.sheet.heading)

    @property
    def differing(self) -> int:
        """How many rows are new or changed."""
        return len(self.kept["rows"])

    def rows(self, first: int, last: int) -> list[RowSeen]:
        """Those of its differences."""
        return [self._row(row) for row in self.kept["rows"][first:last]]

    def missing(self, most: int) -> list[str]:
        """What is stored and not in the file; where that is more than is shown, how many more."""
        every = self.kept["missing"]
        shown, more = [self._which(key) for key in every[:most]], len(every) - most
        told = ngettext("and %(number)s more", "and %(number)s more", more) % {"number": more}
        return [*shown, told] if more > 0 else shown

    def _row(self, row: Mapping[str, Any]) -> RowSeen:
        cells = [self._cell(*cell) for cell in row["cells"]]
        return RowSeen(row["row"], self._which(row["which"]), row["new"], cells)

    def _cell(self, key: str, before: object, after: object) -> CellSeen:
        column = self.sheet.column(key)
        shown = [printed(column, value_of(column, value), self.words) for value in (before, after)]
        return CellSeen(_(column.heading), *shown)

    def _which(self, key: Sequence[object]) -> str:
        columns = [self.sheet.column(each) for each in self.sheet.keys]
        shown = [
            printed(column, value_of(column, value), self.words) for column, value in zip(columns, key, strict=True)
        ]
        return " · ".join(text for text in shown if text)


@dataclass(frozen=True, slots=True)
class RefusalSeen:
    """Why a row cannot be taken, and where it stands."""

    sheet: str
    row: int
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class PreviewSeen:
    """All of what a workbook would change."""

    sheets: Sequence[SheetSeen]
    refusals: Sequence[RefusalSeen]
    notices: Sequence[str]

    @property
    def differing(self) -> int:
        """How many rows are new or changed."""
        return sum(each.differing for each in self.sheets)

    def count(self, fate: str) -> int:
        """How many rows of all sheets have the fate."""
        return sum(each.kept[fate] for each in self.sheets)


def preview_seen(sent: SentWorkbook) -> PreviewSeen:
    """What the comparison gave."""
    kept: Mapping[str, Any] = sent.preview or {"sheets": [], "refusals": [], "notices": []}
    words = words_of(sent.municipality)
    return PreviewSeen(
        [SheetSeen(_SHEETS[each["key"]], each, words) for each in kept["sheets"]],
        [_refusal(each) for each in sorted(kept["refusals"], key=_place)],
        [sentence(from_json(each)) for each in kept["notices"]],
    )


def _place(kept: Mapping[str, Any]) -> tuple[int, int]:
    """Where a refusal stands, in the order of the workbook."""
    return list(_SHEETS).index(kept["sheet"]), kept["row"]


def _refusal(kept: Mapping[str, Any]) -> RefusalSeen:
    sheet = _SHEETS[kept["sheet"]]
    refusal = Refusal(sheet, kept["row"], kept["column"], from_json(kept["message"]))
    column = _(sheet.column(refusal.column).heading) if refusal.column else ""
    return RefusalSeen(_(sheet.heading), refusal.row, column, sentence(refusal.message))


def mark_of_state(sent: SentWorkbook) -> StatusMark:
    """Where it stands, as a word and a shape."""
    word, shape, tone = _SHOWN[sent.stands]
    return StatusMark(str(word), shape, tone)


def workbooks_of(municipality: Unit) -> list[tuple[SentWorkbook, StatusMark]]:
    """The workbooks that were sent and not set aside, newest first."""
    found = SentWorkbook.objects.filter(municipality=municipality).exclude(state=StagedState.DISCARDED)
    related = ("sent_by", "applied_by", "entry__undone_by__undone_by", "entry__undone_by__person")
    rows = found.defer("preview").select_related(*related)[:_MOST_LISTED]
    return [(sent, mark_of_state(sent)) for sent in rows]


def work_on_workbook(sent: SentWorkbook) -> Progress:
    """How far the work on it has come."""
    row = work_of(sent)
    if row is None:  # over since the page looked
        return Progress(_("The workbook is being compared."))
    rows = told(folder_of(sent.folder))
    waits = None if rows is not None else not_begun(row)
    if waits is not None:
        return waits
    elapsed = time_so_far(row)
    doing = str(_DOING[row.name])
    if rows is None or not rows[1]:
        return Progress(f"{doing}.", elapsed=elapsed)
    percent = 100 * rows[0] // rows[1]
    amount = _("%(done)s of %(total)s rows") % {"done": rows[0], "total": rows[1]}
    phase = _("%(doing)s: %(percent)s percent.")
    said = phase % {"doing": doing, "percent": percent // _SAID_EVERY * _SAID_EVERY}
    return Progress(phase % {"doing": doing, "percent": percent}, amount, percent or None, elapsed, said)
