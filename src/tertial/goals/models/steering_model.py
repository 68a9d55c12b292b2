from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, has_ref
from tertial.domain.assessment import AssignmentState
from tertial.domain.validity import ALWAYS
from tertial.organisation.models import Unit, UnitKind

PERCENT = [MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))]


class SteeringModel(Keyed):
    """A municipality's own words for steering: its levels, its scale, its statuses, and how strict it is.

    They count from the year `valid_from` until the municipality's next begin (docs/rules/words-of-a-year.md).

    `tolerance_percent` is how far from its target an indicator may be and still be close; `indicator_weight_percent`
    is what the indicators weigh beside the assignments in a suggested assessment, and `weighs_indicators` says that
    they can weigh differently among themselves (docs/rules/goal-assessment.md).
    `words` holds headings by key, such as `interim_target: "Etappmål"`.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="steering_models")
    valid_from = models.PositiveSmallIntegerField(_("from the year"), default=ALWAYS)
    name = text_fields.CharField(_("name"), max_length=150)
    tolerance_percent = ExactDecimalField(
        _("tolerance, percent"), max_digits=5, decimal_places=2, default=Decimal(5), validators=PERCENT
    )
    indicator_weight_percent = ExactDecimalField(
        _("weight of the indicators, percent"), max_digits=5, decimal_places=2, default=Decimal(75), validators=PERCENT
    )
    weighs_indicators = models.BooleanField(_("the indicators of a goal weigh differently"), default=False)
    words = text_fields.JSONField(_("words"), default=dict)

    class Meta:
        ordering = ["municipality", "valid_from"]
        constraints = [
            *has_ref("steeringmodel"),
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="one_steering_model_from_a_year"),
        ]

    def __str__(self) -> str:
        return self.name


class Level(Keyed):
    """One level of the goal tree, the highest first: målområde, kommunfullmäktigemål, nämndmål.

    Of a level, step, status or origin `continues` is the same in the steering model before.
    """

    steering_model = models.ForeignKey(SteeringModel, on_delete=models.CASCADE, related_name="levels")
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    key = models.SlugField(max_length=40)
    name = text_fields.CharField(_("name"), max_length=80)
    name_plural = text_fields.CharField(_("name in plural"), max_length=80)
    unit_kind = text_fields.CharField(_("set by"), max_length=20, choices=UnitKind.choices)
    position = models.PositiveSmallIntegerField(_("order"))
    assessed = models.BooleanField(_("is assessed"), default=False)

    class Meta:
        ordering = ["steering_model", "position"]
        constraints = [
            *has_ref("level"),
            models.UniqueConstraint(fields=["steering_model", "position"], name="level_position_unique"),
        ]

    def __str__(self) -> str:
        return self.name


class ScaleStep(Keyed):
    """One step of the assessment scale, the best first. `at_least` is the lowest score, in percent, that suggests it;
    the step without one means that the goal cannot be judged."""

    steering_model = models.ForeignKey(SteeringModel, on_delete=models.CASCADE, related_name="scale_steps")
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    key = models.SlugField(max_length=40)
    name = text_fields.CharField(_("name"), max_length=80)
    at_least = ExactDecimalField(
        _("suggested from, percent"), max_digits=5, decimal_places=2, null=True, blank=True, validators=PERCENT
    )
    shape = text_fields.CharField(_("shape"), max_length=20)
    tone = text_fields.CharField(_("tone"), max_length=20)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["steering_model", "position"]
        constraints = [
            *has_ref("scalestep"),
            models.UniqueConstraint(fields=["steering_model", "key"], name="scale_step_key_unique"),
            models.UniqueConstraint(
                fields=["steering_model"], condition=Q(at_least__isnull=True), name="one_step_means_cannot_be_judged"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AssignmentStatus(Keyed):
    """The municipality's word for how far an assignment has come, and what the word means."""

    steering_model = models.ForeignKey(SteeringModel, on_delete=models.CASCADE, related_name="assignment_statuses")
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    word = text_fields.CharField(_("word"), max_length=60)
    meaning = text_fields.CharField(
        _("means"), max_length=20, choices=[(state.value, state.value) for state in AssignmentState]
    )
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["steering_model", "position"]
        constraints = [
            *has_ref("assignmentstatus"),
            models.UniqueConstraint(fields=["steering_model", "word"], name="assignment_status_word_unique"),
            is_one_of("meaning", AssignmentState, "assignment_status_meaning"),
        ]

    def __str__(self) -> str:
        return self.word


class AssignmentOrigin(Keyed):
    """Who gave an assignment; `prefix` is printed before its title and may be empty."""

    steering_model = models.ForeignKey(SteeringModel, on_delete=models.CASCADE, related_name="assignment_origins")
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    key = models.SlugField(max_length=40)
    name = text_fields.CharField(_("name"), max_length=80)
    prefix = text_fields.CharField(_("printed before the title"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("order"))

    class Meta:
        ordering = ["steering_model", "position"]
        constraints = [
            *has_ref("assignmentorigin"),
            models.UniqueConstraint(fields=["steering_model", "key"], name="assignment_origin_key_unique"),
        ]

    def __str__(self) -> str:
        return self.name
