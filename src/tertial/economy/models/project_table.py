"""The project tables a municipality has declared: their columns, words and signs, and the groups projects stand in."""

from collections.abc import Sequence

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, Named, has_ref
from tertial.domain.project_table import AmountSign, DeviationSign, RowsBy
from tertial.economy.models.amounts import AmountSignChoices, DeviationSignChoices, MoneyUnit
from tertial.organisation.models import Unit


class InitiativeState(models.TextChoices):
    """What a group says about how far something has come; empty where it says nothing."""

    NONE = "", _("says nothing about it")
    DONE = "done", _("completed")
    ONGOING = "ongoing", _("ongoing")
    PAUSED = "paused", _("paused")
    CANCELLED = "cancelled", _("cancelled")


class RowsByChoices(models.TextChoices):
    """What each row of a table is."""

    PROJECT = RowsBy.PROJECT.value, _("A row for each project")
    UNDER_GROUPS = RowsBy.UNDER_GROUPS.value, _("A row for each project, under the heading of its group")
    GROUP = RowsBy.GROUP.value, _("A row for each group, with the sum of its projects")
    UNIT = RowsBy.UNIT.value, _("A row for each unit, with the sum of its projects")


KEY = r"^[a-z][a-z0-9_]*$"
"""A key stands in addresses, refs and templates, where a hyphen parts it from what follows."""


class ProjectTable(Keyed):
    """A table of projects that `unit` has declared for itself and every unit below.

    `columns` and `extra` are lists of column names such as `budget` and `plan_1`, the first printed, the second only on
    pages; `headings` holds the municipality's own words by column. `rows_of` is the table whose projects these are.
    The key is given once and never changed; `former_address` leads on from where the table once stood.
    """

    area = "projects"

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="project_tables", verbose_name=_("unit"))
    key = text_fields.CharField(_("key"), max_length=30)
    caption = text_fields.CharField(_("caption"), max_length=150)
    columns = text_fields.JSONField(_("columns"), default=list)
    extra = text_fields.JSONField(_("columns on pages only"), default=list)
    rows = text_fields.CharField(_("rows"), max_length=20, choices=RowsByChoices.choices, default=RowsByChoices.PROJECT)
    rows_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="seen_as", verbose_name=_("projects of")
    )
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
    text_for_each = models.BooleanField(_("asks for a text about each row"), default=False)
    asks_goal = models.BooleanField(_("asks which goal each row serves"), default=False)
    has_reserve = models.BooleanField(_("rows can be held in reserve"), default=False)
    has_parts = models.BooleanField(_("rows can be parts of another"), default=False)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    former_address = models.SlugField(max_length=60, blank=True, editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["municipality", "position", "id"]
        constraints = [
            *has_ref("projecttable"),
            models.UniqueConstraint(fields=["municipality", "key"], name="project_table_once"),
            models.CheckConstraint(condition=Q(key__regex=KEY), name="project_table_key_can_stand_in_a_ref"),
            is_one_of("rows", RowsBy, "project_table_rows_known"),
            is_one_of("amount_sign", AmountSign, "project_table_amount_sign_known"),
            is_one_of("deviation_sign", DeviationSign, "project_table_deviation_sign_known"),
            models.CheckConstraint(condition=Q(decimals__lte=2), name="project_table_decimals_printable"),
            models.CheckConstraint(condition=~Q(rows_of=F("id")), name="project_table_no_rows_of_itself"),
        ]

    def __str__(self) -> str:
        return self.caption

    def key_parts(self) -> Sequence[object]:
        """Its municipality and the key it was given."""
        return (self.municipality.ref.key, self.key)


class ProjectGroup(Named):
    """A heading, a stage or a state that a table's projects are sorted into, such as Planeringsprojekt."""

    area = "projects"

    table = models.ForeignKey(ProjectTable, on_delete=models.PROTECT, related_name="groups", verbose_name=_("table"))
    key = models.SlugField(_("key"), max_length=40)
    name = text_fields.CharField(_("name"), max_length=100)
    state = text_fields.CharField(_("state"), max_length=10, choices=InitiativeState.choices, blank=True)
    position = models.PositiveSmallIntegerField(_("order"), default=0)
    removed = True

    class Meta:
        ordering = ["table", "position", "id"]
        constraints = [
            *has_ref("projectgroup"),
            models.UniqueConstraint(fields=["table", "key"], name="project_group_once_a_table"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Its municipality and table."""
        return (self.table.municipality.ref.key, self.table.key)

    def own_key(self) -> str:
        """The key that pages and figures call it by."""
        return self.key
