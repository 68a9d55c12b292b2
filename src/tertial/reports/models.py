"""Which template a unit uses for which kind of report, and the sections people add to its chapters."""

from collections.abc import Collection, Sequence

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_period
from tertial.common.keys import Keyed, Named, has_ref
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH
from tertial.organisation.models import Unit


class ReportKind(models.TextChoices):
    """What a report is for."""

    ANNUAL = "annual", _("Annual report")
    INTERIM = "interim", _("Interim report")


class ReportTemplate(Keyed):
    """A report declared as text (docs/report-templates.md): its chapters and the blocks in each.

    It serves `unit` and every unit below it that has none of its own for the same kind.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="report_templates")
    kind = text_fields.CharField(_("kind"), max_length=20, choices=ReportKind.choices)
    name = text_fields.CharField(_("name"), max_length=150)
    declaration = text_fields.TextField(_("declaration"))
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit__code", "kind"]
        constraints = [
            *has_ref("reporttemplate"),
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(archived_at__isnull=True), name="one_template_a_unit_and_kind"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ChapterEntry(Named):
    """A section in a chapter that holds a list of them, such as an event of the year; its texts are about it.

    It belongs to the unit's report for the period, whether the unit has goals or not.

    `slot` is the list's name in the report template.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="chapter_entries")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    slot = text_fields.CharField(max_length=60)
    heading = text_fields.CharField(_("heading"), max_length=200)
    position = models.PositiveIntegerField(_("place"))
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "period", "slot", "position", "pk"]
        constraints = [
            *has_ref("chapterentry"),
            is_period("period", name="chapter_entry_period"),
            models.CheckConstraint(condition=~Q(heading=""), name="chapter_entry_has_heading"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.unit_id}

    def __str__(self) -> str:
        return self.heading

    def key_place(self) -> Sequence[object]:
        """Unit, period and list."""
        return (self.unit.ref.key, self.period, self.slot)

    def own_key(self) -> str:
        """What it is called."""
        return key_from(self.heading, "chapterentry")
