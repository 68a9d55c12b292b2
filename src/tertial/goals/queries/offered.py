"""The goals, indicators and assignments of a unit that a risk or a control can be about."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tertial.goals.models import Assignment, Goal, Indicator
from tertial.organisation.models import Unit
from tertial.organisation.pointing import Target


def offered(unit: Unit, year: int) -> Iterator[Target]:
    """What the unit's plan of the year holds and has not put away."""
    plan = {"plan__unit": unit, "plan__year": year, "plan__archived_at": None, "archived_at": None}
    for goal in Goal.objects.filter(**plan).order_by("level__position", "position", "pk"):
        yield Target(f"goal:{goal.pk}", goal.name, _("Goals"))
    followed = {"goals__plan__unit": unit, "goals__plan__year": year, "goals__plan__archived_at": None}
    for indicator in Indicator.objects.filter(**followed, archived_at=None).distinct():
        yield Target(f"indicator:{indicator.pk}", indicator.name, _("Indicators"))
    for assignment in Assignment.objects.filter(**plan):
        yield Target(f"assignment:{assignment.pk}", assignment.title, _("Assignments"))
