"""Where the year is heading, on one screen: the figures, and beside them what other parts of the room tell."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.document import Shape, StatusMark, Tone
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.statement import LineKind, StatementLine
from tertial.domain.statement.columns import Shown, amount, in_signs
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.causes import cause_in_words, way_on
from tertial.economy.statements.charts import month_names
from tertial.economy.statements.columns import months_name
from tertial.economy.statements.refs import CellPlace
from tertial.economy.statements.view import Statements, StatementView

MNKR = MONEY_UNITS["mnkr"]
MILLION = 10**8
MOST_DEVIATIONS = 5


@dataclass(frozen=True, slots=True)
class Headline:
    """A figure that is read first: what it is, how much, whether that is good, and the page behind it."""

    label: str
    text: str
    about: str
    url: str
    mark: StatusMark | None = None


@dataclass(frozen=True, slots=True)
class Panel:
    """What a part of the room shows beside the result: facts with labels, sentences, and a link to more."""

    title: str
    facts: Sequence[tuple[str, str]] = ()
    said: Sequence[str] = ()
    url: str = ""
    link: str = ""


def headlines(statements: Statements, view: StatementView) -> list[Headline]:
    """The result against the budget, the forecast, the last month, and what lacks a comment."""
    total = view.total
    if total is None:
        return []
    found = [_result(view, total), _forecast(view, total), _month(view), _comments(statements, view)]
    return [each for each in found if each is not None]


def largest_deviations(view: StatementView) -> list[StatementLine]:
    """The rows furthest from their budget, the furthest first."""
    rows = [line for line in view.reading.lines if line.kind is LineKind.ROW and amount(line, Shown.DEVIATION)]
    return sorted(rows, key=lambda line: -abs(amount(line, Shown.DEVIATION) or 0))[:MOST_DEVIATIONS]


def _result(view: StatementView, total: StatementLine) -> Headline | None:
    deviation = amount(total, Shown.DEVIATION)
    if deviation is None:
        return _no_figure(view, total, Shown.DEVIATION, _("Against the budget")) or _outcome(view, total)
    about = _("outcome %(outcome)s, budget %(budget)s") % {
        "outcome": _printed(view, total, Shown.OUTCOME),
        "budget": _printed(view, total, Shown.BUDGET),
    }
    label = _("Against the budget")
    if view.extent is not None and view.extent != view.period:
        label = _("Against the budget, %(months)s") % {"months": months_name(view.extent)}
    text = _signed(view, total, Shown.DEVIATION)
    return Headline(label, text, about, _url(view, total, Shown.DEVIATION), _mark(deviation))


def _outcome(view: StatementView, total: StatementLine) -> Headline | None:
    """The outcome alone, where there is no budget to hold it against."""
    if not amount(total, Shown.OUTCOME):
        return None
    text = _printed(view, total, Shown.OUTCOME)
    return Headline(total.label, text, _("no budget to compare with yet"), _url(view, total, Shown.OUTCOME))


def _forecast(view: StatementView, total: StatementLine) -> Headline | None:
    """The newest forecast of the year; when the year is closed the result has taken its place."""
    deviation = amount(total, Shown.FORECAST_DEVIATION)
    if deviation is None:
        return _no_figure(view, total, Shown.FORECAST_DEVIATION, _("Forecast for the year"))
    about = _("the year is expected to come to %(forecast)s, budget %(budget)s") % {
        "forecast": _printed(view, total, Shown.FORECAST),
        "budget": _printed(view, total, Shown.BUDGET_YEAR),
    }
    url = _url(view, total, Shown.FORECAST_DEVIATION)
    text = _signed(view, total, Shown.FORECAST_DEVIATION)
    return Headline(_("Forecast for the year"), text, about, url, _mark(deviation))


def _month(view: StatementView) -> Headline | None:
    """The last closed month of the period on its own."""
    if view.extent is None:
        return None
    last = Period.of_month(view.extent.year, view.extent.last)
    month = view if last == view.period else Statements(view.unit, last).view(view.reading.key)
    total = month.total if month is not None else None
    if month is None or total is None:
        return None
    label = _("The last month, %(month)s") % {"month": month_names()[last.last - 1]}
    deviation = amount(total, Shown.DEVIATION)
    if deviation is None:
        return _no_figure(month, total, Shown.DEVIATION, label)
    about = _("outcome %(outcome)s, budget %(budget)s") % {
        "outcome": _printed(month, total, Shown.OUTCOME),
        "budget": _printed(month, total, Shown.BUDGET),
    }
    text = _signed(month, total, Shown.DEVIATION)
    return Headline(label, text, about, _url(month, total, Shown.DEVIATION), _mark(deviation))


def _comments(statements: Statements, view: StatementView) -> Headline | None:
    """How many rows lack a comment; nothing where no row asks for one."""
    views = [each for layout in statements.layouts if (each := statements.view(layout.key)) is not None]
    missing = [(each, line) for each in views for line in each.without_comment]
    asked = sum(len(each.asked) for each in views)
    if not asked:
        return None
    first = missing[0][0] if missing else view
    about = ngettext("of %(asked)s row beyond the threshold", "of %(asked)s rows beyond the threshold", asked) % {
        "asked": asked
    }
    mark = (
        StatusMark(_("Missing"), Shape.WARNING, Tone.FAIR)
        if missing
        else StatusMark(_("All commented"), Shape.CHECK, Tone.GOOD)
    )
    return Headline(_("Rows without a comment"), str(len(missing)), about, f"{first.url}#comments", mark)


def _no_figure(view: StatementView, total: StatementLine, shown: Shown, label: str) -> Headline | None:
    """What is printed instead of a figure of some units beside one of all; empty where nothing is known."""
    cause = cause_in_words(total, shown)
    return Headline(label, _("No figure"), cause, way_on(view, shown) or view.url) if cause else None


def _url(view: StatementView, line: StatementLine, shown: Shown) -> str:
    return CellPlace(view.unit, view.period, view.reading.key, line.key, shown).url


def _mark(deviation: int) -> StatusMark:
    if deviation < 0:
        return StatusMark(_("Deficit"), Shape.CROSS, Tone.POOR)
    return (
        StatusMark(_("Surplus"), Shape.CHECK, Tone.GOOD)
        if deviation
        else StatusMark(_("In line"), Shape.NEAR, Tone.NEUTRAL)
    )


def _printed(view: StatementView, line: StatementLine, shown: Shown) -> str:
    return format_quantity(MNKR.quantity(in_signs(line.amounts, shown, view.convention)), with_unit=True)


def _signed(view: StatementView, line: StatementLine, shown: Shown) -> str:
    """With its unit, and a plus where it is above zero: the sign is the news. Less than a million is in thousands."""
    ore = in_signs(line.amounts, shown, view.convention)
    money = MNKR if abs(ore) >= MILLION else MONEY_UNITS["tkr"]
    text = format_quantity(money.quantity(ore), with_unit=True)
    return f"+{text}" if ore > 0 else text
