"""Figures that stand in running text and follow the data: counts of a plan, and outcomes of its indicators."""

from collections.abc import Iterator
from decimal import Decimal

from tertial.common.period_words import period_key_words
from tertial.domain.document import Figure, figure_text
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.goals.queries.counts import count_labels, counts
from tertial.goals.queries.readings import PlanReading
from tertial.texts.figures import FigureChoice


class LiveFigures:
    """The figures of a plan in a period, by the refs in texts: `count:indicators_met`, `indicator:KS:pupils:2024`."""

    def __init__(self, plan: PlanReading) -> None:
        self.plan = plan
        self._counts = counts(plan)
        self._outcomes = {
            reading.ref.extended(period): outcome
            for reading in plan.indicators
            for period, outcome in reading.outcomes.items()
        }

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        if ref.kind == "count" and ref.key in self._counts:
            return Figure(Quantity(Decimal(self._counts[ref.key]), Unit.COUNT, 0), ref=ref)
        outcome = self._outcomes.get(ref)
        return Figure(outcome.quantity, ref=outcome.ref) if outcome is not None else None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure that exists now, those of the plan first."""
        for name, label in count_labels().items():
            ref = Ref("count", name)
            figure = self.figure(ref)
            if figure is not None:
                yield FigureChoice(ref, label, figure_text(figure))
        for reading in {each.ref: each for each in self.plan.indicators}.values():
            for period, outcome in sorted(reading.outcomes.items(), reverse=True):
                ref = reading.ref.extended(period)
                label = f"{reading.indicator.name}, {period_key_words(period)}"
                yield FigureChoice(ref, label, figure_text(Figure(outcome.quantity)))
