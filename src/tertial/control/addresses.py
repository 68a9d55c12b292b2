"""Where each thing has its place on the pages of this room, and what it is called in addresses."""

from collections.abc import Mapping

from django.urls import reverse

from tertial.control.belonging import Planned, plan_of
from tertial.control.models import (
    CommonControl,
    CommonRow,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.domain.period import Period

KINDS: Mapping[str, type[Risk | Measure | SystematicControl | Recommendation]] = {
    "risk": Risk,
    "atgard": Measure,
    "kontroll": SystematicControl,
    "rekommendation": Recommendation,
}
"""What has a page of its own, by the word that its address has."""


def plan_url(plan: ControlPlan, period: Period | None = None) -> str:
    """The overview of a plan."""
    return reverse("control:overview", args=[plan.unit.code, period.key if period else plan.year])


def thing_url(thing: Planned, period: Period | None = None, anchor: str = "") -> str:
    """The page of a risk, measure, control, recommendation or common control in a period, at a place on it."""
    if isinstance(thing, CommonControl):
        return common_url(thing, period)
    when = period if period is not None else Period.of_year(plan_of(thing).year)
    address = reverse("control:thing", args=[thing.ref])
    return f"{address}?period={when.key}{f'#{anchor}' if anchor else ''}"


def common_url(control: CommonControl, period: Period | None = None, code: str = "") -> str:
    """The comparison of a common control, seen from a unit."""
    when = period.key if period is not None else str(control.year)
    return reverse("control:common", args=[code or control.set_by.code, when, control.ref])


def row_url(row: CommonRow, period: Period) -> str:
    """The page where one who is asked answers a common control."""
    return f"{reverse('control:answer', args=[row.ref])}?period={period.key}"
