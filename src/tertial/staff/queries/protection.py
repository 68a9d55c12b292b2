"""Which groups of which units may be shown, from how many people they have (docs/rules/suppression.md)."""

from collections.abc import Mapping
from functools import lru_cache

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.domain.staffing.sick_leave import EVERYONE, Group
from tertial.domain.staffing.suppression import KINDS, hidden_groups
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.staff.models import SickLeaveHours, SurveyAnswers
from tertial.staff.queries.answers import FIELDS

Hidden = frozenset[tuple[int, Group]]
_Month = tuple[tuple[int, tuple[int, ...]], ...]
_kept: Kept[Hidden] = Kept(most=32)
_AT = {kind: at for at, kind in enumerate(KINDS)}


def hidden_in_sick_leave(municipality: Unit, year: int) -> Hidden:
    """The groups of each unit whose sick leave may not be shown that year."""
    return _kept.get(
        (municipality.pk, year), written("staff", "organisation"), lambda: _read_hidden(municipality, year)
    )


def _read_hidden(municipality: Unit, year: int) -> Hidden:
    rows = SickLeaveHours.objects.filter(
        live=True, source__municipality=municipality, period__startswith=f"{year}-", people__gt=0
    )
    months: dict[str, dict[int, list[int]]] = {}
    for period, unit, sex, age, people in rows.values_list("period", "unit_id", "sex", "age", "people"):
        counts = months.setdefault(period, {}).setdefault(unit, [0] * len(KINDS))
        counts[_AT[Sex(sex), AgeGroup(age)]] = people
    return _hidden(_parents(), tuple(_as_month(months[period]) for period in sorted(months)))


def hidden_in_survey(municipality: Unit, period: str) -> Hidden:
    """The units whose answers may not be shown: few have answered some question, or others would tell."""
    rows = SurveyAnswers.objects.filter(live=True, source__municipality=municipality, period=period)
    questions: dict[int, dict[int, list[int]]] = {}
    for unit, question, *counts in rows.values_list("unit_id", "question", *FIELDS):
        if number := sum(counts):
            questions.setdefault(question, {})[unit] = [number, *[0] * (len(KINDS) - 1)]
    return _hidden(_parents(), tuple(_as_month(questions[number]) for number in sorted(questions)))


def may_show(hidden: Hidden, unit: Unit, group: Group = EVERYONE) -> bool:
    """Whether a group of the unit may be shown."""
    return (unit.pk, group) not in hidden


def _as_month(counts: Mapping[int, list[int]]) -> _Month:
    return tuple((unit, tuple(of)) for unit, of in sorted(counts.items()))


def _parents() -> tuple[tuple[int, int | None], ...]:
    return tuple((unit.pk, unit.parent_id) for unit in unit_tree().units.values())


@lru_cache(maxsize=64)
def _hidden(parents: tuple[tuple[int, int | None], ...], months: tuple[_Month, ...]) -> Hidden:
    # Kept by content: the same people in the same units always give the same answer.
    return hidden_groups(dict(parents), [dict(month) for month in months])
