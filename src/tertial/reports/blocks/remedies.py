"""What is done against a deficit: each remedy with its effect, and what they come to together."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tertial.domain.document import Column, ColumnKind, EmptyCell, Figure, FigureCell, Row, RowKind, Table, text_cell
from tertial.domain.message import gettext_noop
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.ledger.styles import MoneyUnit, chosen_style, styled
from tertial.economy.remedies.queries import RemedyReading, remedies_of, sums
from tertial.economy.remedies.words import remedies_rule
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.report import Cover, Report

Needs = tuple[Cover, Sequence[RemedyReading]]


def remedies_needs(report: Report) -> Needs:
    """The remedies of the unit and of those below it."""
    return report.cover, remedies_of(report.cover.unit, report.cover.period)


def remedies_block(needs: Needs, options: Options) -> Printed:
    """A table of the remedies; nothing where none has been decided."""
    cover, readings = needs
    if not readings:
        return Printed()
    caption = cover.fill(options.get("caption") or _("Remedies against a deficit"))
    columns = (
        *(Column(heading) for heading in (_("What is done"), _("Responsible"), _("Done by"))),
        Column(_("Effect %(year)s") % {"year": cover.period.year}, ColumnKind.AMOUNT),
        Column(_("Effect in a full year"), ColumnKind.AMOUNT),
        Column(_("How far it has come")),
    )
    money = styled(None, chosen_style(cover.municipality.pk, cover.period.year)).money
    rows = (*(_row(cover, reading, money) for reading in readings), *_totals(readings, money))
    return Printed((Table(caption, columns, rows, rule=remedies_rule(money)),)).under(
        cover.fill(options.get("title", ""))
    )


def _row(cover: Cover, reading: RemedyReading, money: MoneyUnit) -> Row:
    remedy = reading.remedy
    what = remedy.what if remedy.unit_id == cover.unit.pk else f"{remedy.unit.name}: {remedy.what}"
    state = ". ".join(filter(None, [reading.state_word, reading.comment]))
    return Row(
        (
            text_cell(what, remedy.ref),
            text_cell(remedy.responsible.name if remedy.responsible is not None else ""),
            text_cell(remedy.due.isoformat()) if remedy.due is not None else EmptyCell(),
            _amount(reading.effect.this_year, money, remedy.ref),
            _amount(reading.effect.full_year, money, remedy.ref),
            text_cell(state),
        )
    )


def _totals(readings: Sequence[RemedyReading], money: MoneyUnit) -> tuple[Row, ...]:
    """What the forecast counts with and what comes on top of it, each only where there is any; and all together."""
    together = sums(readings)
    parts = [
        (_("In the forecast already"), together.in_forecast),
        (_("On top of the forecast"), together.beyond_forecast),
    ]
    shown = parts if all(ore for _label, ore in parts) else []
    return (
        *(_total(label, money, ore) for label, ore in shown),
        _total(_("Together"), money, together.this_year, together.full_year),
    )


def _total(label: str, money: MoneyUnit, this_year: int, full_year: int | None = None) -> Row:
    full = _amount(full_year, money) if full_year is not None else EmptyCell()
    return Row(
        (text_cell(label), EmptyCell(), EmptyCell(), _amount(this_year, money), full, EmptyCell()), RowKind.TOTAL
    )


def _amount(ore: int, money: MoneyUnit, ref: Ref = NO_REF) -> FigureCell:
    return FigureCell(Figure(money.quantity(ore), ref))


KIND = BlockKind(
    "remedies",
    gettext_noop("what is done against a deficit, with its effect and how far it has come"),
    {"caption": str, "title": str, UNITS: str},
    remedies_needs,
    remedies_block,
)
