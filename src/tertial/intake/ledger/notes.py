"""What should be seen before an import is applied, as sentences: what was found out, what is odd, what is replaced."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.intake.ledger.preview import Preview
from tertial.intake.ledger.reasons import LEFT_OUT
from tertial.intake.ledger.replacing import replaced_by, same_files
from tertial.intake.ledger.sie_notes import is_unproven, notes_on_sie
from tertial.intake.ledger.table_notes import Note, are_totals_off, of_left_out, of_table, of_totals
from tertial.intake.models import SourceKind, StagedImport
from tertial.intake.words import counted, kronor_and_ore, months


def notes_on(staged: StagedImport, preview: Preview) -> dict[str, list[str]]:
    """Everything to be seen about a staged import by its tone, what matters most first."""
    sie = staged.source == SourceKind.SIE
    doubt = is_unproven if sie else are_totals_off
    proven = not any(doubt(said) for said in preview.read)
    notes = [
        *(Note("warning", sentence(from_json(one))) for one in staged.said),
        *_odd(preview),
        *([Note("warning", _unbalanced_sie(preview))] if sie and preview.unbalanced_count else []),
        *_meeting(staged, preview),
        Note("success", _proof(preview)) if proven else Note("info", _count(preview)),
        *_found_out(staged, preview),
    ]
    tones = {tone: [note.text for note in notes if note.tone == tone] for tone in ("warning", "success", "info")}
    return {tone: texts for tone, texts in tones.items() if texts}


def _values_of_proof(preview: Preview) -> dict[str, str]:
    left_out = _left_out(preview)
    return {
        "all": counted(preview.lines + preview.refused),
        "lines": counted(preview.lines),
        "left_out": counted(left_out),
        "refused": counted(preview.refused - left_out),
        "sum": kronor_and_ore(preview.debit + preview.credit),
    }


def _left_out(preview: Preview) -> int:
    return sum(preview.reasons[reason][0] for reason in LEFT_OUT if reason in preview.reasons)


def _count(preview: Preview) -> str:
    text = _("Counted: lines in the files %(all)s, in %(lines)s, refused %(refused)s. What is in sums to %(sum)s kr.")
    if _left_out(preview):
        text = _(
            "Counted: lines in the files %(all)s, in %(lines)s, left out by a rule %(left_out)s, refused %(refused)s."
            " What is in sums to %(sum)s kr."
        )
    open_yet = _("What the warnings say must be settled before the sums can be called proven.")
    return f"{text % _values_of_proof(preview)} {open_yet}"


def _proof(preview: Preview) -> str:
    values = _values_of_proof(preview)
    if not preview.refused:
        text = ngettext(
            "Proven: the only line of the files is in, and it is of %(sum)s kr.",
            "Proven: all %(all)s lines of the files are in, and they sum to %(sum)s kr.",
            preview.lines,
        )
        return text % values
    text = _("Proven: lines in the files %(all)s, in %(lines)s, refused %(refused)s. What is in sums to %(sum)s kr.")
    if _left_out(preview):
        text = _(
            "Proven: lines in the files %(all)s, in %(lines)s, left out by a rule %(left_out)s, refused %(refused)s."
            " What is in sums to %(sum)s kr."
        )
    return text % values


def _odd(preview: Preview) -> Iterator[Note]:
    left_out = {reason: preview.reasons[reason] for reason in LEFT_OUT if reason in preview.reasons}
    total_amount = sum(amount for _count, amount in left_out.values())
    refused = preview.refused - _left_out(preview)
    yield from of_totals(preview)
    if refused:
        text = ngettext(
            "%(count)s line is refused, amounting to %(sum)s kr as far as it can be read.",
            "%(count)s lines are refused, amounting to %(sum)s kr as far as they can be read.",
            refused,
        )
        values = {"count": counted(refused), "sum": kronor_and_ore(preview.refused_amount - total_amount)}
        yield Note("warning", text % values)
    yield from of_left_out(left_out)
    yield from _of_unknown_codes(preview)
    if preview.without_unit:
        text = ngettext(
            "%(count)s line has no unit, and so belongs to no committee.",
            "%(count)s lines have no unit, and so belong to no committee.",
            preview.without_unit,
        )
        yield Note("info", text % {"count": counted(preview.without_unit)})
    yield from _of_another_month(preview)
    if preview.unbalanced_count and not any("odd" in said for said in preview.read):
        yield _unbalanced(preview)


def _of_another_month(preview: Preview) -> Iterator[Note]:
    if preview.other_month[0]:
        text = ngettext(
            "%(count)s line has its day in another month than its period, and counts in its period: line %(line)s.",
            "%(count)s lines have their day in another month than their period, and count in their period. The first is"
            " line %(line)s.",
            preview.other_month[0],
        )
        yield Note("info", text % {"count": counted(preview.other_month[0]), "line": preview.other_month[1]})


def _of_unknown_codes(preview: Preview) -> Iterator[Note]:
    words = {
        "account": _(
            "Accounts that the coding lacks: %(count)s. They count in the statements, but without a name until they are"
            " added."
        ),
        "unit": _("Units that the coding lacks: %(count)s. Their lines belong to no committee until they are added."),
        "activity": _("Activities that the coding lacks: %(count)s."),
        "project": _("Projects that the coding lacks: %(count)s."),
        "counterpart": _("Counterparts that the coding lacks: %(count)s."),
    }
    for dimension, count in preview.unknown_counts.items():
        tone = "warning" if dimension in ("account", "unit", "activity") else "info"
        yield Note(tone, words[dimension] % {"count": counted(count)})


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
        for tone, text in notes_on_sie(said) if staged.source == SourceKind.SIE else of_table(said):
            yield Note(tone, f"{file['name']}: {text}" if several else text)
