"""What should be seen before an import is applied, as sentences: what was found out, what is odd, what is replaced."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.sources.models import SourceKind, StagedImport
from tertial.sources.preview import Preview
from tertial.sources.queries.replacing import replaced_by, same_files
from tertial.sources.queries.sie_notes import is_unproven, notes_on_sie
from tertial.sources.words import counted, kronor_and_ore, months


@dataclass(frozen=True, slots=True)
class Note:
    """A sentence with its tone: `success`, `info` or `warning`, as the component `note` knows them."""

    tone: str
    text: str


def notes_on(staged: StagedImport, preview: Preview) -> dict[str, list[str]]:
    """Everything to be seen about a staged import by its tone, what matters most first."""
    sie = staged.source == SourceKind.SIE
    proven = not (sie and any(is_unproven(said) for said in preview.read))
    notes = [
        *_odd(preview),
        *([Note("warning", _unbalanced_sie(preview))] if sie and preview.unbalanced_count else []),
        *_meeting(staged, preview),
        Note("success", _proof(preview)) if proven else Note("info", _count(preview)),
        *_found_out(staged, preview),
    ]
    tones = {tone: [note.text for note in notes if note.tone == tone] for tone in ("warning", "success", "info")}
    return {tone: texts for tone, texts in tones.items() if texts}


def _values_of_proof(preview: Preview) -> dict[str, str]:
    return {
        "all": counted(preview.lines + preview.refused),
        "lines": counted(preview.lines),
        "refused": counted(preview.refused),
        "sum": kronor_and_ore(preview.debit + preview.credit),
    }


def _count(preview: Preview) -> str:
    text = _("Counted: lines in the files %(all)s, in %(lines)s, refused %(refused)s. What is in sums to %(sum)s kr.")
    open_yet = _("What the warnings say must be settled before the sums can be called proven.")
    return f"{text % _values_of_proof(preview)} {open_yet}"


def _proof(preview: Preview) -> str:
    values = _values_of_proof(preview)
    if not preview.refused:
        return _("Proven: all %(all)s lines of the files are in, and they sum to %(sum)s kr.") % values
    text = _("Proven: lines in the files %(all)s, in %(lines)s, refused %(refused)s. What is in sums to %(sum)s kr.")
    return text % values


def _odd(preview: Preview) -> Iterator[Note]:
    totals, total_amount = preview.reasons.get("total", (0, 0))
    refused = preview.refused - totals
    if refused:
        text = ngettext(
            "%(count)s line is refused, amounting to %(sum)s kr as far as it can be read.",
            "%(count)s lines are refused, amounting to %(sum)s kr as far as they can be read.",
            refused,
        )
        values = {"count": counted(refused), "sum": kronor_and_ore(preview.refused_amount - total_amount)}
        yield Note("warning", text % values)
    if totals:
        text = _("Total rows left out: %(count)s, saying %(sum)s kr.")
        yield Note("info", text % {"count": counted(totals), "sum": kronor_and_ore(total_amount)})
    words = {
        "account": _("Accounts that the coding lacks: %(count)s. Statements will show them as not mapped."),
        "unit": _("Units that the coding lacks: %(count)s. Their lines belong to no committee until they are added."),
        "activity": _("Activities that the coding lacks: %(count)s."),
        "project": _("Projects that the coding lacks: %(count)s."),
        "counterpart": _("Counterparts that the coding lacks: %(count)s."),
    }
    for dimension, count in preview.unknown_counts.items():
        tone = "warning" if dimension in ("account", "unit", "activity") else "info"
        yield Note(tone, words[dimension] % {"count": counted(count)})
    if preview.without_unit:
        text = _("%(count)s lines have no unit, and so belong to no committee.")
        yield Note("info", text % {"count": counted(preview.without_unit)})
    if preview.unbalanced_count and not any("odd" in said for said in preview.read):
        yield _unbalanced(preview)


def _unbalanced_sie(preview: Preview) -> str:
    values = {"count": counted(preview.unbalanced_count), "all": counted(preview.vouchers or 0)}
    return _("%(count)s of %(all)s vouchers do not balance (in SIE every voucher balances).") % values


def _unbalanced(preview: Preview) -> Note:
    vouchers = preview.vouchers or 0
    values = {"count": counted(preview.unbalanced_count), "all": counted(vouchers)}
    if preview.unbalanced_count > vouchers / 2:
        text = _("%(count)s of %(all)s vouchers do not balance: the files seem to hold only some of the accounts.")
        return Note("info", text % values)
    return Note("warning", _("%(count)s of %(all)s vouchers do not balance.") % values)


def _meeting(staged: StagedImport, preview: Preview) -> Iterator[Note]:
    same = same_files(staged)
    if same is not None:
        text = _("Exactly these files were imported on %(day)s already.")
        yield Note("warning", text % {"day": same.applied_at.date().isoformat()})
    for met in replaced_by(staged, [one.period for one in preview.periods]):
        values = {
            "months": months(met.periods),
            "day": met.ledger_import.applied_at.date().isoformat(),
            "system": met.ledger_import.source_system,
        }
        if met.beside:
            text = _("%(months)s has lines from %(system)s too: both count. Import under that name to replace them.")
            yield Note("warning", text % values)
        else:
            text = _("Replaces %(months)s of the import of %(day)s, which is kept and can be brought back.")
            yield Note("info", text % values)


def _found_out(staged: StagedImport, preview: Preview) -> Iterator[Note]:
    several = len(preview.read) > 1
    for file, said in zip(preview.files, preview.read, strict=True):
        for tone, text in notes_on_sie(said) if staged.source == SourceKind.SIE else _of_table(said):
            yield Note(tone, f"{file['name']}: {text}" if several else text)


def _of_table(said: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if sentences := list(_how_it_was_read(said)):
        yield "info", " ".join(sentences)


def _how_it_was_read(said: Mapping[str, Any]) -> Iterator[str]:
    if said["charset"]:
        yield _("Read as %(charset)s.") % {"charset": said["charset"]}
    if said["damaged"]:
        yield _("Some signs could not be read; their lines are refused.")
    if said["sheet"]:
        yield _("Read from the sheet “%(sheet)s”.") % {"sheet": said["sheet"]}
    if said["formulas"]:
        yield _("It has formulas: what they came to when the workbook was last saved is read.")
    if said["other_sheets"]:
        yield _("Other sheets were not read: %(sheets)s.") % {"sheets": ", ".join(said["other_sheets"])}
    if said["header_row"] > 1:
        yield _("The headings stand on line %(line)s; what is above was not read.") % {"line": said["header_row"]}
