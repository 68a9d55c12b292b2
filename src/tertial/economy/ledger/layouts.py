"""The layouts of a municipality's statements, kept; nothing in them may be changed."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from typing import Any

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.statement.layout import Layout, UnusableLayout
from tertial.domain.validity import valid_in
from tertial.economy.ledger.store import BOOKED
from tertial.economy.ledger.styles import style_of
from tertial.economy.models import Statement
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_kept: Kept[Any] = Kept(most=64)


def statements_of(unit: Unit, year: int) -> tuple[Statement, ...]:
    """The statements that count in the year for the unit's municipality, in their order, with their rows."""
    municipality = municipality_of(unit)

    def read() -> tuple[Statement, ...]:
        return tuple(Statement.objects.filter(municipality=municipality).prefetch_related("rows"))

    every: tuple[Statement, ...] = _kept.get(("statements", municipality.pk), written(*BOOKED), read)
    versions: dict[str, list[Statement]] = {}
    for each in every:
        versions.setdefault(each.key, []).append(each)
    counting = {valid_in(found, year) for found in versions.values()}
    return tuple(each for each in every if each in counting)


def layout_of(unit: Unit, key: str, year: int) -> Layout:
    """The layout with the key that counts in the year; raises Statement.DoesNotExist or UnusableLayout."""
    statement = next((each for each in statements_of(unit, year) if each.key == key), None)
    if statement is None:
        raise Statement.DoesNotExist

    def read() -> Layout:
        return replace(statement.layout(), convention=style_of(statement, year).convention)

    layout: Layout = _kept.get(("layout", statement.pk, year), written(*BOOKED), read)
    return layout


def other_layouts(unit: Unit, layout: Layout, year: int) -> Iterator[Layout]:
    """The municipality's other statements of the year, those that cannot be used left out."""
    for statement in statements_of(unit, year):
        if statement.key != layout.key:
            with suppress(UnusableLayout):
                yield layout_of(unit, statement.key, year)


def shown_by_other_rows(unit: Unit, layout: Layout, year: int, years: Iterable[int]) -> Iterator[Finding]:
    """That figures of other years stand under the rows of this one, where those years have other rows of their own."""
    for other in sorted(set(years) - {year}):
        own = next((each for each in statements_of(unit, other) if each.key == layout.key), None)
        if own is not None and _belonging(layout_of(unit, own.key, other)) != _belonging(layout):
            template = gettext_noop(
                "“%(statement)s” had other rows in %(other)s. The figures of %(other)s stand under the rows of %(year)s"
                " here, so that they can be compared, and can differ from what was reported then."
            )
            said = {"statement": layout.title, "other": str(other), "year": str(year)}
            yield Finding("rows-of-another-year", Severity.NOTE, Message(template, said))


def _belonging(layout: Layout) -> object:
    """What belongs to which row, whatever the rows are called."""
    return layout.scope, [(row.key, row.kind, row.selection, row.parts) for row in layout.rows]
