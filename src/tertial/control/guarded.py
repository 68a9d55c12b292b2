"""What the gate needs to know of internal control: coordinators plan, reporters and whoever is responsible answer.

A common control is answered for whoever a row stands for there, or where it was set: whoever sets a control for all
often makes it for all, too. See docs/rules/roles.md.
"""

from collections.abc import Iterable, Sequence

from django.db.models import prefetch_related_objects

from tertial.control.belonging import plan_of
from tertial.control.models import (
    CommonControl,
    CommonRow,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.domain.message import excerpt
from tertial.organisation.gate import Gated, Guarded, Reporters

_OfPlan = Risk | SystematicControl | Recommendation


def _plans(rows: Sequence[ControlPlan]) -> list[Guarded]:
    return [Guarded(name="", homes=(plan.unit_id,), archived=_first_away([plan])) for plan in rows]


def _first_away(things: Iterable[ControlPlan | _OfPlan | Measure | CommonControl]) -> str:
    return next((str(thing) for thing in things if thing.archived_at is not None), "")


def _of_plans(rows: Sequence[_OfPlan]) -> list[Guarded]:
    prefetch_related_objects(list(rows), "plan")
    return [_of_plan(row, [row, row.plan]) for row in rows]


def _measures(rows: Sequence[Measure]) -> list[Guarded]:
    prefetch_related_objects(list(rows), "risk__plan")
    return [_of_plan(row, [row, row.risk.plan, row.risk]) for row in rows]


def _of_plan(thing: _OfPlan | Measure, held_by: Sequence[ControlPlan | _OfPlan | Measure]) -> Guarded:
    unit = plan_of(thing).unit_id
    return Guarded(
        name=excerpt(str(thing)),
        homes=(unit,),
        also=(Reporters(unit, thing.responsible_id),),
        archived=_first_away(held_by),
    )


def _commons(rows: Sequence[CommonControl]) -> list[Guarded]:
    return [Guarded(name=row.name, homes=(row.set_by_id,), archived=_first_away([row])) for row in rows]


def _rows(rows: Sequence[CommonRow]) -> list[Guarded]:
    prefetch_related_objects(list(rows), "control")
    return [
        Guarded(
            name=str(row),
            homes=tuple(unit for unit in (row.unit_id, row.control.set_by_id) if unit is not None),
            archived=_first_away([row.control]),
        )
        for row in rows
    ]


PLAN = Gated(ControlPlan, _plans)
RISK, CONTROL, RECOMMENDATION = (
    Gated(model, _of_plans, above=lambda row: [row.plan]) for model in (Risk, SystematicControl, Recommendation)
)
MEASURE = Gated(Measure, _measures, above=lambda row: [row.risk.plan, row.risk])
COMMON = Gated(CommonControl, _commons)
ROW = Gated(CommonRow, _rows, above=lambda row: [row.control])
