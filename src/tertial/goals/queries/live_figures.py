"""Figures that stand in running text and follow the data: counts of a plan, and outcomes of its indicators."""

from collections.abc import Iterator
from decimal import Decimal

from tertial.common.period_words import period_key_words
from tertial.domain.document import Figure, figure_text
from tertial.domain.quantity import Quantity, Unit
from tertial.goals.queries.counts import count_labels, counts
from tertial.goals.queries.readings import PlanReading
from tertial.texts.figures import FigureChoice
from tertial.texts.subjects import split_ref


class LiveFigures:
    """The figures of a plan in a period, by the refs that texts hold: `count:indicators_met`, `indicator:5:2024`."""

    def __init__(self, plan: PlanReading) -> None:
        self.plan = plan
        self._counts = counts(plan)
        self._indicators = {reading.indicator.pk: reading for reading in plan.indicators}

    def figure(self, ref: str) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        kind, _separator, rest = ref.partition(":")
        if kind == "count" and rest in self._counts:
            return Figure(Quantity(Decimal(self._counts[rest]), Unit.COUNT, 0), ref=ref)
        if kind == "indicator":
            written, _separator, period = rest.partition(":")
            number = split_ref(f"{kind}:{written}")[1]
            reading = self._indicators.get(number) if number is not None else None
            outcome = reading.outcomes.get(period) if reading else None
            return Figure(outcome.quantity, ref=outcome.ref) if outcome else None
        return None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure that exists now, those of the plan first."""
        for name, label in count_labels().items():
            ref = f"count:{name}"
            figure = self.figure(ref)
            if figure is not None:
                yield FigureChoice(ref, label, figure_text(figure))
        for reading in self._indicators.values():
            for period, outcome in sorted(reading.outcomes.items(), reverse=True):
                ref = f"indicator:{reading.indicator.pk}:{period}"
                label = f"{reading.indicator.name}, {period_key_words(period)}"
                yield FigureChoice(ref, label, figure_text(Figure(outcome.quantity)))
