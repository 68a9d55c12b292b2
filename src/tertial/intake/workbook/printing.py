"""Values of the workbook as text, as people write them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tertial.domain.numbers_sv import format_exact
from tertial.domain.workbook.columns import Column, Kind, Value, Words
from tertial.domain.workbook.reading import short_link


def as_written(column: Column, values: Mapping[str, Value], words: Words) -> str:
    """What stands in the column, as people write it there."""
    value = values.get(column.key)
    if isinstance(value, tuple):
        return "; ".join(short_link(link, values) for link in value)
    if column.kind is Kind.LINK and isinstance(value, str):
        return short_link(value, values)
    return printed(column, value, words)


def printed(column: Column, value: Value, words: Words) -> str:
    """A value of the column, with links in full."""
    if isinstance(value, bool):
        return words.printed("yes", "yes" if value else "no")
    if isinstance(value, tuple):
        return "; ".join(value)
    if column.kind is Kind.WORD and value is not None:
        return words.printed(column.words, str(value))
    return _figure(column, value)


def _figure(column: Column, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return value.isoformat()
    if column.kind is Kind.KRONOR and isinstance(value, int):
        return format_exact(Decimal(value).scaleb(-2))
    return format_exact(value) if isinstance(value, Decimal) else str(value)
