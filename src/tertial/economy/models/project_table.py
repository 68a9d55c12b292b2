"""What a municipality calls its project tables, how it writes their signs, and the groups it sorts projects into."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, Named, has_ref
from tertial.domain.project_table import AmountSign, DeviationSign, TableKind
from tertial.domain.quantity import Unit as Quantum
from tertial.organisation.models import Unit


class TableKindChoices(models.TextChoices):
    """The tables that Tertial knows, in Tertial's own words."""

    SPECIAL_INITIATIVES = TableKind.SPECIAL_INITIATIVES.value, _("Special initiatives")
    DIGITALISATION_POT = TableKind.DIGITALISATION_POT.value, _("Digitalisation pot")
    EXTERNAL_FUNDING = TableKind.EXTERNAL_FUNDING.value, _("External funding")
    INVESTMENTS = TableKind.INVESTMENTS.value, _("Investments")
    PREMISES_PROJECTS = TableKind.PREMISES_PROJECTS.value, _("Premises projects")
    DEVELOPMENT_PROJECTS = TableKind.DEVELOPMENT_PROJECTS.value, _("Development projects")
    EXPLOITATION_OUTCOME = TableKind.EXPLOITATION_OUTCOME.value, _("Exploitation outcome")
    INVESTMENT_PROJECTS = TableKind.INVESTMENT_PROJECTS.value, _("Investment projects")


class MoneyUnit(models.TextChoices):
    """What amounts are printed in."""

    KRONOR = Quantum.KRONOR.value, _("kronor")
    TKR = Quantum.TKR.value, _("thousand kronor")
    MNKR = Quantum.MNKR.value, _("million kronor")


class AmountSignChoices(models.TextChoices):
    """How expenditure is written."""

    COST_MINUS = AmountSign.COST_MINUS.value, _("Expenditure with a minus, income without a sign")
    COST_PLUS = AmountSign.COST_PLUS.value, _("Expenditure without a sign")


class DeviationSignChoices(models.TextChoices):
    """How the deviation is worked out."""

    OUTCOME_MINUS_BUDGET = DeviationSign.OUTCOME_MINUS_BUDGET.value, _("Outcome − budget")
    BUDGET_MINUS_OUTCOME = DeviationSign.BUDGET_MINUS_OUTCOME.value, _("Budget − outcome")


class InitiativeState(models.TextChoices):
    """What a group says about how far something has come; empty where it says nothing."""

    NONE = "", _("says nothing about it")
    DONE = "done", _("completed")
    ONGOING = "ongoing", _("ongoing")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("cancelled")


class ProjectTable(Keyed):
    """A municipality's own words and signs for one table. `headings` holds them by column, such as `plan_1`."""

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="project_tables")
    kind = text_fields.CharField(_("table"), max_length=30, choices=TableKindChoices.choices)
    caption = text_fields.CharField(_("caption"), max_length=150)
    headings = text_fields.JSONField(_("headings"), default=dict)
    money_unit = text_fields.CharField(_("amounts in"), max_length=10, choices=MoneyUnit.choices, default=MoneyUnit.TKR)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)
    amount_sign = text_fields.CharField(
        _("sign of amounts"), max_length=20, choices=AmountSignChoices.choices, default=AmountSignChoices.COST_MINUS
    )
    deviation_sign = text_fields.CharField(
        _("deviation"),
        max_length=30,
        choices=DeviationSignChoices.choices,
        default=DeviationSignChoices.OUTCOME_MINUS_BUDGET,
    )
    total_label = text_fields.CharField(_("word for the total"), max_length=80, blank=True)

    class Meta:
        ordering = ["municipality", "kind"]
        constraints = [
            *has_ref("projecttable"),
            models.UniqueConstraint(fields=["municipality", "kind"], name="project_table_once"),
            is_one_of("kind", TableKind, "project_table_kind_known"),
            is_one_of("amount_sign", AmountSign, "project_table_amount_sign_known"),
            is_one_of("deviation_sign", DeviationSign, "project_table_deviation_sign_known"),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="project_table_decimals_printable"),
        ]

    def __str__(self) -> str:
        return self.caption

    def key_parts(self) -> Sequence[object]:
        """Its municipality and kind."""
        return (self.municipality.ref.key, self.kind)


class ProjectGroup(Named):
    """A heading, a stage or a state that a municipality sorts a table's projects into, such as Planeringsprojekt."""

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="project_groups")
    kind = text_fields.CharField(_("table"), max_length=30, choices=TableKindChoices.choices)
    key = models.SlugField(_("key"), max_length=40)
    name = text_fields.CharField(_("name"), max_length=100)
    state = text_fields.CharField(_("state"), max_length=10, choices=InitiativeState.choices, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ["municipality", "kind", "position", "id"]
        constraints = [
            *has_ref("projectgroup"),
            models.UniqueConstraint(fields=["municipality", "kind", "key"], name="project_group_key_once"),
            is_one_of("kind", TableKind, "project_group_kind_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Its municipality and table."""
        return (self.municipality.ref.key, self.kind)

    def own_key(self) -> str:
        """The key that pages and figures call it by."""
        return self.key
