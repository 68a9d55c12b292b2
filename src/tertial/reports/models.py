"""Which template a unit uses for which kind of report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.organisation.models import Unit


class ReportKind(models.TextChoices):
    """What a report is for."""

    ANNUAL = "annual", _("Annual report")
    INTERIM = "interim", _("Interim report")


class ReportTemplate(models.Model):
    """A report declared as text (docs/report-templates.md): its chapters and the blocks in each.

    It serves `unit` and every unit below it that has none of its own for the same kind.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="report_templates")
    kind = models.CharField(_("kind"), max_length=20, choices=ReportKind.choices)
    name = models.CharField(_("name"), max_length=150)
    declaration = models.TextField(_("declaration"))
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit__code", "kind"]
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "kind"], condition=Q(archived_at__isnull=True), name="one_template_a_unit_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.name
