"""The figures that can stand in a text. The rooms above register where they come from."""

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Protocol

from django.utils.translation import gettext as _

from tertial.domain.document import Figure, figure_text
from tertial.domain.period import Period
from tertial.texts.subjects import split_ref


class FigureChoice(Protocol):
    """A figure to choose from: its ref, what it is, and how it is printed now."""

    @property
    def ref(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def text(self) -> str: ...


class FigureSource(Protocol):
    """The figures that texts about one thing in one period can hold."""

    def figure(self, ref: str) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""

    def choices(self) -> Iterable[FigureChoice]:
        """Every figure that can be put in a text now."""


Provider = Callable[[int, Period], FigureSource | None]
_providers: dict[str, list[Provider]] = {}


def register_figures(kind: str, provider: Provider) -> None:
    """Gives the texts about things of a kind (`goal` in `goal:12`) their figures, by number and period.

    Several rooms can have figures for the same kind; those registered first are offered first.
    """
    _providers.setdefault(kind, []).append(provider)


class Figures:
    """Several sources as one: the first that knows a ref gives its figure."""

    def __init__(self, *sources: FigureSource) -> None:
        self._sources = sources

    def figure(self, ref: str) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        return next((figure for source in self._sources if (figure := source.figure(ref)) is not None), None)

    def choices(self) -> Iterable[FigureChoice]:
        """The choices of every source in turn."""
        return (choice for source in self._sources for choice in source.choices())


class FiguresOf:
    """The registered figures of a subject in a period, read when the first one is asked for."""

    def __init__(self, subject: str, period: Period) -> None:
        self.subject, self.period = subject, period

    @cached_property
    def _source(self) -> FigureSource | None:
        kind, number = split_ref(self.subject)
        if number is None:
            return None
        made = (provide(number, self.period) for provide in _providers.get(kind, ()))
        return Figures(*(source for source in made if source is not None))

    def figure(self, ref: str) -> Figure | None:
        """The figure a ref stands for now; None for a ref that stands for nothing here."""
        return self._source.figure(ref) if self._source is not None else None

    def choices(self) -> Iterable[FigureChoice]:
        """Every figure that can be put in a text about the subject."""
        return self._source.choices() if self._source is not None else ()


def printed(source: FigureSource, ref: str) -> str:
    """The figure as it is printed now, or words that say it is missing."""
    figure = source.figure(ref)
    return figure_text(figure) if figure is not None else missing_figure()


def missing_figure() -> str:
    """What stands in a text where its figure is missing."""
    return _("[figure missing]")
