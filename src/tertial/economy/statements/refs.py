"""The refs of cells and rows of statements, and of the comments on rows: what they are called and where they lead."""

from dataclasses import dataclass

from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.statement.columns import Shown
from tertial.organisation.models import Unit

STATEMENT, ROW, COMMENT = "statement", "statementrow", "statementcomment"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell: whose statement, when, which statement and row, and what the column shows."""

    unit: Unit
    period: Period
    statement: str
    row: str
    shown: Shown

    @property
    def ref(self) -> Ref:
        """The ref of the figure in the cell."""
        return statement_ref(self.unit, self.period, self.statement, self.row, self.shown)

    @property
    def url(self) -> str:
        """The page that the cell opens into."""
        place = [self.unit.code, self.period.key, self.statement, self.row, self.shown.value]
        return reverse("economy:cell", args=place)


def statement_ref(unit: Unit, period: Period, statement: str, row: str, shown: Shown) -> Ref:
    """`statement:KS:2024:income_statement:personnel:outcome`."""
    return Ref(STATEMENT, unit.code, period.key, statement, row, shown.value)


def comment_ref(unit: Unit, period: Period, statement: str, row: str) -> Ref:
    """The place of the comment on a row, written or not."""
    return Ref(COMMENT, unit.code, period.key, statement, row)


def row_ref(unit: Unit, year: int, statement: str, row: str) -> Ref:
    """A row of a year, which risks and controls can be about: `statementrow:KS:2024:income_statement:personnel`."""
    return Ref(ROW, unit.code, year, statement, row)


def subject_of(unit: Unit) -> Ref:
    """What texts about the rows of a unit's statements are about."""
    return Ref("economy", unit.ref.key)


def slot_of(statement: str, row: str) -> str:
    """The slot of the text about a row."""
    return f"{statement}-{row}"


def comment_url(unit: Unit, period: Period, statement: str, row: str) -> str:
    """The comment on a row, on the page of its statement; it stands there also where none is asked for."""
    page = reverse("economy:statement", args=[unit.code, period.key, statement])
    return f"{page}?kommentera={row}#{comment_anchor(row)}"


def comment_anchor(row: str) -> str:
    """Where the comment on a row stands on the page."""
    return f"kommentar-{row}"
