"""Tells what has been written: a stamp for each area and unit, changed by every write in its own transaction (ADR 81).

An area is a room, or a part of one that a model names. A write that concerns units changes their stamps; any other
changes that of unit 0, on which every reading of the area rests. Writes only add rows, so that none waits for another;
what they come to is their sum, which rows that are put together leave as it is. The numbers are random: no two
histories come to the same sum, be it after a restore or after what was undone.
"""

import secrets
from collections.abc import Collection, Iterable, Mapping
from threading import Lock

from django.db import transaction
from django.db.models import Model, Sum
from django.utils import timezone

from tertial.common.kept import Stamp, once
from tertial.common.models import WriteStamp

EVERY_UNIT = 0
_BITS = 36
# Every page sums all rows: with 300 units and 63 rows each it takes 19 ms on SQLite, with 7 rows 1 ms.
_PUT_TOGETHER = 8
_Sums = Mapping[str, Mapping[int, int]]
_seen: tuple[int, _Sums] = (0, {})
_lock = Lock()


def mark(subject: Model, before: Mapping[str, object]) -> None:
    """Changes the stamps of what a write concerns. What moves to another unit concerns all."""
    concerned = getattr(subject, "concerned_units", None)
    units = None if concerned is None or before.get("unit") else concerned()
    mark_area(area_of(subject), units)


def mark_area(area: str, units: Collection[int] | None = None) -> None:
    """Changes the stamps of some units in an area; without any, that of all."""
    for unit in {EVERY_UNIT} if units is None else set(units):
        number = secrets.randbits(_BITS)
        WriteStamp.objects.create(area=area, unit=unit, number=number)
        if number % _PUT_TOGETHER == 0:
            _put_together(area, unit)


def area_of(subject: Model | type[Model]) -> str:
    """The area that things of a model belong to."""
    return getattr(subject, "area", "") or subject._meta.app_label


def written(*areas: str, units: Collection[int] | None = None, shared: Iterable[str] = ()) -> Stamp:
    """Changes whenever something is written in the areas that concerns the units, all without any; and with the day.

    Of `shared` areas only what concerns every unit counts.
    """
    sums = once("stamps", _sums)
    common = tuple(sums.get(area, {}).get(EVERY_UNIT, 0) for area in (*areas, *shared))
    if units is None:
        own = tuple(sum(sums.get(area, {}).values()) for area in areas)
    else:
        own = tuple(sums.get(area, {}).get(unit, 0) for area in areas for unit in sorted(set(units)))
    return ((*areas, *shared), timezone.localdate(), *common, *own)


def _sums() -> _Sums:
    """Every stamp; read again only where their total has changed."""
    global _seen  # noqa: PLW0603 - one memory a process
    total = int(WriteStamp.objects.aggregate(total=Sum("number"))["total"] or 0)
    with _lock:
        before, sums = _seen
    if total == before:
        return sums
    found: dict[str, dict[int, int]] = {}
    rows = WriteStamp.objects.order_by().values_list("area", "unit").annotate(Sum("number"))
    for area, unit, number in rows:
        found.setdefault(area, {})[unit] = int(number)
    with _lock:
        _seen = (sum(sum(of_area.values()) for of_area in found.values()), found)
    return found


@transaction.atomic
def _put_together(area: str, unit: int) -> None:
    """Makes one row of many with the same sum, but for those that another is putting together."""
    rows = WriteStamp.objects.select_for_update(skip_locked=True).filter(area=area, unit=unit)
    held = dict(rows.values_list("pk", "number"))
    WriteStamp.objects.filter(pk__in=held).delete()
    WriteStamp.objects.create(area=area, unit=unit, number=sum(held.values()))
