"""What there is to print of a unit in a period. Each part is read when the first block needs it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tertial.common.keys import ref_of
from tertial.control.queries.plan_reading import control_plan_of, read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.domain.period import Period
from tertial.economy.projects.queries.readings import ProjectTableReading, read_all_tables
from tertial.economy.projects.text_slots import subject_of as tables_subject
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.refs import STATEMENT
from tertial.economy.statements.view import Statements
from tertial.goals.queries.live_figures import LiveFigures
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.plans import plan_of
from tertial.goals.queries.readings import PlanReading
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of
from tertial.reports.blocks.printed import BlockDeclaration, Printed
from tertial.reports.blocks.prose import Attachments, Prose
from tertial.reports.chapters.entries import entries_by_slot
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import filled
from tertial.reports.text_slots import subject_of as report_subject
from tertial.staff.live_figures import KIND as STAFF
from tertial.staff.live_figures import StaffFigures
from tertial.staff.text_subjects import subject_of as staff_subject
from tertial.texts.figures import Figures, FigureSource, UnitFigures
from tertial.texts.models import TextSection
from tertial.texts.queries import Key, texts_of


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
    """A unit in a period as its rooms know it; `print_blocks` prints what stands under a heading of its own."""

    def __init__(
        self, unit: Unit, period: Period, print_blocks: Callable[["Report", Iterable[BlockDeclaration]], Printed]
    ) -> None:
        self.cover = Cover(unit, municipality_of(unit), period)
        self.print_blocks = print_blocks

    def of_unit(self, unit: Unit) -> "Report":
        """The same of another unit in the same period."""
        return Report(unit, self.cover.period, self.print_blocks)

    @cached_property
    def year_before(self) -> "Report":
        """The same of the unit in the same months a year before."""
        return Report(self.cover.unit, self.cover.period.previous_year, self.print_blocks)

    @cached_property
    def goals(self) -> PlanReading | None:
        """What the unit's plan holds; None for a unit without goals in the year."""
        plan = plan_of(self.cover.unit, self.cover.period.year)
        return read_plan(plan, self.cover.period) if plan is not None else None

    @cached_property
    def statements(self) -> Statements:
        """The statements of the ledger."""
        return Statements(self.cover.unit, self.cover.period)

    @cached_property
    def project_tables(self) -> Mapping[str, ProjectTableReading]:
        """The tables of projects, by what they are called in templates."""
        return {each.layout.key: each for each in read_all_tables(self.cover.unit, self.cover.period)}

    @cached_property
    def staff(self) -> StaffFigures:
        """The figures of staff."""
        return StaffFigures(self.cover.unit, self.cover.period)

    @cached_property
    def control(self) -> ControlPlanReading | None:
        """What the control plan holds; None where there is none for the year."""
        plan = control_plan_of(self.cover.unit, self.cover.period.year)
        return read_control_plan(plan, self.cover.period) if plan is not None else None

    @cached_property
    def figures(self) -> FigureSource:
        """Every figure that a text can hold: those of the unit's goals before those of its rooms."""
        read: Mapping[str, FigureSource] = {STATEMENT: StatementFigures(self.statements), STAFF: self.staff}
        of_rooms = UnitFigures(self.cover.unit, self.cover.period, read)
        return Figures(LiveFigures(self.goals), of_rooms) if self.goals is not None else of_rooms

    @cached_property
    def entries(self) -> Mapping[str, list[ChapterEntry]]:
        """The sections that people have added to the report, by the slot of their list; one query."""
        return entries_by_slot(self.cover.unit, self.cover.period)

    @cached_property
    def texts(self) -> Mapping[Key, TextSection]:
        """What is written in the report, in those sections and about the unit's staff; one query."""
        unit = self.cover.unit
        added = (ref_of(entry) for entries in self.entries.values() for entry in entries)
        return texts_of([report_subject(unit), staff_subject(unit), *added], self.cover.period.key)

    @cached_property
    def project_texts(self) -> Mapping[Key, TextSection]:
        """What is written about the unit's project tables and every project in them; one query."""
        projects = (ref for table in self.project_tables.values() for ref in table.projects)
        return texts_of([tables_subject(self.cover.unit), *projects], self.cover.period.key)

    @cached_property
    def attachments(self) -> Attachments:
        """The pictures and tables under the texts of the period."""
        return Attachments(self.cover.period)

    def prose(self) -> Prose:
        """What prints the texts of one block."""
        return Prose(self.cover.period, self.figures, self.attachments)
