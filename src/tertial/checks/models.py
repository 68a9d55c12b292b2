"""What people have answered to what the checks find in a report."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.accounts.models import Person
from tertial.common import text_fields
from tertial.common.constraints import is_period
from tertial.common.keys import Keyed, has_ref
from tertial.domain.period import KEY_LENGTH
from tertial.organisation.models import Unit

_LONGEST_KEY = 32


class Answer(models.TextChoices):
    """Accepted as it is, while its figures are what they are; or wrongly found, at this place."""

    ACCEPTED = "accepted", _("Accepted")
    WRONG = "wrong", _("Wrongly found")


class FindingAnswer(Keyed):
    """What someone answered to a finding in the report of a unit for a period (docs/rules/checks/answers.md).

    `about` is what the answer holds for: the key of the finding, or of its place where it was wrongly found.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="finding_answers")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    answer = text_fields.CharField(_("answer"), max_length=10, choices=Answer.choices)
    about = text_fields.CharField(max_length=_LONGEST_KEY)
    rule = text_fields.CharField(_("rule"), max_length=40)
    said = text_fields.TextField(_("finding"))
    reason = text_fields.TextField(_("reason"))
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["unit", "period", "pk"]
        constraints = [
            *has_ref("findinganswer"),
            is_period("period", name="finding_answer_period"),
            models.CheckConstraint(condition=~Q(reason=""), name="finding_answer_has_reason"),
            models.CheckConstraint(condition=Q(answer__in=Answer.values), name="finding_answer_known"),
            models.UniqueConstraint(
                fields=["unit", "period", "about"],
                condition=Q(archived_at__isnull=True),
                name="one_answer_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return self.said
