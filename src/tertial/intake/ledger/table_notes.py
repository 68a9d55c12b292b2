"""What should be seen of how a table was read: its rows that are no lines, its totals, its unit, what was not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.intake.ledger.preview import Preview
from tertial.intake.ledger.reasons import Reason
from tertial.intake.words import counted, kronor_and_ore

_MOST_TOTALS_TOLD = 5
_MOST_COLUMNS_TOLD = 12


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence with its tone: `success`, `info` or `warning`, as the component `note` knows them."""

    tone: str
    text: str


def of_left_out(left_out: Mapping[Reason, tuple[int, int]]) -> Iterator[Note]:
    """The rows that are no ledger lines, by the rule that left them out."""
    words = {
        Reason.TOTAL: _("Total rows left out: %(count)s, saying %(sum)s kr."),
        Reason.GROUP: _(
            "Group rows left out, which sum the accounts that begin with their own: %(count)s, %(sum)s kr."
        ),
        Reason.HEADING: _("Repeated headings left out: %(count)s."),
        Reason.NOTE: _("Rows with neither account nor amount left out: %(count)s."),
    }
    for reason, text in words.items():
        if reason in left_out:
            count, amount = left_out[reason]
            yield Note("info", text % {"count": counted(count), "sum": kronor_and_ore(amount)})


def of_totals(preview: Preview) -> Iterator[Note]:
    """The totals of the files: those that disagree with the lines, and how many agree."""
    several = len(preview.files) > 1
    for file, said in zip(preview.files, preview.read, strict=True):
        totals = said.get("totals") or {"off": (), "agree": 0}
        for off in totals["off"][:_MOST_TOTALS_TOLD]:
            text = _("The total on line %(line)s says %(said)s kr, but the lines above it sum to %(lines)s kr.")
            values = {
                "line": off["row"],
                "said": kronor_and_ore(off["said"]),
                "lines": kronor_and_ore(off["lines"]),
            }
            yield Note("warning", f"{file['name']}: {text % values}" if several else text % values)
        more = len(totals["off"]) - _MOST_TOTALS_TOLD
        if more > 0:
            yield Note("warning", _("Further totals that disagree: %(count)s.") % {"count": counted(more)})
        count, first = totals.get("perhaps_groups", (0, 0))
        if count:
            text = ngettext(
                "Line %(line)s is on an account that others begin with, but is not their sum. It is booked as a line;"
                " if it sums others, they count twice.",
                "%(count)s lines are on accounts that others begin with, but are not their sums: the first is line"
                " %(line)s. They are booked as lines; if they sum others, these count twice.",
                count,
            )
            text = text % {"count": counted(count), "line": first}
            yield Note("warning", f"{file['name']}: {text}" if several else text)
        if totals["agree"]:
            text = ngettext(
                "%(count)s total agrees with the lines.", "%(count)s totals agree with the lines.", totals["agree"]
            )
            yield Note("info", text % {"count": counted(totals["agree"])})


def are_totals_off(said: Mapping[str, Any]) -> bool:
    """Whether a total of the file disagrees with its lines or a line may be one, so that nothing of it is proven."""
    totals = said.get("totals") or {}
    return bool(totals.get("off")) or bool(totals.get("perhaps_groups", (0, 0))[0])


def of_table(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """How a table was read, with the tone of it."""
    if sentences := list(_how_it_was_read(said)):
        yield "info", " ".join(sentences)


def _how_it_was_read(said: Mapping[str, Any]) -> Iterator[str]:
    if said["charset"]:
        yield _("Read as %(charset)s.") % {"charset": said["charset"]}
    if said["damaged"]:
        yield _("Some characters could not be read; their lines are refused.")
    yield from _of_workbook(said)
    if said["header_row"] > 1:
        yield _("The headings stand on line %(line)s; what is above was not read.") % {"line": said["header_row"]}
    if said.get("amount_in") == "tkr":
        yield _("Amounts are read as thousands of kronor.")
    if said.get("amount_in") == "mnkr":
        yield _("Amounts are read as millions of kronor.")
    unread = said.get("unread_columns", [])
    if unread:
        shown = ", ".join(unread[:_MOST_COLUMNS_TOLD]) + (" …" if len(unread) > _MOST_COLUMNS_TOLD else "")
        yield _("Columns that were not read: %(columns)s.") % {"columns": shown}


def _of_workbook(said: Mapping[str, Any]) -> Iterator[str]:
    if said["sheet"]:
        yield _("Read from the sheet “%(sheet)s”.") % {"sheet": said["sheet"]}
    if said["formulas"]:
        yield _("It has formulas: their values are read as they were when the workbook was last saved.")
    if said.get("hidden_rows"):
        yield _("Rows of it are hidden, by hand or by a filter; they are read like the others.")
    if said["other_sheets"]:
        yield _("Other sheets were not read: %(sheets)s.") % {"sheets": ", ".join(said["other_sheets"])}
    if said.get("hidden_sheets"):
        yield _("Hidden sheets were not read: %(sheets)s.") % {"sheets": ", ".join(said["hidden_sheets"])}
    if not said.get("formats_known", True):
        yield _("Codes that are shown with zeros in front come without them from this kind of workbook; use XLSX.")
