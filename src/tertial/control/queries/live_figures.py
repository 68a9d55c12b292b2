"""The figures that can stand in texts about internal control: counts of a plan, and what common controls came to."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from tertial.control.models import CommonControl, CommonRow, ControlPlan
from tertial.control.queries.answered import number, percent
from tertial.control.queries.comparison import Comparison, Result, compare
from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.domain.control import Numbered
from tertial.domain.document import Figure, figure_text
from tertial.domain.message import excerpt
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit as Organisation
from tertial.texts.figures import FigureChoice


class ControlFigures:
    """Counts of a plan, if there is one, and the answers and totals of common controls."""

    def __init__(self, plan: ControlPlanReading | None, commons: Sequence[Comparison]) -> None:
        found = [*(_counts(plan) if plan is not None else ()), *(each for one in commons for each in _results(one))]
        self._figures = {figure.ref: (label, figure) for label, figure in found}

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        known = self._figures.get(ref)
        return known[1] if known is not None else None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure that can be put in a text now."""
        for label, figure in self._figures.values():
            yield FigureChoice(figure.ref, label, figure_text(figure))


def _counts(plan: ControlPlanReading) -> Iterator[tuple[str, Figure]]:
    done = sum(each.is_done for each in plan.measures)
    met = sum(each.is_done or each.closed for each in plan.recommendations)
    counts = (
        ("risks", _("Risks"), len(plan.risks)),
        ("measures", _("Measures"), len(plan.measures)),
        ("measures_done", _("Measures done"), done),
        ("actions", _("Measures against risks and after audits"), len(plan.measures) + len(plan.recommendations)),
        ("actions_done", _("Measures against risks and after audits, done"), done + met),
        ("controls", _("Controls"), len(plan.controls)),
        ("recommendations", _("Recommendations"), len(plan.recommendations)),
        ("recommendations_closed", _("Recommendations closed"), sum(each.closed for each in plan.recommendations)),
    )
    for key, label, value in counts:
        yield label, Figure(Quantity(Decimal(value), Unit.COUNT, 0), plan.plan.ref.extended(key))


def _results(found: Comparison) -> Iterator[tuple[str, Figure]]:
    for at, question in enumerate(found.questions):
        about = f"{excerpt(found.control.name, 40)}, {question.heading}"
        rows = ((str(row.row), row.results[at]) for row in found.rows)
        for who, result in ((_("Total"), found.totals[at]), *rows):
            quantity = _quantity(result, found, at)
            if quantity is not None:
                yield f"{about}: {who}", Figure(quantity, result.ref)


def _quantity(result: Result, found: Comparison, at: int) -> Quantity | None:
    if result.share is not None:
        return percent(result.share)
    return number(result.value.both, found.questions[at]) if isinstance(result.value, Numbered) else None


def unit_figures(unit: Organisation, period: Period) -> ControlFigures:
    """The figures of a unit's control plan and of the common controls around it; none where there is no plan."""
    plan = control_plan_of(unit, period.year)
    reading = read_control_plan(plan, period) if plan is not None else None
    return ControlFigures(reading, reading.commons if reading is not None else ())


def plan_figures(ref: Ref, period: Period) -> ControlFigures | None:
    """The figures of a control plan and of the common controls around it, also of one that is archived."""
    plan = ControlPlan.objects.select_related("unit", "control_model__municipality").filter(ref=ref).first()
    if plan is None:
        return None
    reading = read_control_plan(plan, period)
    return ControlFigures(reading, reading.commons)


def common_figures(ref: Ref, period: Period) -> ControlFigures | None:
    """The figures of a common control."""
    found = CommonControl.objects.select_related("set_by", "control_model", "continues").filter(ref=ref)
    return ControlFigures(None, compare(found, period)) if found else None


def row_figures(ref: Ref, period: Period) -> ControlFigures | None:
    """The figures of the common control that the row is part of."""
    control = CommonRow.objects.filter(ref=ref).values_list("control__ref", flat=True).first()
    return common_figures(control, period) if control is not None else None
