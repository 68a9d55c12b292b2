"""What is done against a deficit in a unit and below it, as it stood in a period."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.domain.message import excerpt
from tertial.domain.period import Period
from tertial.domain.remedy import Effect, Remedies, RemedyState, remedies
from tertial.economy.models import Remedy, RemedyFollowUp, RemedyStateChoices
from tertial.economy.remedies.addresses import remedy_url
from tertial.organisation.graph import Owned
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.things.searching import Asked, Hit, HitGroup, hit_group

_OVER = frozenset({RemedyState.DONE, RemedyState.STOPPED})


@dataclass(frozen=True, slots=True)
class RemedyReading:
    """A remedy as it stood in a period: by the latest follow-up until then, or as it was decided.

    `effect` is öre, plus is a better result. `own` is the follow-up of that very period.
    """

    remedy: Remedy
    effect: Effect
    latest: RemedyFollowUp | None
    own: RemedyFollowUp | None

    @property
    def state_word(self) -> str:
        """How far it has come, in words."""
        return str(RemedyStateChoices(self.effect.state.value).label)

    @property
    def comment(self) -> str:
        """What was said of it last."""
        return self.latest.comment if self.latest is not None else ""

    def is_late(self, today: date) -> bool:
        """Whether its day has passed without it being carried out or stopped."""
        return self.remedy.due is not None and self.remedy.due < today and self.effect.state not in _OVER


def remedies_of(unit: Unit, period: Period) -> list[RemedyReading]:
    """Those of the unit and of the units below, decided in the year until the period ends; two queries."""
    units = [unit.pk, *(below.pk for below in unit_tree().descendants(unit.pk))]
    found = (
        Remedy.objects.filter(unit__in=units, period__startswith=str(period.year), archived_at=None)
        .select_related("unit", "responsible")
        .prefetch_related(Prefetch("follow_ups", RemedyFollowUp.objects.select_related("recorded_by")))
    )
    order = {pk: place for place, pk in enumerate(units)}
    decided = [remedy for remedy in found if Period.parse(remedy.period).ends_by(period)]
    decided.sort(key=lambda remedy: (order[remedy.unit_id], Period.parse(remedy.period), remedy.pk))
    return [read_remedy(remedy, period) for remedy in decided]


def read_remedy(remedy: Remedy, period: Period) -> RemedyReading:
    """One remedy as it stood in a period."""
    until = [each for each in remedy.follow_ups.all() if Period.parse(each.period).ends_by(period)]
    latest = max(until, key=lambda each: Period.parse(each.period), default=None)
    effect = Effect(
        this_year=latest.this_year if latest is not None else remedy.this_year,
        full_year=remedy.full_year,
        state=RemedyState(latest.state) if latest is not None else RemedyState.PLANNED,
        in_forecast=remedy.in_forecast,
    )
    return RemedyReading(remedy, effect, latest, next((each for each in until if each.period == period.key), None))


def sums(readings: Sequence[RemedyReading]) -> Remedies:
    """What remedies come to together, those that were stopped left out."""
    return remedies(reading.effect for reading in readings)


def withdrawn_remedies(unit: Unit, period: Period) -> list[Remedy]:
    """Those of the unit itself that were withdrawn in the year."""
    found = Remedy.objects.filter(unit=unit, period__startswith=str(period.year), archived_at__isnull=False)
    return list(found.select_related("unit"))


def owned_remedies(unit: Unit, period: Period) -> Iterator[Owned]:
    """Every remedy of the unit itself that is not over, with who answers for it."""
    for reading in remedies_of(unit, period):
        remedy = reading.remedy
        if remedy.unit_id == unit.pk and reading.effect.state not in _OVER:
            yield Owned(excerpt(str(remedy)), remedy_url(remedy, period.key), remedy.responsible)


def remedies_found(asked: Asked) -> HitGroup:
    """Those of the units that the person may read, by what is done, the newest first."""
    found = Remedy.objects.filter(having(asked.words, "what"), unit__in=asked.units, archived_at=None)
    rows = found.select_related("unit").order_by("-period", "pk")
    return hit_group(
        _("Remedies against a deficit"),
        rows,
        lambda remedy: Hit(str(remedy), f"{remedy.unit.name} {remedy.period[:4]}", remedy_url(remedy)),
    )
