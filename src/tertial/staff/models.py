"""What is imported about staff: hours, headcount, turnover and survey answers, each row with its import."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.domain.period import KEY_LENGTH
from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.domain.staffing.turnover import Leaving, Standing
from tertial.organisation.models import Unit

LONGEST_PERIOD = KEY_LENGTH
LIVE = Q(live=True)


class StaffData(models.TextChoices):
    """What a file holds."""

    HOURS = "hours", _("Hours and sick leave")
    HEADCOUNT = "headcount", _("Employees")
    TURNOVER = "turnover", _("Turnover")
    SURVEY = "survey", _("Staff survey")


class StaffImport(Keyed):
    """Files that were read and applied together. A later import replaces an earlier one per unit and period."""

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = text_fields.CharField(_("kind"), max_length=20, choices=StaffData.choices)
    files = text_fields.JSONField(_("files"))
    periods = text_fields.JSONField(_("periods"))
    rows = models.PositiveIntegerField(_("rows"))
    applied_at = models.DateTimeField(_("applied"))
    applied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [*has_ref("staffimport")]

    def __str__(self) -> str:
        return ", ".join(file["name"] for file in self.files[:3]) + (" …" if len(self.files) > 3 else "")


class ImportedRow(models.Model):
    """One row of a file. It counts while it is `live`: its import stands and no later one has replaced it."""

    source = models.ForeignKey(StaffImport, on_delete=models.CASCADE, related_name="+")
    file = models.PositiveSmallIntegerField(_("file"))
    line = models.PositiveIntegerField(_("line"))
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    period = text_fields.CharField(_("period"), max_length=LONGEST_PERIOD)
    live = models.BooleanField(_("counts"), default=True)
    replaced_by = models.ForeignKey(
        StaffImport, null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_%(class)s"
    )

    class Meta:
        abstract = True
        ordering = ["period", "unit", "pk"]

    def __str__(self) -> str:
        return f"{self.unit} {period_key_words(self.period)}"


class SickLeaveHours(ImportedRow):
    """A month's hours of the people of one sex and age group in one unit, without the units below it.

    Hours are held in whole hundredths, so that every database adds them exactly.
    """

    sex = text_fields.CharField(_("sex"), max_length=10, choices=[(each.value, each.value) for each in Sex])
    age = text_fields.CharField(_("age"), max_length=10, choices=[(each.value, each.value) for each in AgeGroup])
    people = models.PositiveIntegerField(_("people"))
    ordinary = models.BigIntegerField(_("ordinary hours"))
    days_1_14 = models.BigIntegerField(_("sick hours, day 1–14"))
    days_15_90 = models.BigIntegerField(_("sick hours, day 15–90"))
    days_91_180 = models.BigIntegerField(_("sick hours, day 91–180"))
    over_180 = models.BigIntegerField(_("sick hours, day 181 and on"))
    long = models.BigIntegerField(_("sick hours of 60 days or more"))

    class Meta(ImportedRow.Meta):
        indexes = [models.Index(fields=["unit", "period"], condition=LIVE, name="hours_by_unit_and_period")]
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "sex", "age"], condition=LIVE, name="hours_once"),
            is_period("period", "hours_period"),
            is_one_of("sex", Sex, "hours_sex"),
            is_one_of("age", AgeGroup, "hours_age"),
            models.CheckConstraint(
                condition=Q(ordinary__gte=0)
                & Q(days_1_14__gte=0)
                & Q(days_15_90__gte=0)
                & Q(days_91_180__gte=0)
                & Q(over_180__gte=0)
                & Q(long__gte=0),
                name="hours_not_negative",
            ),
            models.CheckConstraint(
                condition=Q(ordinary__gte=F("days_1_14") + F("days_15_90") + F("days_91_180") + F("over_180")),
                name="sick_hours_within_ordinary",
            ),
            models.CheckConstraint(
                condition=Q(long__lte=F("days_15_90") + F("days_91_180") + F("over_180") + F("days_1_14")),
                name="long_sick_hours_within_sick",
            ),
        ]


class Headcount(ImportedRow):
    """How many were employed in a unit, without the units below it, on the last day of a month."""

    permanent = models.PositiveIntegerField(_("permanent"))
    temporary = models.PositiveIntegerField(_("temporary"))
    over_65 = models.PositiveIntegerField(_("over 65"))

    class Meta(ImportedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], condition=LIVE, name="headcount_once"),
            is_period("period", "headcount_period"),
            models.CheckConstraint(
                condition=Q(over_65__lte=F("permanent") + F("temporary")), name="over_65_within_headcount"
            ),
        ]


class TurnoverCount(ImportedRow):
    """What turnover is calculated from, in a unit and a period; the definition chosen says which of it counts."""

    permanent_last_year = models.PositiveIntegerField(_("permanent a year before"))
    gone_since_last_year = models.PositiveIntegerField(_("of them gone"))
    left_during_period = models.PositiveIntegerField(_("left during the period"))
    average_permanent = ExactDecimalField(_("permanent in mean"), max_digits=10, decimal_places=2)

    class Meta(ImportedRow.Meta):
        constraints = [
            models.UniqueConstraint(fields=["unit", "period"], condition=LIVE, name="turnover_once"),
            is_period("period", "turnover_period"),
            models.CheckConstraint(
                condition=Q(gone_since_last_year__lte=F("permanent_last_year")), name="gone_were_there"
            ),
        ]


class SurveyAnswers(ImportedRow):
    """How many in a unit answered one to five to one of the nine questions of HME."""

    question = models.PositiveSmallIntegerField(_("question"))
    ones = models.PositiveIntegerField("1")
    twos = models.PositiveIntegerField("2")
    threes = models.PositiveIntegerField("3")
    fours = models.PositiveIntegerField("4")
    fives = models.PositiveIntegerField("5")

    class Meta(ImportedRow.Meta):
        ordering = ["period", "unit", "question"]
        constraints = [
            models.UniqueConstraint(fields=["unit", "period", "question"], condition=LIVE, name="answers_once"),
            is_period("period", "answers_period"),
            models.CheckConstraint(condition=Q(question__gte=1, question__lte=9), name="question_one_to_nine"),
        ]


class TurnoverDefinition(Keyed):
    """What a municipality means by turnover: who counts as having left, and against whom they are measured."""

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="turnover_definitions")
    key = text_fields.CharField(_("key"), max_length=40)
    name = text_fields.CharField(_("name"), max_length=120)
    explanation = text_fields.TextField(_("explanation"))
    leaving = text_fields.CharField(
        _("who has left"), max_length=40, choices=[(each.value, each.value) for each in Leaving]
    )
    standing = text_fields.CharField(
        _("measured against"), max_length=40, choices=[(each.value, each.value) for each in Standing]
    )
    used = models.BooleanField(_("used in reports"), default=False)

    class Meta:
        ordering = ["municipality", "-used", "name"]
        constraints = [
            *has_ref("turnoverdefinition"),
            models.UniqueConstraint(fields=["municipality", "key"], name="turnover_definition_key_unique"),
            is_one_of("leaving", Leaving, "turnover_leaving"),
            is_one_of("standing", Standing, "turnover_standing"),
            models.UniqueConstraint(
                fields=["municipality"], condition=Q(used=True), name="one_turnover_definition_used"
            ),
        ]

    def __str__(self) -> str:
        return self.name
