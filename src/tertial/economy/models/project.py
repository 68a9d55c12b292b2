"""Initiatives, grants, investments and projects, and every amount that belongs to them."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.ref_field import RefField
from tertial.domain.keys import key_from
from tertial.domain.project_table import DECIDED, REPORTED
from tertial.economy.models.project_table import ProjectGroup, ProjectTable
from tertial.organisation.models import Unit

_YEAR = {"gte": 1990, "lte": 2200}


class MeasureChoices(models.TextChoices):
    """What an amount written about a project is."""

    BUDGET = "budget", _("Budget")
    FORECAST = "forecast", _("Forecast in the operational plan")
    TOTAL_BUDGET = "total_budget", _("Total budget")
    PLAN = "plan", _("Plan for the year")
    RESERVED = "reserved", _("Reserved")
    ALLOTTED = "allotted", _("Allotted")
    DECIDED = "decided", _("Decided")
    APPLIED = "applied", _("Applied for")
    CARRY_OVER = "carry_over", _("Carried over to the year after")
    OUTCOME = "outcome", _("Outcome")
    EXPENDITURE = "expenditure", _("Expenditure")
    INCOME = "income", _("Income")
    RECEIVED = "received", pgettext_lazy("an amount", "Received")
    SPENT = "spent", _("Spent so far")
    EXPECTED = "expected", _("Forecast for the year")


class Project(Named):
    """A thing that money is set aside, applied for or spent on: an initiative, a grant, an investment, a project.

    `table` is the one it is stored under, `parent` the pot or programme it is a part of, `goal_ref` the goal it serves
    (`goal:KS:2024:safe`). It stands in the tables of the years from `first_year` to `last_year`.
    """

    area = "projects"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="projects")
    table = models.ForeignKey(ProjectTable, on_delete=models.PROTECT, related_name="projects", verbose_name=_("table"))
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="parts")
    name = text_fields.CharField(_("name"), max_length=200)
    goal_ref = RefField(_("goal"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="projects"
    )
    is_reserve = models.BooleanField(_("is a reserve"), default=False)
    first_year = models.PositiveSmallIntegerField(_("first year"))
    last_year = models.PositiveSmallIntegerField(_("last year"), null=True, blank=True)
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["table", "position", "id"]
        constraints = [
            *has_ref("project"),
            models.CheckConstraint(
                condition=Q(first_year__gte=_YEAR["gte"], first_year__lte=_YEAR["lte"]), name="project_begins_in_a_year"
            ),
            models.CheckConstraint(
                condition=Q(last_year__isnull=True) | Q(last_year__gte=F("first_year")),
                name="project_ends_after_it_begins",
            ),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="project_no_part_of_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Its unit."""
        return (self.unit.ref.key,)

    def own_key(self) -> str:
        """What it is called."""
        return key_from(self.name, "project")


class ProjectStage(Keyed):
    """From a day a project stands in a group: a stage, a state, or a heading."""

    area = "projects"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="stages")
    group = models.ForeignKey(ProjectGroup, on_delete=models.PROTECT, related_name="stages")
    since = models.DateField(_("from"))

    class Meta:
        ordering = ["project", "since"]
        constraints = [
            *has_ref("projectstage"),
            models.UniqueConstraint(fields=["project", "since"], name="project_one_stage_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.project}: {self.group}"


class ProjectCode(models.Model):
    """A code under which the ledger books a project; `table` says which of the project's tables it counts in."""

    area = "projects"

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="codes")
    table = models.ForeignKey(ProjectTable, on_delete=models.PROTECT, related_name="+", verbose_name=_("table"))
    code = text_fields.CharField(_("project code"), max_length=20)

    class Meta:
        ordering = ["project", "table", "code"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "code"], name="project_code_once"),
            models.CheckConstraint(condition=~Q(code=""), name="project_code_not_empty"),
        ]

    def __str__(self) -> str:
        return self.code


class ProjectAmount(Keyed):
    """One decision, application or manual outcome: an amount in öre as the ledger books it (expenditure plus).

    What a table holds is the sum of those with a day (`on`) within the period. `reference` is the decision's number.
    """

    area = "projects"

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="amounts")
    table = models.ForeignKey(ProjectTable, on_delete=models.PROTECT, related_name="+", verbose_name=_("table"))
    measure = text_fields.CharField(_("what"), max_length=20, choices=MeasureChoices.choices)
    year = models.PositiveSmallIntegerField(_("year"))
    amount = models.BigIntegerField(_("amount, öre"))
    on = models.DateField(_("day"))
    reference = text_fields.CharField(_("reference"), max_length=150, blank=True)
    text = text_fields.CharField(_("text"), max_length=300, blank=True)
    transfer = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="counterparts")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["project", "table", "year", "on", "id"]
        constraints = [
            *has_ref("projectamount"),
            is_one_of("measure", sorted(DECIDED | REPORTED), "project_amount_measure_entered"),
            models.CheckConstraint(
                condition=Q(year__gte=_YEAR["gte"], year__lte=_YEAR["lte"]), name="project_amount_year_is_a_year"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=sorted(measure.value for measure in REPORTED)) | ~Q(reference="") | ~Q(text=""),
                name="project_amount_says_on_what_ground",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.project}, {self.get_measure_display()} {self.year}"
