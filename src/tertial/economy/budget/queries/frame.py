"""A unit's budget of a year: frame, what has been decided since, and what the ledger holds."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.domain.budget import (
    DecisionKind,
    Frame,
    SpreadMethod,
    add_up,
    compare_with_imported,
    rounding_in,
    spread,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.economy.budget.queries.statement_rows import net_budget
from tertial.economy.models import BudgetDecision, BudgetLine, BudgetSpread
from tertial.organisation.models import Unit

_ORDER = {DecisionKind.FRAME.value: 0}


@dataclass(frozen=True, slots=True)
class BudgetStep:
    """A decision as it touches the unit: what it gives, and the frame with it; öre, net cost plus."""

    decision: BudgetDecision
    amount: int
    running: int
    others: tuple[BudgetLine, ...] = ()

    @property
    def ref(self) -> Ref:
        """What the amount came from."""
        return self.decision.ref


@dataclass(frozen=True, slots=True)
class BudgetSpreadReading:
    """The budget of each month in öre; together exactly the adjusted frame."""

    spread: BudgetSpread
    method: SpreadMethod
    months: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BudgetFrameReading:
    """The budget of a unit and year. `imported` is the ledger's net budget, None where there is none."""

    unit: Unit
    year: int
    frame: Frame
    steps: Sequence[BudgetStep]
    withdrawn: Sequence[BudgetDecision]
    imported: int | None
    spread: BudgetSpreadReading | None
    findings: Sequence[Finding]

    @property
    def ref(self) -> Ref:
        """What the adjusted frame came from."""
        return frame_ref(self.unit, self.year)

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been decided."""
        return not self.steps


def frame_ref(unit: Unit, year: int) -> Ref:
    """`budgetframe:KS:2024`."""
    return Ref("budgetframe", unit.code, year)


def budget_frame(unit: Unit, year: int) -> BudgetFrameReading:
    """What has been decided about the unit's own budget of the year, in order, and whether the ledger agrees."""
    lines = list(
        BudgetLine.objects.filter(unit=unit, decision__year=year, decision__withdrawn_at=None)
        .select_related("decision__recorded_by", "decision__unit")
        .prefetch_related("decision__lines__unit")
    )
    lines.sort(key=lambda line: (_ORDER.get(line.decision.kind, 1), line.decision.decided_on, line.decision_id))
    frame = add_up([(DecisionKind(line.decision.kind), line.amount) for line in lines])
    steps = [
        BudgetStep(line.decision, line.amount, step.running, _others(line))
        for line, step in zip(lines, frame.steps, strict=True)
    ]
    withdrawn = BudgetDecision.objects.filter(lines__unit=unit, year=year, withdrawn_at__isnull=False)
    imported = net_budget(unit, year)
    return BudgetFrameReading(
        unit=unit,
        year=year,
        frame=frame,
        steps=steps,
        withdrawn=list(withdrawn.prefetch_related("lines__unit")),
        imported=imported,
        spread=_spread(unit, year, frame),
        findings=list(_findings(unit, year, frame, imported)),
    )


def _others(line: BudgetLine) -> tuple[BudgetLine, ...]:
    return tuple(each for each in line.decision.lines.all() if each.unit_id != line.unit_id)


def _spread(unit: Unit, year: int, frame: Frame) -> BudgetSpreadReading | None:
    found = BudgetSpread.objects.filter(unit=unit, year=year).select_related("recorded_by").first()
    if found is None or not frame.steps:
        return None
    return BudgetSpreadReading(found, SpreadMethod(found.method), spread(frame.adjusted, found.weights))


def _findings(unit: Unit, year: int, frame: Frame, imported: int | None) -> list[Finding]:
    found, ref = [], frame_ref(unit, year)
    if frame.steps and frame.frame is None:
        template = gettext_noop("%(unit)s has decisions for %(year)s but no frame that they adjust; enter the frame.")
        said = {"unit": unit.name, "year": str(year)}
        found.append(Finding("budget.no_frame", Severity.WARNING, Message(template, said), ref))
    if frame.steps and imported is not None:
        differs = compare_with_imported(
            frame.adjusted,
            imported,
            unit=unit.name,
            year=year,
            ref=ref,
            rounding=rounding_in(step.amount for step in frame.steps),
        )
        found.extend([differs] if differs is not None else [])
    return found
