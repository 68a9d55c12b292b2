"""What periods are called."""

from collections.abc import Iterable

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tertial.domain.period import Period, UnreadablePeriod
from tertial.domain.validity import ALWAYS

_LENGTH_OF_LEDGER_MONTH = len("202401")


def month_name(month: int) -> str:
    """`October`, in the active language."""
    return str(MONTHS[month])


def months_name(period: Period) -> str:
    """The months of a period without their year: `October`, `January–October`."""
    first, last = month_name(period.first), month_name(period.last)
    return first if period.is_month else f"{first}–{last}"


def period_name(period: Period) -> str:
    """The period as people say it: `2024`, `January–October 2024`, and of a month alone `October 2024`."""
    if period.is_year:
        return period.key
    return _("%(months)s %(year)s") % {"months": months_name(period), "year": period.year}


def extent_words(period: Period, extent: Period | None) -> str:
    """The month that figures of a period reach to, where that is before its end; empty where it is its end.

    The one way to say it: `January–October 2026, booked and closed through October`.
    """
    if extent == period:
        return ""
    if extent is None:
        return _("nothing of %(period)s is booked and closed yet") % {"period": period_name(period)}
    said = {"period": period_name(extent), "month": month_name(extent.last)}
    return _("%(period)s, booked and closed through %(month)s") % said


def period_label(period: Period) -> str:
    """The period by itself in a menu or heading, where a month says that it is alone: `Only October 2024`."""
    if period.is_year:
        return _("Year %(year)s") % {"year": period.year}
    name = period_name(period)
    if period.is_month and period.first > 1:
        return _("Only %(month)s") % {"month": name}
    return name[:1].upper() + name[1:]


def years_words(first: int, last: int | None) -> str:
    """The years in which something counts, in words."""
    if first == ALWAYS:
        return _("up to %(last)s") % {"last": last} if last else _("always")
    if last is None:
        return _("from %(first)s") % {"first": first}
    return str(first) if first == last else f"{first}–{last}"


def period_key_words(key: str) -> str:
    """What the period with a key (`2024-T1`, or `202401` as ledgers write it) is called; what is no key stays."""
    period = _of_key(key)
    return period_name(period) if period is not None else key


def spans_words(keys: Iterable[str]) -> str:
    """What periods with these keys are called together: months that follow each other are written as a span."""
    spans: list[tuple[Period, Period] | str] = []
    for key in keys:
        period, last = _of_key(key), spans[-1] if spans else None
        if period is None:
            spans.append(key)
        elif isinstance(last, tuple) and _follows(last[1], period):
            spans[-1] = (last[0], period)
        else:
            spans.append((period, period))
    return ", ".join(each if isinstance(each, str) else _span(*each) for each in spans)


def _span(first: Period, last: Period) -> str:
    if first == last:
        return period_name(first)
    if first.year == last.year:
        months = f"{month_name(first.last)}–{month_name(last.last)}"
        return _("%(months)s %(year)s") % {"months": months, "year": first.year}
    return f"{period_name(first)}–{period_name(last)}"


def _follows(before: Period, after: Period) -> bool:
    both = before.is_month and after.is_month
    return both and (after.year - before.year) * 12 + after.last - before.last == 1


def _of_key(key: str) -> Period | None:
    months = len(key) == _LENGTH_OF_LEDGER_MONTH and key.isdigit()
    try:
        return Period.parse(f"{key[:4]}-{key[4:]}" if months else key)
    except UnreadablePeriod:
        return None
