"""Two sign conventions for deviations in one document (docs/rules/checks/two-conventions.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tertial.domain.checks.comparison import Comparison, spot
from tertial.domain.checks.grid import Grid
from tertial.domain.checks.result import Mark, Seen
from tertial.domain.checks.rules.columns import Formula, conventions, prints_signs
from tertial.domain.checks.sentences import Sentence
from tertial.domain.checks.subjects import Subjects
from tertial.domain.finding import Severity
from tertial.domain.message import Message, excerpt, gettext_noop

CODE = "two-conventions"


def one_convention(_sentences: Sequence[Sentence], subjects: Subjects) -> Iterator[Comparison]:
    """The tables whose deviations have another sign than those of most tables; a note where they print their rule."""
    better: list[tuple[Grid, Formula]] = []
    worse: list[tuple[Grid, Formula]] = []
    for grid in subjects.grids:
        for formula, outcome_first in conventions(grid):
            sign = _sign(formula, outcome_first=outcome_first)
            if sign is not None:
                (better if sign else worse).append((grid, formula))
    if not better or not worse:
        return
    for grid, formula in min(worse, better, key=len):
        line = formula.result
        place = replace(grid.table.columns[line.number].place, table=grid.number, column=line.number)
        template = (
            gettext_noop("“%(column)s” in “%(table)s” has plus for what is better, unlike most tables of the report.")
            if (grid, formula) in better
            else gettext_noop(
                "“%(column)s” in “%(table)s” has minus for what is better, unlike most tables of the report."
            )
        )
        message = Message(template, {"column": excerpt(line.label), "table": excerpt(grid.table.caption)})
        first, second = (term.label for term, _sign in formula.terms)
        seen = Seen(place, line.label)
        severity = Severity.NOTE if grid.table.rule else Severity.WARNING
        yield Comparison(
            CODE,
            Mark.CONTRADICTED,
            (seen,),
            f"{line.label} = {first} − {second}",
            message,
            severity,
            {spot(place): None},
        )


def _sign(formula: Formula, *, outcome_first: bool) -> bool | None:
    """Whether a positive deviation is the better one; None where amounts without signs leave it open."""
    signed = prints_signs(formula)
    if signed:
        return outcome_first
    return None if outcome_first else True
