"""The refs of cells and rows of statements, and of the comments on rows: what they are called and where they lead."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.statement.columns import Shown
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.models import StatementRow
from tertial.organisation.models import Unit
from tertial.organisation.pointing import Target, register_targets
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tracing import Traced, register
from tertial.texts.models import TextSection

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
    return Ref("economy", unit.pk)


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


def register_kinds() -> None:
    """Lets the figures and rows of statements, and comments on rows, be traced, and rows be pointed at."""
    register(STATEMENT, _cell)
    register(ROW, _row)
    register(COMMENT, _comment)
    register_targets(ROW, _rows_offered, _rows_of_year)


def _cell(ref: Ref) -> Traced:
    code, period, statement, row, shown = ref.parts(5)
    place = CellPlace(unit_by_code(code), Period.parse(period), statement, row, Shown(shown))
    return Traced(_("Statement cell"), [place.unit], place.url, Q(pk__in=[]))


def _row(ref: Ref) -> Traced:
    code, year, statement, row = ref.parts(4)
    unit = unit_by_code(code)
    stored = StatementRow.objects.select_related("statement")
    period = Period.parse(year)
    found = stored.get(statement__in=statements_of(unit, period.year), statement__key=statement, key=row)
    place = CellPlace(unit, period, statement, row, Shown.OUTCOME)
    return Traced(f"{found.statement.title}: {found.label}", [unit], place.url, Q(pk__in=[]))


def _rows_offered(unit: Unit, year: int) -> Iterator[Target]:
    """The rows of every statement of the unit, in their order."""
    rows = StatementRow.objects.filter(statement__in=statements_of(unit, year)).select_related("statement")
    for row in rows.order_by("statement__position", "statement", "position", "pk"):
        yield Target(row_ref(unit, year, row.statement.key, row.key), row.label, row.statement.title)


def _rows_of_year(refs: Collection[Ref], year: int) -> Mapping[Ref, Ref]:
    """A row is the same from year to year."""
    parts = {ref: ref.parts(4) for ref in refs}
    return {ref: Ref(ROW, found[0], year, *found[2:]) for ref, found in parts.items() if len(found) == 4}


def _comment(ref: Ref) -> Traced:
    code, when, statement, row = ref.parts(4)
    unit, period = unit_by_code(code), Period.parse(when)
    place = {"subject": subject_of(unit), "slot": slot_of(statement, row), "period": period.key}
    written = TextSection.objects.filter(**place).values_list("pk", flat=True)
    history = Q(ref__in=[Ref("textsection", pk) for pk in written])
    return Traced(_("Comment on a statement row"), [unit], comment_url(unit, period, statement, row), history)
