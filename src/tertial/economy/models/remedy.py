"""What units do against a deficit, and how far it had come on later occasions."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.domain.message import excerpt
from tertial.domain.period import KEY_LENGTH
from tertial.domain.remedy import RemedyState
from tertial.organisation.models import Unit


class RemedyStateChoices(models.TextChoices):
    """How far a remedy has come, in words."""

    PLANNED = RemedyState.PLANNED.value, _("Decided, not started")
    STARTED = RemedyState.STARTED.value, _("Under way")
    DONE = RemedyState.DONE.value, _("Carried out")
    STOPPED = RemedyState.STOPPED.value, _("Stopped")


class Remedy(Keyed):
    """What a unit decided in a period (`period`) to do against a deficit. Effects are öre, plus is a better result."""

    area = "budget"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="remedies")
    period = text_fields.CharField(_("decided in"), max_length=KEY_LENGTH)
    what = text_fields.CharField(_("what is done"), max_length=300)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="remedies"
    )
    due = models.DateField(_("done by"), null=True, blank=True)
    this_year = models.BigIntegerField(_("effect this year, öre"))
    full_year = models.BigIntegerField(_("effect in a full year, öre"))
    in_forecast = models.BooleanField(_("counted in the forecast"), default=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)
    archived_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["unit", "period", "id"]
        constraints = [
            *has_ref("remedy"),
            is_period("period", "remedy_period_is_period"),
            models.CheckConstraint(condition=~Q(what=""), name="remedy_says_what"),
            models.CheckConstraint(condition=Q(this_year__gt=0) | Q(full_year__gt=0), name="remedy_has_an_effect"),
        ]

    def __str__(self) -> str:
        return excerpt(self.what)


class RemedyFollowUp(Keyed):
    """How far a remedy had come in a period, and what its effect this year was then expected to be, in öre."""

    area = "budget"

    remedy = models.ForeignKey(Remedy, on_delete=models.CASCADE, related_name="follow_ups")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    state = text_fields.CharField(_("how far it has come"), max_length=10, choices=RemedyStateChoices.choices)
    this_year = models.BigIntegerField(_("effect this year, öre"))
    comment = text_fields.CharField(_("comment"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["remedy", "period"]
        constraints = [
            *has_ref("remedyfollowup"),
            is_period("period", "remedy_follow_up_period_is_period"),
            is_one_of("state", RemedyState, "remedy_follow_up_state_known"),
            models.UniqueConstraint(fields=["remedy", "period"], name="remedy_followed_up_once_a_period"),
        ]

    def __str__(self) -> str:
        return f"{self.remedy}, {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Its remedy and period."""
        return (self.remedy.ref.key, self.period)
