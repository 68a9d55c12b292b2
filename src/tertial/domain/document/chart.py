"""Charts as data: what is compared, the targets drawn beside it, and the sentence that says the same in words."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.document.errors import UnusableBlock, require_text
from tertial.domain.document.runs import Figure
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import NO_REF, Ref


class ChartKind(StrEnum):
    """Bars for outcomes that count from zero, points for those that do not, lines for many categories in order."""

    BARS = "bars"
    POINTS = "points"
    LINES = "lines"


class TargetKind(StrEnum):
    """The target of this year (etappmål) or the one to reach in the end (målvärde)."""

    INTERIM = "interim"
    LONG_TERM = "long_term"


@dataclass(frozen=True, slots=True)
class Series:
    """One figure per category of the chart, in its order; None where there is no outcome."""

    name: str
    figures: tuple[Figure | None, ...]


@dataclass(frozen=True, slots=True)
class ReferenceLine:
    """A target at a category (`2030`), which need not be one of the chart's; `until` makes it a band.

    `label` is printed as it is (`Etappmål 2024 ≤38`).
    """

    kind: TargetKind
    label: str
    category: str
    value: Decimal
    until: Decimal | None = None
    ref: Ref = NO_REF


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart. `alt` says in words what the chart shows; `category_label` heads the categories (`Year`)."""

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alt: str
    category_label: str = ""
    targets: tuple[ReferenceLine, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.title, gettext_noop("A chart needs a title. Give it one that says what it shows."))
        require_text(self.alt, gettext_noop("A chart needs a text alternative. Say in words what it shows."))
        for series in self.series:
            if len(series.figures) != len(self.categories):
                raise UnusableBlock(
                    Message(
                        gettext_noop(
                            "The series “%(name)s” of the chart “%(title)s” has %(figures)s figures for %(categories)s "
                            "categories."
                        ),
                        {
                            "name": series.name,
                            "title": self.title,
                            "figures": len(series.figures),
                            "categories": len(self.categories),
                        },
                    )
                )
