"""A unit in a period, as the blocks of its report read it. Each part is read when the first block needs it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeVar

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.reports.blocks.printed import BlockDeclaration, Printed
from tertial.reports.blocks.prose import Attachments, Prose
from tertial.reports.chapters.entries import entries_by_slot
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import filled
from tertial.reports.text_slots import subject_of as report_subject
from tertial.staff.text_subjects import subject_of as staff_subject
from tertial.texts.figures import FigureSource
from tertial.texts.models import TextSection
from tertial.texts.queries import Key, texts_of

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Cover:
    """Whose report it is, and of when."""

    unit: Unit
    municipality: Unit
    period: Period

    def fill(self, text: str) -> str:
        """The text with its names filled in, such as {unit}; figures are left as they are written."""
        return filled(text, self.unit, self.period)


class Report:
    """What a block can ask of the report that it stands in.

    `print_blocks` prints what stands under a heading of its own; `figures_of` finds every figure that a text can hold.
    """

    def __init__(
        self,
        unit: Unit,
        period: Period,
        print_blocks: Callable[["Report", Iterable[BlockDeclaration]], Printed],
        figures_of: Callable[["Report"], FigureSource],
    ) -> None:
        self.cover = Cover(unit, municipality_of(unit), period)
        self.print_blocks, self._figures_of = print_blocks, figures_of
        self._read: dict[Callable[[Report], Any], Any] = {}

    def read(self, part: Callable[["Report"], Part]) -> Part:
        """What some room has of the unit in the period, read once for all blocks that need it."""
        if part not in self._read:
            self._read[part] = part(self)
        found: Part = self._read[part]
        return found

    def of(self, unit: Unit, period: Period) -> "Report":
        """The same of another unit or another period."""
        return Report(unit, period, self.print_blocks, self._figures_of)

    @cached_property
    def figures(self) -> FigureSource:
        """Every figure that a text can hold."""
        return self._figures_of(self)

    @cached_property
    def entries(self) -> Mapping[str, list[ChapterEntry]]:
        """The sections that people have added to the report, by the slot of their list; one query."""
        return entries_by_slot(self.cover.unit, self.cover.period)

    @cached_property
    def texts(self) -> Mapping[Key, TextSection]:
        """What is written in the report, in those sections and about the unit's staff; one query."""
        unit = self.cover.unit
        added = (entry.ref for entries in self.entries.values() for entry in entries)
        return texts_of([report_subject(unit), staff_subject(unit), *added], self.cover.period.key)

    @cached_property
    def attachments(self) -> Attachments:
        """The pictures and tables under the texts of the period."""
        return Attachments(self.cover.period)

    def prose(self) -> Prose:
        """What prints the texts of one block."""
        return Prose(self.cover.period, self.figures, self.attachments)
