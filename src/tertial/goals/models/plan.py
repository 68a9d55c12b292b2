from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common.keys import Named, has_ref
from tertial.goals.models.steering_model import SteeringModel
from tertial.organisation.models import Unit


class Plan(Named):
    """What one unit has set out to do in one calendar year."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="plans")
    year = models.PositiveSmallIntegerField(_("year"))
    steering_model = models.ForeignKey(SteeringModel, on_delete=models.PROTECT, related_name="plans")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "unit__code"]
        constraints = [
            *has_ref("plan"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(archived_at__isnull=True), name="one_plan_a_year"
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="plan_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.year}"

    def key_place(self) -> Sequence[object]:
        """Its unit."""
        return (self.unit.ref.key,)

    def own_key(self) -> str:
        """Its year."""
        return str(self.year)
