"""The municipality's units, how they follow on each other, and who has which role where."""

from collections.abc import Sequence
from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, Named, has_ref
from tertial.organisation.roles import Role


class UnitKind(models.TextChoices):
    """What a unit is in the municipality."""

    MUNICIPALITY = "municipality", _("Municipality")
    COMMITTEE = "committee", _("Committee")
    DEPARTMENT = "department", _("Department")
    COMPANY = "company", _("Company")


LONGEST_CODE = 20


class Unit(Named):
    """A part of the municipality, from its first day to its last (`valid_to`, empty while it lives)."""

    code = text_fields.CharField(_("code"), max_length=LONGEST_CODE)
    name = text_fields.CharField(_("name"), max_length=150)
    kind = text_fields.CharField(_("kind"), max_length=20, choices=UnitKind.choices)
    number = text_fields.CharField(_("municipality number"), max_length=4, blank=True, default="")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    successors: "models.ManyToManyField[Unit, Succession]" = models.ManyToManyField(
        "self", through="Succession", symmetrical=False, related_name="predecessors"
    )

    class Meta:
        ordering = ["code"]
        constraints = [
            *has_ref("unit"),
            models.UniqueConstraint(Upper("code"), name="unit_code_unique"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="unit_ends_after_it_begins"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Units stand beside all others."""
        return ()

    def own_key(self) -> str:
        """Its code, as it is when the unit is made."""
        return self.code

    def exists_on(self, day: date) -> bool:
        """Whether the unit lives on that day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Succession(Keyed):
    """One unit's work went on in another from a day, so that figures stay comparable across a reorganisation."""

    predecessor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successions_out")
    successor = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="successions_in")
    on = models.DateField(_("from"))

    class Meta:
        ordering = ["on", "id"]
        constraints = [
            *has_ref("succession"),
            models.UniqueConstraint(fields=["predecessor", "successor"], name="succession_unique"),
            models.CheckConstraint(condition=~Q(predecessor=F("successor")), name="succession_between_two_units"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class RoleAssignment(Keyed):
    """A person's role in a unit and in everything below it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="roles")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="roles")
    role = text_fields.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        ordering = ["unit__code", "role"]
        constraints = [
            *has_ref("roleassignment"),
            models.UniqueConstraint(fields=["person", "unit", "role"], name="role_once_per_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.person} {self.role} {self.unit}"


class SkippedStep(models.Model):
    """A step of setting up that a municipality has skipped, or the whole list, put away; who did so and when."""

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="skipped_steps")
    step = text_fields.CharField(max_length=40)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "step"], name="step_skipped_once")]

    def __str__(self) -> str:
        return f"{self.municipality} {self.step}"
