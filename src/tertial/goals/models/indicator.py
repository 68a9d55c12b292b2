from collections.abc import Collection, Sequence

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.period_words import period_key_words
from tertial.common.swedish_order import InSwedishOrder
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.domain.target import Direction
from tertial.organisation.models import Unit

UNITS_OF_MEASURE = {
    UnitOfMeasure.PERCENT: _("percent"),
    UnitOfMeasure.PERCENTAGE_POINTS: _("percentage points"),
    UnitOfMeasure.INDEX: _("index"),
    UnitOfMeasure.COUNT: _("number"),
    UnitOfMeasure.RATIO: _("ratio"),
    UnitOfMeasure.KRONOR: _("kronor"),
    UnitOfMeasure.TKR: _("thousand kronor"),
    UnitOfMeasure.MNKR: _("million kronor"),
    UnitOfMeasure.YES_NO: _("yes or no"),
}
DIRECTIONS = {
    Direction.HIGHER: _("higher is better"),
    Direction.LOWER: _("lower is better"),
    Direction.EXACT: _("at the target is best"),
}


class Indicator(Named):
    """A measure that goals are followed by. `lag_years` is how many years after its year an outcome is published.

    `split` says that its outcomes are given for women and men apart, besides the total.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="indicators")
    name = text_fields.CharField(_("name"), max_length=300)
    description = text_fields.TextField(_("description"), blank=True)
    unit_of_measure = text_fields.CharField(
        _("unit"), max_length=20, choices=[(key.value, word) for key, word in UNITS_OF_MEASURE.items()]
    )
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0, validators=[MaxValueValidator(6)])
    direction = text_fields.CharField(
        _("direction"), max_length=10, choices=[(key.value, word) for key, word in DIRECTIONS.items()]
    )
    source = text_fields.CharField(_("source"), max_length=200, blank=True)
    source_id = text_fields.CharField(_("id at the source"), max_length=60, blank=True)
    publication_week = models.PositiveSmallIntegerField(
        _("publication week"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(53)]
    )
    lag_years = models.PositiveSmallIntegerField(_("years of lag"), default=0, validators=[MaxValueValidator(5)])
    split = models.BooleanField(_("for women and men apart"), default=False)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="indicators"
    )
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = [InSwedishOrder("name"), "id"]
        constraints = [
            *has_ref("indicator"),
            models.UniqueConstraint(fields=["unit", "name"], name="indicator_name_once_per_unit"),
            models.CheckConstraint(
                condition=Q(publication_week__isnull=True) | Q(publication_week__gte=1, publication_week__lte=53),
                name="publication_week_is_a_week",
            ),
            is_one_of("unit_of_measure", UnitOfMeasure, "indicator_unit_of_measure"),
            is_one_of("direction", Direction, "indicator_direction"),
        ]

    def units_that_follow(self) -> frozenset[int]:
        """The unit that it belongs to, and those with a goal that is followed with it."""
        following = self.goal_indicators.values_list("goal__plan__unit", flat=True)
        return frozenset({self.unit_id, *following})

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Its unit."""
        return (self.unit.ref.key,)

    def own_key(self) -> str:
        """What it is called."""
        return key_from(self.name, "indicator")


class TargetKind(models.TextChoices):
    """Whether a target is for the year on the way or for the year where the way ends."""

    INTERIM = "interim", _("Interim target")
    LONG_TERM = "long_term", _("Long-term target")


LONGEST_EXPRESSION = 60


class Target(Keyed):
    """What an indicator is to reach in a year, as people write it: `≤38`, `≥200 per år` (docs/rules/targets.md)."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = text_fields.CharField(_("kind"), max_length=10, choices=TargetKind.choices)
    expression = text_fields.CharField(_("target"), max_length=LONGEST_EXPRESSION)

    class Meta:
        ordering = ["indicator", "year"]
        constraints = [
            *has_ref("target"),
            models.UniqueConstraint(fields=["indicator", "year", "kind"], name="one_target_a_year"),
            is_one_of("kind", TargetKind, "target_kind"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return self.indicator.units_that_follow()

    def __str__(self) -> str:
        return f"{self.expression} {self.year}"

    def key_parts(self) -> Sequence[object]:
        """Its indicator, year and kind."""
        return (self.indicator.ref.key, self.year, self.kind)


class Sex(models.TextChoices):
    """Whom an outcome is about; the letters are those of Kolada."""

    TOTAL = "T", _("Total")
    WOMEN = "K", _("Women")
    MEN = "M", _("Men")


class Outcome(Keyed):
    """What an indicator came to in a period, in the indicator's unit; `decimals` is how precisely it is known."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="outcomes")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    sex = text_fields.CharField(_("women/men"), max_length=1, choices=Sex.choices, default=Sex.TOTAL)
    value = ExactDecimalField(_("outcome"), max_digits=20, decimal_places=6)
    decimals = models.PositiveSmallIntegerField(_("decimals"))
    preliminary = models.BooleanField(_("preliminary"), default=False)
    source = text_fields.CharField(_("source"), max_length=200, blank=True)
    recorded_at = models.DateTimeField(_("recorded"), auto_now=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["indicator", "period", "-sex"]
        constraints = [
            *has_ref("outcome"),
            models.UniqueConstraint(fields=["indicator", "period", "sex"], name="one_outcome_a_period"),
            models.CheckConstraint(condition=Q(decimals__lte=6), name="outcome_has_at_most_six_decimals"),
            is_period("period", "outcome_period"),
            is_one_of("sex", Sex, "outcome_sex"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return self.indicator.units_that_follow()

    def __str__(self) -> str:
        return f"{self.indicator} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Its indicator, period and sex."""
        return (self.indicator.ref.key, self.period, self.sex)
