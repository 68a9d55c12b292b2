"""The texts that a unit's staff have."""

from collections.abc import Mapping

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.texts.subjects import SubjectPlace
from tertial.things.old_refs import is_number

KIND = "personnel"
SLOTS = (
    "employees",
    "turnover",
    "sick_leave",
    "month_total",
    "month_short",
    "month_long",
    "by_month",
    "survey",
    "supply",
    "development",
)
"""The texts about staff, in the order they are read."""


def slots() -> Mapping[str, str]:
    """Every text about staff, name to heading."""
    return {
        "employees": _("Employees"),
        "turnover": _("Turnover"),
        "sick_leave": _("Sick leave"),
        "month_total": _("Sick leave in the month, total"),
        "month_short": _("Short sick leave in the month"),
        "month_long": _("Long sick leave in the month"),
        "by_month": _("Sick leave by month over four years"),
        "survey": _("HME"),
        "supply": _("Supply of staff"),
        "development": _("Skills development"),
    }


def subject_of(unit: Unit) -> Ref:
    """What texts about the staff of a unit are about."""
    return Ref(KIND, unit.ref.key)


def as_now(ref: Ref) -> Ref:
    """What a ref was about that is no figure: texts about staff had the kind that figures of staff have."""
    return Ref(KIND, ref.key) if is_number(ref.key) else ref


def staff_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """The staff of a unit."""
    unit = Unit.objects.filter(ref=Ref("unit", ref.key)).first()
    if unit is None:
        return None
    url = reverse("staff:overview", args=[unit.code, period.key])
    return SubjectPlace(unit, f"{_('Staff')}, {unit.name}", url, slots(), earlier=subject_of(unit))
