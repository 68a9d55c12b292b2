"""The figures that can stand in a text: a kind of thing says where they come from.

A text can hold the figures of what it is about (`HasFigures`), and those of its unit (`Offers`).
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from django.utils.translation import gettext as _

from tertial.domain.document import Figure, figure_text
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.texts.subjects import subject_place
from tertial.things.kinds import kind_called, kinds_with


@dataclass(frozen=True, slots=True)
class FigureChoice:
    """A figure a writer can put in a text: its ref, what it is, and how it is printed now."""

    ref: Ref
    label: str
    text: str


class FigureSource(Protocol):
    """The figures that texts about one thing in one period can hold."""

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""

    def choices(self) -> Iterable[FigureChoice]:
        """Every figure that can be put in a text now."""


@dataclass(frozen=True, slots=True)
class HasFigures:
    """The figures that texts about a thing of a kind can hold, by its ref and the period."""

    of: Callable[[Ref, Period], FigureSource | None]


MakeSource = Callable[[Unit, Period], FigureSource]


@dataclass(frozen=True, slots=True)
class Offers:
    """That refs of a kind (`statement` in `statement:income_statement:result:deviation-mnkr`) can stand in texts.

    `make` gives the figures of a unit in a period; every text of the unit can hold them. `also` are words that refs to
    them begin with besides that of the kind.
    """

    make: MakeSource
    also: tuple[str, ...] = ()


def _sources() -> dict[str, MakeSource]:
    """What makes the figures of a unit, by the words that refs to them begin with."""
    return {word: said.make for kind, said in kinds_with(Offers) for word in (kind.word, *said.also)}


class Figures:
    """Several sources as one: the first that knows a ref gives its figure."""

    def __init__(self, *sources: FigureSource) -> None:
        self._sources = sources

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        return next((figure for source in self._sources if (figure := source.figure(ref)) is not None), None)

    def choices(self) -> Iterable[FigureChoice]:
        """The choices of every source in turn, none of them twice."""
        offered: dict[Ref, FigureChoice] = {}
        for source in self._sources:
            for choice in source.choices():
                offered.setdefault(choice.ref, choice)
        return offered.values()


class UnitFigures:
    """The figures of a unit in a period from every room, each source read when one of its figures is asked for."""

    def __init__(self, unit: Unit, period: Period, read: Mapping[str, FigureSource] | None = None) -> None:
        """`read` are sources that have been read already, by a kind of theirs."""
        self.unit, self.period = unit, period
        self._makers = _sources()
        self._made = {self._makers[kind]: source for kind, source in (read or {}).items()}

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        make = self._makers.get(ref.kind)
        return self._source(make).figure(ref) if make is not None else None

    def choices(self) -> Iterator[FigureChoice]:
        """Every figure of the unit that exists now."""
        for make in dict.fromkeys(self._makers.values()):
            yield from self._source(make).choices()

    def _source(self, make: MakeSource) -> FigureSource:
        if make not in self._made:
            self._made[make] = make(self.unit, self.period)
        return self._made[make]


class FiguresOf:
    """The figures of a subject in a period and those of its unit, read when the first one is asked for."""

    def __init__(self, subject: Ref, period: Period) -> None:
        self.subject, self.period = subject, period

    @cached_property
    def _source(self) -> FigureSource | None:
        kind = kind_called(self.subject.kind)
        has = kind.facet(HasFigures) if kind is not None else None
        made = [has.of(self.subject, self.period)] if has is not None else []
        place = subject_place(self.subject, self.period)
        if place is not None:
            made.append(UnitFigures(place.unit, self.period))
        return Figures(*(source for source in made if source is not None))

    def figure(self, ref: Ref) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        return self._source.figure(ref) if self._source is not None else None

    def choices(self) -> Iterable[FigureChoice]:
        """Every figure that can be put in a text about the subject, those of the subject itself first."""
        return self._source.choices() if self._source is not None else ()


def printed(source: FigureSource, ref: Ref) -> str:
    """The figure as it is printed now, or words that say it is missing."""
    figure = source.figure(ref)
    return figure_text(figure) if figure is not None else missing_figure()


def missing_figure() -> str:
    """What stands in a text where its figure is missing."""
    return _("[figure missing]")
