"""The codes that lines are booked on: accounts, units, activities, projects and counterparts."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.organisation.models import Unit


class Dimension(models.TextChoices):
    """What a code stands for."""

    ACCOUNT = "account", _("Account")
    UNIT = "unit", _("Unit of the ledger")
    ACTIVITY = "activity", _("Activity")
    PROJECT = "project", _("Project")
    COUNTERPART = "counterpart", _("Counterpart")


class Code(Keyed):
    """A code with its name from one year to another; `parent` is the code above it in the same dimension.

    A code of the dimension unit belongs to a `unit` of the organisation.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="codes")
    dimension = text_fields.CharField(_("dimension"), max_length=12, choices=Dimension.choices)
    code = text_fields.CharField(_("code"), max_length=20)
    name = text_fields.CharField(_("name"), max_length=150)
    parent = text_fields.CharField(_("stands under"), max_length=20, blank=True)
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="ledger_codes")
    valid_from = models.PositiveSmallIntegerField(_("from the year"))
    valid_to = models.PositiveSmallIntegerField(_("to the year"), null=True, blank=True)

    class Meta:
        ordering = ["municipality", "dimension", "code", "valid_from"]
        constraints = [
            *has_ref("code"),
            models.UniqueConstraint(fields=["municipality", "dimension", "code", "valid_from"], name="code_once_from"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="code_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=True) | Q(dimension="unit"), name="only_unit_codes_have_unit"
            ),
            models.CheckConstraint(condition=~Q(parent=F("code")), name="code_not_under_itself"),
        ]
        indexes = [models.Index(fields=["unit"], name="code_by_unit")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    def is_valid_in(self, year: int) -> bool:
        """Whether the code is used in the year."""
        return self.valid_from <= year and (self.valid_to is None or year <= self.valid_to)
