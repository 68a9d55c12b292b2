from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common.keys import Named, has_ref
from tertial.control.models.control_model import ControlModel
from tertial.organisation.models import Unit


class ControlPlan(Named):
    """What one unit watches over and does about its risks in one calendar year."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="control_plans")
    year = models.PositiveSmallIntegerField(_("year"))
    control_model = models.ForeignKey(ControlModel, on_delete=models.PROTECT, related_name="plans")
    copied_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="copies")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-year", "unit__code"]
        constraints = [
            *has_ref("controlplan"),
            models.UniqueConstraint(
                fields=["unit", "year"], condition=Q(archived_at__isnull=True), name="one_control_plan_a_year"
            ),
            models.CheckConstraint(condition=Q(year__gte=1990, year__lte=2200), name="control_plan_year_is_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit.code} {self.year}"

    def key_place(self) -> Sequence[object]:
        """Its unit."""
        return (self.unit.ref.key,)

    def own_key(self) -> str:
        """Its year."""
        return str(self.year)
