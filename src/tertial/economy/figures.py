"""Figures of the economy that can stand in texts: those of statements, and what other parts of the room register."""

from collections.abc import Callable, Iterator, Mapping

from tertial.domain.document import Figure
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.texts.figures import FigureChoice, FigureSource

MakeSource = Callable[[Unit, Period], FigureSource]
_sources: dict[str, MakeSource] = {}


def register_source(kind: str, make: MakeSource) -> None:
    """Lets refs of a kind (`statement` in `statement:income_statement:result:deviation-mnkr`) stand in texts."""
    _sources[kind] = make


class EconomyFigures:
    """The figures of a unit's economy in a period, each source read when one of its figures is asked for."""

    def __init__(self, unit: Unit, period: Period, read: Mapping[str, FigureSource] | None = None) -> None:
        """`read` are sources that have been read already, by kind."""
        self.unit, self.period = unit, period
        self._made: dict[str, FigureSource] = dict(read or {})

    def source(self, kind: str) -> FigureSource | None:
        """The source of a kind of refs; None for a kind that nothing of the economy has."""
        if kind not in self._made and kind in _sources:
            self._made[kind] = _sources[kind](self.unit, self.period)
        return self._made.get(kind)

    def figure(self, ref: str) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        source = self.source(ref.partition(":")[0])
        return source.figure(ref) if source is not None else None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure of the economy that exists now."""
        for kind in _sources:
            source = self.source(kind)
            yield from source.choices() if source is not None else ()


def unit_figures(number: int, period: Period) -> FigureSource | None:
    """The figures for texts about a unit's economy (`economy:<unit>`)."""
    unit = Unit.objects.filter(pk=number).first()
    return EconomyFigures(unit, period) if unit is not None else None
