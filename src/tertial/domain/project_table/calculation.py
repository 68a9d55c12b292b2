"""From what is stored about projects to the lines of a table; docs/rules/project-tables.md has worked figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tertial.domain.extent import named
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.project_table.shape import (
    DERIVED,
    SUMMED,
    ColumnKey,
    LedgerPart,
    Measure,
    RowsBy,
    TableShape,
)
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.statement.sign import Convention

Amounts = Mapping[ColumnKey, int]


@dataclass(frozen=True, slots=True)
class LedgerSums:
    """What the ledger holds for a project in a period, in öre as booked: debits plus, credits minus."""

    expenditure: int = 0
    income: int = 0

    def part(self, part: LedgerPart) -> int:
        """The debits, the credits, or both together."""
        return {
            LedgerPart.EXPENDITURE: self.expenditure,
            LedgerPart.INCOME: self.income,
            LedgerPart.NET: self.expenditure + self.income,
        }[part]


@dataclass(frozen=True, slots=True)
class ProjectFacts:
    """What is stored about one project for one table and period.

    `entered` are the sums people have written, in öre as booked. `ledger` is None for a project without a project code;
    for one that has a code it decides, also where it is nothing. `ref` points at the project.
    """

    ref: Ref
    name: str
    entered: Amounts = field(default_factory=dict)
    ledger: LedgerSums | None = None
    group: str = ""
    is_reserve: bool = False


@dataclass(frozen=True, slots=True)
class ProjectFigures:
    """A project with every amount of the table, in öre with the sign it is printed with; a column may be missing."""

    facts: ProjectFacts
    amounts: Amounts


@dataclass(frozen=True, slots=True)
class TableLine:
    """A line as printed: one project, or the sum of a group (`count` projects)."""

    key: str
    amounts: Amounts
    count: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table with its lines, its total, each project's figures, and what was noticed."""

    shape: TableShape
    lines: tuple[TableLine, ...]
    total: TableLine
    projects: tuple[ProjectFigures, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Utilisation:
    """How much of the budget has been used, in percent; None where there is no budget. Money in öre as printed."""

    with_reserve: Decimal | None
    without_reserve: Decimal | None
    deviation_without_reserve: int | None


def with_parts(shape: TableShape, facts: ProjectFacts, parts: Iterable[ProjectFacts]) -> ProjectFacts:
    """A project that others are parts of, with their amounts added to its own; each part has its own project codes."""
    entered: dict[ColumnKey, int] = {}
    for each in (facts, *parts):
        for column, amount in _booked(shape, each).items():
            entered[column] = entered.get(column, 0) + amount
    return ProjectFacts(facts.ref, facts.name, entered, None, facts.group, facts.is_reserve)


def figures_of(shape: TableShape, facts: ProjectFacts, convention: Convention) -> ProjectFigures:
    """Every amount of a project in a table."""
    shown = {column: convention.shown(amount) for column, amount in _booked(shape, facts).items()}
    if facts.is_reserve and shown and shape.compared is not None:
        shown.setdefault(ColumnKey(shape.compared[0]), 0)  # what is held in reserve is not spent
    return ProjectFigures(facts, _completed(shape, shown, convention))


def read_table(
    shape: TableShape, facts: Iterable[ProjectFacts], groups: Sequence[str], convention: Convention
) -> TableReading:
    """The lines of a table, in the order of `groups` and of the projects within them.

    A project whose group is none of them stands last, under the group `""`, and is a finding where groups are summed.
    """
    projects = tuple(figures_of(shape, each, convention) for each in facts)
    order = {group: place for place, group in enumerate((*groups, ""))}
    placed = [(each if each.facts.group in order else _ungrouped(each)) for each in projects]
    if shape.rows is not RowsBy.PROJECT:
        placed.sort(key=lambda each: order[each.facts.group])
    if shape.rows in SUMMED:
        lines = tuple(
            _sum(shape, group or "none", members, convention, group)
            for group in (*groups, "")
            if (members := [each for each in placed if each.facts.group == group]) or group
        )
    else:
        lines = tuple(TableLine(each.facts.ref, each.amounts, 1, each.facts.group) for each in placed)
    total = _sum(shape, "total", placed, convention)
    return TableReading(shape, lines, total, tuple(placed), tuple(_findings(shape, placed, total)))


def utilisation(reading: TableReading) -> Utilisation:
    """How much of the budget was used, with and without what is only held in reserve.

    Nothing where the plan or the outcome of any project is not entered.
    """
    spent = [each for each in reading.projects if not each.facts.is_reserve]
    with_reserve, without_reserve = (_sides(reading.shape, projects) for projects in (reading.projects, spent))
    return Utilisation(
        _share(*with_reserve) if with_reserve else None,
        _share(*without_reserve) if without_reserve else None,
        _added(spent, Measure.DEVIATION) if without_reserve else None,
    )


def _sides(shape: TableShape, projects: Iterable[ProjectFigures]) -> tuple[int, int] | None:
    """Outcome and plan of some projects; None where any that has amounts lacks one of them."""
    columns = ColumnKey(shape.happened), ColumnKey(shape.planned)
    used = [each.amounts for each in projects if each.amounts]
    if not used or any(column not in amounts for amounts in used for column in columns):
        return None
    outcome, budget = (sum(amounts[column] for amounts in used) for column in columns)
    return outcome, budget


def _booked(shape: TableShape, facts: ProjectFacts) -> dict[ColumnKey, int]:
    """What was entered, and from the ledger what it holds."""
    booked = dict(facts.entered)
    if facts.ledger is not None:
        for measure, part in shape.from_ledger.items():
            booked[ColumnKey(measure)] = facts.ledger.part(part)
    return booked


def used_share(shape: TableShape, amounts: Amounts) -> Decimal | None:
    """How much of a plan has been used, in percent; None where there is no plan or no outcome."""
    outcome, budget = (amounts.get(ColumnKey(measure)) for measure in (shape.happened, shape.planned))
    return _share(outcome, budget) if outcome is not None and budget is not None else None


def _share(outcome: int, budget: int) -> Decimal | None:
    return Decimal(outcome) * 100 / Decimal(budget) if budget else None


def _added(projects: Iterable[ProjectFigures], measure: Measure) -> int:
    return sum(each.amounts.get(ColumnKey(measure), 0) for each in projects)


def _ungrouped(figures: ProjectFigures) -> ProjectFigures:
    facts = figures.facts
    plain = ProjectFacts(facts.ref, facts.name, facts.entered, facts.ledger, "", facts.is_reserve)
    return ProjectFigures(plain, figures.amounts)


def _sum(
    shape: TableShape, key: str, members: Sequence[ProjectFigures], convention: Convention, group: str = ""
) -> TableLine:
    """The sum of entered amounts; net and deviations are worked out from the sums.

    Outcome, and what is expected of the year, are summed only where they are known of every member; a deviation needs
    both its sides of every member.
    """
    columns = dict.fromkeys(column for each in members for column in each.amounts)
    sums = {
        column: sum(each.amounts.get(column, 0) for each in members)
        for column in columns
        if column.measure not in DERIVED
    }
    for column in map(ColumnKey, (Measure.EXPECTED, Measure.OUTCOME)):
        if any(each.amounts and column not in each.amounts for each in members):
            sums.pop(column, None)
    if shape.rows in SUMMED and not members:
        sums = dict.fromkeys(shape.entered, 0)
    amounts = dict(_completed(shape, sums, convention))
    if _lacking(shape, members):
        for measure in (Measure.DEVIATION, Measure.REMAINING):
            amounts.pop(ColumnKey(measure), None)
    return TableLine(key, amounts, len(members), group)


def _lacking(shape: TableShape, members: Iterable[ProjectFigures]) -> list[ProjectFigures]:
    """The projects whose outcome or plan is not entered though they have the other, or something else."""
    if shape.compared is None:
        return []
    compared = [ColumnKey(measure) for measure in shape.compared]
    return [each for each in members if each.amounts and any(column not in each.amounts for column in compared)]


def _completed(shape: TableShape, shown: dict[ColumnKey, int], convention: Convention) -> Amounts:
    """The amounts with net and deviations, where what they are made of is there."""
    amounts = dict(shown)
    parts = [amounts.get(ColumnKey(measure)) for measure in (Measure.EXPENDITURE, Measure.INCOME)]
    if shape.column(Measure.NET) and any(part is not None for part in parts):
        amounts[ColumnKey(Measure.NET)] = sum(part or 0 for part in parts)
    if shape.compared is not None:
        outcome, plan = (ColumnKey(measure) for measure in shape.compared)
        if outcome in amounts and plan in amounts:
            sides = amounts[outcome], amounts[plan]
            amounts[ColumnKey(Measure.DEVIATION)] = convention.difference(*sides)
            if shape.column(Measure.REMAINING):
                amounts[ColumnKey(Measure.REMAINING)] = convention.remaining(*sides)
    expected, planned = (amounts.get(ColumnKey(measure)) for measure in (Measure.EXPECTED, shape.planned))
    if expected is not None and planned is not None:
        amounts[ColumnKey(Measure.EXPECTED_DEVIATION)] = convention.difference(expected, planned)
    return amounts


def _findings(shape: TableShape, projects: Iterable[ProjectFigures], total: TableLine) -> Iterable[Finding]:
    projects = tuple(projects)
    for each in projects:
        yield from _project_findings(shape, each)
    if lacking := _lacking(shape, projects):
        template = gettext_noop(
            "%(missing)s of %(all)s projects lack plan or outcome, so there is no deviation of all: %(names)s. Enter "
            "them, also where they are 0."
        )
        said = {"missing": len(lacking), "all": len(projects), "names": named(each.facts.name for each in lacking)}
        yield Finding("project-side-missing", Severity.WARNING, Message(template, said), lacking[0].facts.ref)
    reserved, allotted = (total.amounts.get(ColumnKey(m)) for m in (Measure.RESERVED, Measure.ALLOTTED))
    if reserved is not None and allotted is not None and abs(allotted) > abs(reserved):
        yield Finding(
            "allotted-above-reserved",
            Severity.WARNING,
            Message(gettext_noop("More has been allotted than was reserved; check the decisions.")),
            next((each.facts.ref for each in projects), NO_REF),
        )


def _project_findings(shape: TableShape, figures: ProjectFigures) -> Iterable[Finding]:
    facts, said = figures.facts, {"name": figures.facts.name}
    if shape.rows is RowsBy.GROUP and not facts.group:
        template = gettext_noop("“%(name)s” has no stage, so it stands outside the groups of its table; choose one.")
        yield Finding("project-without-group", Severity.WARNING, Message(template, said), facts.ref)
    if not figures.amounts:
        template = gettext_noop("“%(name)s” has neither plan nor outcome for the period; enter them or archive it.")
        yield Finding("project-without-amounts", Severity.NOTE, Message(template, said), facts.ref)
    doubled = [m for m in shape.from_ledger if facts.ledger is not None and facts.entered.get(ColumnKey(m))]
    if doubled:
        template = gettext_noop(
            "The outcome of “%(name)s” is read from the ledger by its project code; what was entered is left out."
        )
        yield Finding("entered-beside-ledger", Severity.WARNING, Message(template, said), facts.ref)
