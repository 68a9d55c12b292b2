from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.period_words import period_key_words
from tertial.control.models.control_model import ControlModel
from tertial.domain.control import year_filled
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH
from tertial.domain.quantity import Unit as UnitOfMeasure
from tertial.organisation.models import Unit


class QuestionKind(models.TextChoices):
    """What is answered: how many of how many, how many, or only a percentage."""

    SHARE = "share", _("how many were looked at, and how many deviate")
    COUNT = "count", _("a number")
    PERCENT = "percent", _("only a percentage, where there are no counts")


UNITS_COUNTED = {
    UnitOfMeasure.COUNT: _("number"),
    UnitOfMeasure.KRONOR: _("kronor"),
    UnitOfMeasure.TKR: _("thousand kronor"),
    UnitOfMeasure.MNKR: _("million kronor"),
}


class CommonControl(Named):
    """A control that one unit has set for all committees: defined once, answered by each, compared in one table.

    `of_whom` heads the column of those who answer, `measured` says when or how it was measured. There, and in the
    headings of questions, `{year}` stands for the year.
    """

    set_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="common_controls")
    control_model = models.ForeignKey(ControlModel, on_delete=models.PROTECT, related_name="common_controls")
    year = models.PositiveSmallIntegerField(_("year"))
    key = models.SlugField(_("key"), max_length=40)
    process = text_fields.CharField(_("process"), max_length=200, blank=True)
    name = text_fields.TextField(_("name"))
    why = text_fields.TextField(_("why"), blank=True)
    method = text_fields.TextField(_("method"), blank=True)
    of_whom = text_fields.CharField(_("heading of those who answer"), max_length=80, blank=True)
    measured = text_fields.CharField(_("measured"), max_length=200, blank=True)
    remark_label = text_fields.CharField(_("heading of the comments"), max_length=80, blank=True)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["year", "position", "id"]
        constraints = [
            *has_ref("commoncontrol"),
            models.UniqueConstraint(
                fields=["set_by", "year", "key"], condition=Q(archived_at__isnull=True), name="common_control_key_once"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="common_control_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Who has set it, and its year."""
        return (self.set_by.ref.key, self.year)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.name, "commoncontrol")

    @property
    def measured_when(self) -> str:
        """When or how it was measured, with the year."""
        return year_filled(self.measured, self.year)


class CommonQuestion(Named):
    """One thing asked in a common control: a column of its table.

    The labels of the parts head columns of their own; a blank one leaves its column out. `sampled` says that a sample
    was drawn, so that the true error rate has a bound; `judged` that limits apply: its own, in the form of
    ControlModel.results, or the municipality's where `limits` is empty. `in_remark` prints the counts in the comment
    instead, and may be left unanswered.
    """

    control = models.ForeignKey(CommonControl, on_delete=models.CASCADE, related_name="questions")
    key = models.SlugField(_("key"), max_length=40)
    label = text_fields.CharField(_("heading"), max_length=120)
    kind = text_fields.CharField(_("kind"), max_length=10, choices=QuestionKind.choices)
    unit = text_fields.CharField(
        _("unit"),
        max_length=20,
        choices=[(key.value, word) for key, word in UNITS_COUNTED.items()],
        default=UnitOfMeasure.COUNT.value,
    )
    population_label = text_fields.CharField(_("heading of how many were looked at"), max_length=120, blank=True)
    deviations_label = text_fields.CharField(_("heading of how many deviate"), max_length=120, blank=True)
    other_label = text_fields.CharField(_("what a second part of the number counts"), max_length=120, blank=True)
    sampled = models.BooleanField(_("a sample was drawn"), default=False)
    judged = models.BooleanField(_("judged by the limits"), default=False)
    limits = text_fields.JSONField(_("limits"), default=list, blank=True)
    in_remark = models.BooleanField(_("printed in the comment"), default=False)
    position = models.PositiveIntegerField(default=0)
    removed = True

    class Meta:
        ordering = ["control", "position", "id"]
        constraints = [
            *has_ref("commonquestion"),
            models.UniqueConstraint(fields=["control", "key"], name="common_question_key_once"),
            models.CheckConstraint(condition=~Q(label=""), name="common_question_has_a_heading"),
            is_one_of("kind", QuestionKind, "common_question_kind"),
            is_one_of("unit", UNITS_COUNTED, "common_question_unit"),
        ]

    def __str__(self) -> str:
        return self.heading

    def key_place(self) -> Sequence[object]:
        """Its control."""
        return (self.control.ref.key,)

    def own_key(self) -> str:
        """The key that pages and figures call it by."""
        return self.key

    @property
    def heading(self) -> str:
        """What heads the column, with the year."""
        return year_filled(self.label, self.control.year)

    @property
    def population_heading(self) -> str:
        """What heads how many were looked at, with the year."""
        return year_filled(self.population_label, self.control.year)

    @property
    def deviations_heading(self) -> str:
        """What heads how many deviate, with the year."""
        return year_filled(self.deviations_label, self.control.year)

    @property
    def other_heading(self) -> str:
        """What a second part of the number counts, with the year."""
        return year_filled(self.other_label, self.control.year)


class CommonRow(Named):
    """Who answers a common control: a unit, or a category that whoever set it answers for. `label` is printed instead
    of the unit's name."""

    control = models.ForeignKey(CommonControl, on_delete=models.CASCADE, related_name="rows")
    unit = models.ForeignKey(Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="common_rows")
    label = text_fields.CharField(_("printed as"), max_length=200, blank=True)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["control", "position", "id"]
        constraints = [
            *has_ref("commonrow"),
            models.UniqueConstraint(fields=["control", "unit"], name="unit_answers_once"),
            models.CheckConstraint(condition=Q(unit__isnull=False) | ~Q(label=""), name="row_is_of_someone"),
        ]

    def __str__(self) -> str:
        return self.label or (self.unit.name if self.unit else "")

    def key_place(self) -> Sequence[object]:
        """Its control."""
        return (self.control.ref.key,)

    def own_key(self) -> str:
        """The unit that answers, or what it is called."""
        return self.unit.ref.key if self.unit else key_from(self.label, "commonrow")


class CommonAnswer(Keyed):
    """What one answered to one question in a period: counts (öre for money), or a percentage where there are none."""

    row = models.ForeignKey(CommonRow, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(CommonQuestion, on_delete=models.CASCADE, related_name="answers")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    population = models.BigIntegerField(_("looked at"), null=True, blank=True)
    deviations = models.BigIntegerField(_("deviations"), null=True, blank=True)
    number = models.BigIntegerField(_("number"), null=True, blank=True)
    other = models.BigIntegerField(_("second part"), null=True, blank=True)
    percent = ExactDecimalField(_("percent"), max_digits=7, decimal_places=4, null=True, blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["row", "question", "period"]
        constraints = [
            *has_ref("commonanswer"),
            models.UniqueConstraint(fields=["row", "question", "period"], name="common_control_answered_once"),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(population__gte=0, deviations__lte=F("population")),
                name="no_more_deviations_than_cases",
            ),
            models.CheckConstraint(
                condition=Q(
                    population__isnull=False,
                    deviations__gte=0,
                    number__isnull=True,
                    other__isnull=True,
                    percent__isnull=True,
                )
                | Q(
                    population__isnull=True,
                    deviations__isnull=True,
                    number__isnull=False,
                    number__gte=0,
                    percent__isnull=True,
                )
                | Q(
                    population__isnull=True,
                    deviations__isnull=True,
                    number__isnull=True,
                    other__isnull=True,
                    percent__isnull=False,
                    percent__gte=0,
                    percent__lte=100,
                ),
                name="answer_is_of_one_kind",
            ),
            is_period("period", "common_answer_period"),
        ]

    def __str__(self) -> str:
        return f"{self.row}: {self.question} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Who answers what, in a period."""
        return (self.row.ref.key, self.question.ref.last, self.period)
