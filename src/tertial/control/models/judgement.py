from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_period
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.control.models.plan import ControlPlan
from tertial.domain.period import KEY_LENGTH


class JudgementApproval(Keyed):
    """That the overall judgement of a plan is approved for a period; `revision` is that of the text that was approved.

    While it stands the text is closed; taking the approval back deletes it.
    """

    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="approvals")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    revision = models.PositiveIntegerField()
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        ordering = ["plan", "period"]
        constraints = [
            *has_ref("judgementapproval"),
            models.UniqueConstraint(fields=["plan", "period"], name="one_judgement_approval_a_period"),
            is_period("period", "judgement_approval_period"),
        ]

    def __str__(self) -> str:
        return f"{self.plan} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Its plan and period."""
        return (self.plan.ref.key, self.period)
