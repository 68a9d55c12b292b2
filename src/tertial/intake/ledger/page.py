"""A preview as its page shows it: every figure printed, every row named."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tertial.economy.models import Code, Dimension
from tertial.intake.ledger.notes import notes_on
from tertial.intake.ledger.preview import Preview, UnbalancedVoucher, UnknownCode
from tertial.intake.ledger.reasons import LEFT_OUT, said
from tertial.intake.models import StagedImport
from tertial.intake.shown import Cells, PreviewPage, Table
from tertial.intake.words import counted, kronor, kronor_and_ore, month
from tertial.organisation.models import Unit

_SHOWN = 25


def preview_page(staged: StagedImport, preview: Preview, *, applied: bool = False) -> PreviewPage:
    """The page of an import. Once applied it no longer says what it would replace."""
    tables = [_periods(staged.unit, preview), *_tables_of_lines(preview)]
    notes = {} if applied else notes_on(staged, preview)
    return PreviewPage(
        facts=_facts(preview),
        notes=notes,
        findings=notes.get("warning", ()),
        tables=[table for table in tables if table.rows],
    )


def _tables_of_lines(preview: Preview) -> Iterator[Table]:
    names = [file["name"] for file in preview.files]
    unknown, unbalanced = preview.unknown[: 2 * _SHOWN], preview.unbalanced[:_SHOWN]
    refused = preview.first_refused[:_SHOWN]
    yield Table(
        "unknown",
        _("Codes that the coding lacks"),
        _("Code"),
        [_unknown(one) for one in unknown],
        more=sum(preview.unknown_counts.values()) - len(unknown),
    )
    yield Table(
        "unbalanced",
        _("Vouchers that do not balance"),
        _("Voucher"),
        [_unbalanced(one, names) for one in unbalanced],
        more=preview.unbalanced_count - len(unbalanced),
        shows_lines=True,
    )
    yield Table(
        "refused",
        _("Refused lines"),
        _("Line"),
        [_refused(one, names) for one in refused],
        more=preview.refused - len(refused),
        shows_lines=True,
        has_file=True,
    )
    if len(names) > 1:
        yield Table("files", _("Files"), _("File"), _files(preview), on_page_only=True)


def _unknown(one: UnknownCode) -> Cells:
    dimension = str(Dimension(one.dimension).label)
    cells = [(_("Dimension"), dimension), (_("Lines"), counted(one.lines)), (_("Amount"), kronor(one.amount))]
    return Cells(one.code, cells)


def _unbalanced(one: UnbalancedVoucher, names: Sequence[str]) -> Cells:
    place = f"{names[one.file]}, {one.row}"
    return Cells(one.voucher or "–", [(_("File and line"), place), (_("Sums to"), kronor_and_ore(one.amount))])


def _refused(one: Mapping[str, Any], names: Sequence[str]) -> Cells:
    place = f"{names[one['file']]}, {one['row']}" if len(names) > 1 else str(one["row"])
    reason = said(one["reason"], one["value"] or "")
    return Cells(place, [(_("Reason"), reason), (_("The line"), _condensed(one["line"] or ""))])


def _facts(preview: Preview) -> list[tuple[str, str]]:
    left_out = sum(preview.reasons[reason][0] for reason in LEFT_OUT if reason in preview.reasons)
    return [
        (_("lines in"), counted(preview.lines)),
        *([(_("left out"), counted(left_out))] if left_out else []),
        (_("refused"), counted(preview.refused - left_out)),
        (_("debit, kr"), kronor(preview.debit)),
        (_("credit, kr"), kronor(preview.credit)),
        (_("sum, kr"), kronor(preview.debit + preview.credit)),
    ]


def _periods(municipality: Unit, preview: Preview) -> Table:
    headings = [_class_name(municipality, name) for name in preview.classes]
    rows = [
        Cells(
            month(one.period),
            [
                (_("Lines"), counted(one.lines)),
                *(
                    (heading, _amount(one.classes.get(name)))
                    for name, heading in zip(preview.classes, headings, strict=True)
                ),
                (_("Sum"), kronor(one.amount)),
            ],
        )
        for one in preview.periods
    ]
    sums = [sum(one.classes.get(name, 0) for one in preview.periods) for name in preview.classes]
    total = [
        (_("Lines"), counted(preview.lines)),
        *((heading, kronor(amount)) for heading, amount in zip(headings, sums, strict=True)),
        (_("Sum"), kronor(sum(sums))),
    ]
    return Table(
        "periods",
        _("Months and account classes"),
        _("Month"),
        [*rows, Cells(_("All"), total, total=True)],
        note=_("Kronor as booked: cost and debit plus, income and credit minus."),
        wide=True,
    )


def _files(preview: Preview) -> list[Cells]:
    return [
        Cells(
            file["name"],
            [
                (_("Lines in"), counted(file["lines"])),
                (_("Refused"), counted(file["refused"])),
                (_("Sum"), kronor_and_ore(file["amount"])),
                (_("Sum of refused"), kronor_and_ore(file["refused_amount"])),
            ],
        )
        for file in preview.files
    ]


def _amount(amount: int | None) -> str:
    return "–" if amount is None else kronor(amount)


def _condensed(line: str) -> str:
    """The line without its empty cells."""
    return " | ".join(cell.strip() for cell in line.split(" | ") if cell.strip())


def _class_name(municipality: Unit, name: str) -> str:
    """The class as the coding calls it, where it names accounts of one figure."""
    found = Code.objects.filter(municipality=municipality, dimension=Dimension.ACCOUNT, code=name).first()
    return f"{name} {found.name}" if found else _("Class %(name)s") % {"name": name}
