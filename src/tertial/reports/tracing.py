"""Where the figures and findings of a report lead to."""

from django.urls import reverse

from tertial.common.shared_pages import TRACE
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit


def where(ref: Ref, unit: Unit, period: Period) -> str:
    """The page that shows what a ref stands for in a report of the unit and period, or the place in its preview."""
    if ref.startswith("#"):
        return ref
    if ref.kind == "count":
        return reverse("goals:counted", args=[unit.code, period.key, ref.key])
    return TRACE.address(ref)
