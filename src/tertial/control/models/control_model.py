from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, has_ref
from tertial.organisation.models import Unit


class ControlModel(Keyed):
    """A municipality's own words and limits for internal control.

    `likelihoods` and `consequences` are words, the lowest first. `zones` (`{"word": "Hög", "at_least": 9}`) begin with
    the gravest, `results` (`{"word": "Godkänt", "at_least": 95}`) with the best. `statuses` and `decisions` hold words
    by meaning, `words` headings by key.
    """

    municipality = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="control_model")
    likelihoods = text_fields.JSONField(_("likelihood"), default=list)
    consequences = text_fields.JSONField(_("consequence"), default=list)
    zones = text_fields.JSONField(_("zones"), default=list)
    results = text_fields.JSONField(_("results"), default=list)
    statuses = text_fields.JSONField(_("statuses"), default=dict)
    decisions = text_fields.JSONField(_("decisions"), default=dict)
    words = text_fields.JSONField(_("words"), default=dict)
    confidence_percent = ExactDecimalField(
        _("confidence, percent"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(95),
        validators=[MinValueValidator(Decimal(50)), MaxValueValidator(Decimal("99.9"))],
    )

    class Meta:
        constraints = [
            *has_ref("controlmodel"),
            models.CheckConstraint(
                condition=Q(confidence_percent__gte=50, confidence_percent__lt=100), name="confidence_is_a_confidence"
            ),
        ]

    def __str__(self) -> str:
        return self.municipality.name
