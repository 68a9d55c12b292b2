"""Cells and rows of statements, comments on rows, and statements themselves, found by their keys."""

from collections.abc import Collection, Iterator, Mapping
from functools import partial

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.statement.columns import Shown
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.models import Statement, StatementRow
from tertial.economy.statements.refs import (
    COMMENT,
    ROW,
    STATEMENT,
    CellPlace,
    comment_url,
    row_ref,
    slot_of,
    subject_of,
)
from tertial.organisation.models import Unit
from tertial.organisation.pointing import Target
from tertial.organisation.tree import unit_tree
from tertial.texts.models import TextSection
from tertial.things.finding import each_held, stored
from tertial.things.histories import refs_of
from tertial.things.kinds import Held, no_history


def find_statements(keys: Collection[str]) -> Mapping[str, Held]:
    """Cells by their places, `KS:2024:income_statement:personnel:outcome`, and layouts by keys of one part."""
    layouts = [key for key in keys if ":" not in key]
    cells = [key for key in keys if ":" in key]
    return {**each_held(_cell)(cells), **(stored(Statement, _layout)(layouts) if layouts else {})}


def history_of_statement(key: str) -> Q:
    """A layout has a history; a cell is calculated."""
    return no_history(key) if ":" in key else Q(ref=Ref(STATEMENT, key))


def _cell(key: str) -> Held:
    code, period, statement, row, shown = Ref(STATEMENT, key).parts(5)
    place = CellPlace(unit_tree().by_code[code], Period.parse(period), statement, row, Shown(shown))
    return Held(called=_("Statement cell"), way=lambda: place.url, units=(place.unit.pk,), year=place.period.year)


def _layout(layout: Statement, _rest: str) -> Held:
    return Held(
        called=layout.title,
        way=partial(reverse, "economy:layout", args=[layout.address]),
        units=(layout.municipality_id,),
    )


def find_rows(keys: Collection[str]) -> Mapping[str, Held]:
    """Rows of a unit's statements in a year: `KS:2024:income_statement:personnel`."""
    tree = unit_tree()
    parts = {key: found for key in keys if len(found := Ref(ROW, key).parts(4)) == 4 and found[0] in tree.by_code}
    wanted = StatementRow.objects.select_related("statement").filter(
        statement__key__in={statement for _code, _year, statement, _row in parts.values()},
        key__in={row for _code, _year, _statement, row in parts.values()},
    )
    rows: dict[tuple[int, str, str], list[StatementRow]] = {}
    for row in wanted.order_by("statement__valid_from"):
        rows.setdefault((row.statement.municipality_id, row.statement.key, row.key), []).append(row)

    def held(key: str) -> Held:
        code, year, statement, row = parts[key]
        unit, period = tree.by_code[code], Period.parse(year)
        layouts = rows[tree.path(unit.pk)[-1].pk, statement, row]
        found = [each for each in layouts if each.statement.valid_from <= period.year][-1]
        return Held(
            called=f"{found.statement.title}: {found.label}",
            way=lambda: CellPlace(unit, period, statement, row, Shown.OUTCOME).url,
            units=(unit.pk,),
            year=period.year,
        )

    return each_held(held)(keys)


def held_comment(key: str) -> Held:
    """The place of a comment on a row, written or not."""
    code, when, statement, row = Ref(COMMENT, key).parts(4)
    unit, period = unit_tree().by_code[code], Period.parse(when)
    return Held(
        called=_("Comment on a statement row"),
        way=partial(comment_url, unit, period, statement, row),
        units=(unit.pk,),
        year=period.year,
    )


def history_of_comment(key: str) -> Q:
    """The entries about the text that the comment is."""
    code, when, statement, row = Ref(COMMENT, key).parts(4)
    place = {"subject": subject_of(unit_tree().by_code[code]), "slot": slot_of(statement, row), "period": when}
    return Q(ref__in=refs_of(TextSection, **place))


def held_economy(unit: Unit, _rest: str) -> Held:
    """What texts about a unit's economy are about."""
    return Held(
        called=_("Economy, %(unit)s") % {"unit": unit.name},
        way=lambda: reverse("economy:statements", args=[unit.code, timezone.localdate().year]),
        units=(unit.pk,),
    )


def rows_offered(unit: Unit, year: int) -> Iterator[Target]:
    """The rows of every statement of the unit, in their order."""
    rows = StatementRow.objects.filter(statement__in=statements_of(unit, year)).select_related("statement")
    for row in rows.order_by("statement__position", "statement", "position", "pk"):
        yield Target(row_ref(unit, year, row.statement.key, row.key), row.label, row.statement.title)


def rows_of_year(refs: Collection[Ref], year: int) -> Mapping[Ref, Ref]:
    """A row is the same from year to year."""
    parts = {ref: ref.parts(4) for ref in refs}
    return {ref: Ref(ROW, found[0], year, *found[2:]) for ref, found in parts.items() if len(found) == 4}
