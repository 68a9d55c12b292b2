"""What every block of a report is composed from."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tertial.domain.document import Block, Figure, Runs, Text
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.projects.queries.readings import read_all_tables
from tertial.economy.projects.text_slots import subject_of as tables_subject
from tertial.economy.statements.view import Statements
from tertial.goals.queries.readings import PlanReading
from tertial.goals.words import words_of
from tertial.organisation.models import Unit
from tertial.reports.chapters.queries import entries_by_slot
from tertial.reports.errors import NoGoals
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import PLACEHOLDER, filled
from tertial.reports.text_subjects import subject_of as report_subject
from tertial.staff.live_figures import StaffFigures
from tertial.staff.text_subjects import subject_of as staff_subject
from tertial.texts.attachments.queries import attachments_of
from tertial.texts.figures import FigureSource
from tertial.texts.models import Attachment, TextSection
from tertial.texts.queries import Key, texts_of


@dataclass(frozen=True)
class Context:
    """One report while it is composed: where, when, from what, and what has been noticed on the way."""

    unit: Unit
    municipality: Unit
    period: Period
    goals: PlanReading | None
    figures: FigureSource
    economy: Statements
    staff: StaffFigures
    findings: list[Finding] = field(default_factory=list)
    read: dict[str, Any] = field(default_factory=dict)
    """What several blocks of the report need, by name, so that it is read once."""

    @property
    def plan(self) -> PlanReading:
        """What the unit's plan holds. Raises NoGoals."""
        if self.goals is None:
            raise NoGoals(self.unit, self.period)
        return self.goals

    @cached_property
    def attachments(self) -> Mapping[int, list[Attachment]]:
        """The pictures and tables under the texts of the period, by the number of the text; one query.

        Of every unit: a report also prints what is written of projects below it, and of controls set for all.
        """
        return attachments_of(TextSection.objects.filter(period=self.period.key).values_list("pk", flat=True))

    @cached_property
    def entries(self) -> Mapping[str, list[ChapterEntry]]:
        """The sections that people have added to the report, by the slot of their list; one query."""
        return entries_by_slot(self.unit, self.period)

    @cached_property
    def texts(self) -> Mapping[Key, TextSection]:
        """What is written in the report, in those sections and about the unit's staff; one query."""
        added = (f"entry:{entry.pk}" for entries in self.entries.values() for entry in entries)
        return texts_of([report_subject(self.unit), staff_subject(self.unit), *added], self.period.key)

    @cached_property
    def project_texts(self) -> Mapping[Key, TextSection]:
        """What is written about the unit's project tables and every project in them; one query."""
        projects = (ref for table in read_all_tables(self.unit, self.period) for ref in table.projects)
        return texts_of([tables_subject(self.unit), *projects], self.period.key)

    def word(self, key: str) -> str:
        """The municipality's own word for a heading, or Tertial's where it has none."""
        return words_of(self.goals.steering_model if self.goals else None)[key]

    def fill(self, text: str) -> str:
        """The text with its names filled in; figures are left as they are written."""
        return filled(text, self.unit, self.period)

    def runs(self, text: str) -> Runs:
        """The text with its names and its live figures filled in; an unknown one is marked and becomes a finding.

        Raises NoGoals where it counts what is in the plan of a unit that has none.
        """
        return tuple(self._runs(self.fill(text)))

    def _runs(self, text: str) -> Iterator[Text | Figure]:
        end = 0
        for found in PLACEHOLDER.finditer(text):
            if found.start() > end:
                yield Text(text[end : found.start()])
            figure = self.figures.figure(found[1] if ":" in found[1] else f"count:{found[1]}")
            if figure is None and self.goals is None and ":" not in found[1]:
                raise NoGoals(self.unit, self.period)
            if figure is None:
                self.findings.append(
                    Finding(
                        "unknown-figure",
                        Severity.ERROR,
                        Message(
                            gettext_noop("The template asks for {%(name)s}, which is not a figure of this plan."),
                            {"name": found[1]},
                        ),
                    )
                )
            yield figure or Text(found[0], strong=True)
            end = found.end()
        if end < len(text):
            yield Text(text[end:])


ComposeBlock = Callable[[Context, Mapping[str, Any]], tuple[Block, ...]]
"""Makes the blocks of one kind from the report and the options the template gives."""
