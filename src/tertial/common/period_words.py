"""What periods are called."""

from django.utils.dates import MONTHS
from django.utils.translation import gettext as _

from tertial.domain.period import Period


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
    """How far what stands under a period reaches, where that is not its end; nothing where it is.

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
