"""The seven key figures of sick leave that the law asks of every annual report (docs/rules/sick-leave.md)."""

from collections.abc import Callable
from enum import StrEnum

from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.domain.staffing.sick_leave import (
    EVERYONE,
    Cause,
    Group,
    Hours,
    Share,
    Split,
    hours_of,
    long_share,
    sick_leave,
)


class KeyFigure(StrEnum):
    """The key figures in the order of the law."""

    TOTAL = "total"
    LONG = "long"
    WOMEN = "women"
    MEN = "men"
    YOUNG = "young"
    MIDDLE = "middle"
    OLDER = "older"


GROUP_OF = {
    KeyFigure.TOTAL: EVERYONE,
    KeyFigure.LONG: EVERYONE,
    KeyFigure.WOMEN: Group(sex=Sex.WOMEN),
    KeyFigure.MEN: Group(sex=Sex.MEN),
    KeyFigure.YOUNG: Group(age=AgeGroup.YOUNG),
    KeyFigure.MIDDLE: Group(age=AgeGroup.MIDDLE),
    KeyFigure.OLDER: Group(age=AgeGroup.OLDER),
}


def key_figures(split: Split, shown: Callable[[Group], bool]) -> dict[KeyFigure, Share]:
    """Each key figure from the hours of its own group; TOO_FEW where the group may not be shown."""
    return {figure: _figure(figure, hours_of(split, group), shown(group)) for figure, group in GROUP_OF.items()}


def _figure(figure: KeyFigure, hours: Hours, shown: bool) -> Share:
    if not shown:
        return Cause.TOO_FEW
    return long_share(hours) if figure is KeyFigure.LONG else sick_leave(hours)
