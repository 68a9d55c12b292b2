"""What periods are called."""

from django.utils.translation import gettext as _

from tertial.domain.period import Part, Period


def period_name(period: Period) -> str:
    """The period as people say it: `2024`, `January–April 2024`."""
    months = {Part.T1: _("January–April %(year)s"), Part.T2: _("January–August %(year)s")}
    template = months.get(period.part)
    return template % {"year": period.year} if template else period.key
