"""The charts of sick leave, each with words that say what it shows."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.common.charts import describe_chart
from tertial.domain.document import Chart, ChartKind, Figure, Series
from tertial.domain.period import Period
from tertial.domain.quantity import round_half_up
from tertial.domain.staffing.groups import Length, Sex
from tertial.domain.staffing.sick_leave import EVERYONE, Cause, Group, Share
from tertial.staff.figure_names import SickLeaveName, period_of, staff_ref
from tertial.staff.queries.sick_leave import SickLeave
from tertial.staff.words import covered_words, length_word, month_word, sex_word


def chart_by_sex(reading: SickLeave, period: Period, title: str) -> Chart | None:
    """Everyone, women and men, the year before and this year; None where nothing can be shown."""
    names = [(_("Everyone"), SickLeaveName(EVERYONE)), *((sex_word(sex), SickLeaveName(Group(sex))) for sex in Sex)]
    return _bars(reading, period, title, names)


def chart_by_length(reading: SickLeave, period: Period, title: str) -> Chart | None:
    """Each length, the year before and this year; None where nothing can be shown."""
    names = [(length_word(length), SickLeaveName(EVERYONE, length)) for length in Length]
    return _bars(reading, period, title, names)


def chart_by_month(reading: SickLeave, title: str) -> Chart | None:
    """Everyone's sick leave month by month, a line a year, the latest first; None where nothing can be shown."""
    months = Period.of_year(reading.year).months
    categories = tuple(month_word(month)[:3] for month in months)
    series = tuple(
        Series(
            str(year),
            tuple(_figure(reading, Period.of_month(year, month.last), SickLeaveName(EVERYONE)) for month in months),
        )
        for year in reversed(reading.years)
    )
    if not any(figure for each in series for figure in each.figures):
        return None
    shown = tuple(each for each in series if any(each.figures))
    in_full = [month_word(month) for month in months]
    alt = describe_chart(title=title, categories=in_full, series=shown, kind=ChartKind.LINES)
    return Chart(
        title=title,
        kind=ChartKind.LINES,
        categories=categories,
        series=shown,
        alt=" ".join([alt, *_against_earlier_years(shown, in_full)]),
        category_label=_("Month"),
    )


def _bars(reading: SickLeave, period: Period, title: str, names: list[tuple[str, SickLeaveName]]) -> Chart | None:
    # In the order of the table's columns.
    periods = (period.previous_year, period)
    figures = [tuple(_bar(reading, period, each, name) for _label, name in names) for each in periods]
    if not any(figures[-1]):
        return None
    names_of = [covered_words(each, reading.compared_months(each)) for each in periods]
    series = tuple(Series(name, found) for name, found in zip(names_of, figures, strict=True) if any(found))
    categories = tuple(label for label, _name in names)
    alt = describe_chart(title=title, categories=categories, series=series, kind=ChartKind.BARS)
    return Chart(title, ChartKind.BARS, categories, series, alt, category_label=_("Group"))


def _bar(reading: SickLeave, period: Period, of: Period, name: SickLeaveName) -> Figure | None:
    """A bar of the period or of the same months of the year before, as the table beside it compares them."""
    compared = reading.compared(period, name.group, name.length)
    found = compared.now if of == period else compared.before
    ref = staff_ref(reading.unit, period_of(of, reading.compared_months(of)).key, str(name))
    return None if isinstance(found, Cause) else Figure(found, ref)


def _figure(reading: SickLeave, period: Period, name: SickLeaveName) -> Figure | None:
    found: Share = reading.share(period, name.group, name.length)
    return None if isinstance(found, Cause) else Figure(found, staff_ref(reading.unit, period.key, str(name)))


def _against_earlier_years(series: tuple[Series, ...], months: list[str]) -> list[str]:
    """In which months the last year, as printed, is above one of the years before it; level counts as not above."""
    last, *earlier = series
    above: list[str] = []
    compared = 0
    for at, figure in enumerate(last.figures):
        if figure is None:
            continue
        compared += 1
        above += [
            f"{months[at]} {each.name}"
            for each in earlier
            if (other := each.figures[at]) is not None and _printed(figure) > _printed(other)
        ]
    if not earlier or not compared:
        return []
    if not above:
        template = ngettext(
            "The %(number)s month of %(year)s is below or level with all earlier years shown.",
            "All %(number)s months of %(year)s are below or level with all earlier years shown.",
            compared,
        )
        return [template % {"number": compared, "year": last.name}]
    return [
        _("Month by month, %(year)s is below or level with the earlier years shown, except against %(above)s.")
        % {"year": last.name, "above": ", ".join(above)}
    ]


def _printed(figure: Figure) -> Decimal:
    return round_half_up(figure.quantity.value, figure.quantity.decimals)
