"""The refs of cells of statements, and of the comments on their rows: what they are called and where they lead."""

from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.statement.columns import Shown
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.tracing import Traced, register, unknown
from tertial.texts.models import TextSection

STATEMENT, COMMENT = "statement", "statementcomment"


@dataclass(frozen=True, slots=True)
class CellPlace:
    """One cell: whose statement, when, which statement and row, and what the column shows."""

    unit: Unit
    period: Period
    statement: str
    row: str
    shown: Shown

    @property
    def ref(self) -> str:
        """The ref of the figure in the cell."""
        return statement_ref(self.unit, self.period, self.statement, self.row, self.shown)

    @property
    def url(self) -> str:
        """The page that the cell opens into."""
        place = [self.unit.code, self.period.key, self.statement, self.row, self.shown.value]
        return reverse("economy:cell", args=place)


def statement_ref(unit: Unit, period: Period, statement: str, row: str, shown: Shown) -> str:
    """`statement:KS:2024:income_statement:personnel:outcome`."""
    return ":".join((STATEMENT, unit.code, period.key, statement, row, shown.value))


def comment_ref(unit: Unit, period: Period, statement: str, row: str) -> str:
    """The place of the comment on a row, written or not."""
    return ":".join((COMMENT, unit.code, period.key, statement, row))


def subject_of(unit: Unit) -> str:
    """What texts about the rows of a unit's statements are about."""
    return f"economy:{unit.pk}"


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
    """Lets the figures of statements, and the comments on their rows, be traced."""
    register(STATEMENT, _cell)
    register(COMMENT, _comment)


def _cell(rest: str) -> Traced:
    code, period, statement, row, shown = _parts(STATEMENT, rest, 5)
    place = CellPlace(unit_by_code(code), Period.parse(period), statement, row, Shown(shown))
    return Traced(_("Statement cell"), [place.unit], place.url, Q(pk__in=[]))


def _comment(rest: str) -> Traced:
    code, when, statement, row = _parts(COMMENT, rest, 4)
    unit, period = unit_by_code(code), Period.parse(when)
    place = {"subject": subject_of(unit), "slot": slot_of(statement, row), "period": period.key}
    written = TextSection.objects.filter(**place).values_list("pk", flat=True)
    history = Q(ref__in=[f"textsection:{pk}" for pk in written])
    return Traced(_("Comment on a statement row"), [unit], comment_url(unit, period, statement, row), history)


def _parts(kind: str, rest: str, number: int) -> list[str]:
    """The parts from the right, so that a unit's code may hold a colon."""
    parts = rest.rsplit(":", number - 1)
    if len(parts) != number:
        raise unknown(f"{kind}:{rest}")
    return parts
