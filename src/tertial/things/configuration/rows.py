"""Rows as a file tells them, and back; what a file leaves out has the value that a new row has."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Field, JSONField, Model

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.written_text import cleaned_throughout
from tertial.things.configuration.declared import Item, Rows
from tertial.things.configuration.errors import UnusableConfiguration

_MISSING = gettext_noop("%(where)s has no “%(field)s”; add it, or export the configuration again.")
_UNKNOWN = gettext_noop("%(where)s has “%(field)s”, which this version of Tertial does not know; take it out.")
_WRONG = gettext_noop("%(where)s: “%(value)s” cannot be “%(field)s”; correct it, or export the configuration again.")


def told(rows: Rows, row: Model, /, **others: object) -> dict[str, Any]:
    """A stored row in full, as a file tells it; `others` are its texts and lists."""
    return {**{name: _plain(getattr(row, _field(rows, name).attname)) for name in rows.fields}, **others}


def shortened(rows: Rows, item: Item) -> dict[str, Any]:
    """The same without what a new row has anyway."""
    kept = {
        name: value for name, value in item.items() if name not in rows.lists and not _goes_unsaid(rows, name, value)
    }
    lists = {name: [shortened(within, row) for row in item[name]] for name, within in rows.lists.items() if item[name]}
    return kept | lists


def checked(rows: Rows, given: object, where: str) -> dict[str, Any]:
    """What a file tells in full. Raises UnusableConfiguration, which says where it cannot be used."""
    if not isinstance(given, Mapping):
        raise _unusable(_WRONG, where, next(iter(rows.key), "…"), given)
    known = {*rows.fields, *rows.texts, *rows.lists}
    for name in given.keys() - known:
        raise _unusable(_UNKNOWN, where, name)
    item = {name: _checked_field(rows, name, given, where) for name in rows.fields}
    for name in rows.texts:
        item[name] = given.get(name, "")
        if not isinstance(item[name], str):
            raise _unusable(_WRONG, where, name, item[name])
    for name, within in rows.lists.items():
        found = given.get(name, [])
        if not isinstance(found, list):
            raise _unusable(_WRONG, where, name, found)
        below = [checked(within, row, f"{where}, {name} {number}") for number, row in enumerate(found, 1)]
        refuse_twice(within, below, where)
        item[name] = below
    return item


def values(rows: Rows, item: Item) -> dict[str, Any]:
    """The fields of a row as Python has them."""
    return {name: _field(rows, name).to_python(item[name]) for name in rows.fields}


def key_of(rows: Rows, item: Item) -> tuple[Any, ...]:
    """What tells the row from others."""
    return tuple(item[name] for name in rows.key)


def refuse_twice(rows: Rows, items: Iterable[Item], where: str) -> None:
    """Raises UnusableConfiguration where two rows are the same one."""
    seen: set[tuple[Any, ...]] = set()
    for item in items:
        if (key := key_of(rows, item)) in seen:
            template = gettext_noop("%(where)s has “%(key)s” twice; take one of them out.")
            told = {"where": where, "key": ", ".join(str(part) for part in key)}
            raise UnusableConfiguration(Message(template, told))
        seen.add(key)


def _checked_field(rows: Rows, name: str, given: Item, where: str) -> object:
    field = _field(rows, name)
    if name not in given:
        if field.has_default():
            return _plain(field.get_default())
        if field.null:
            return None
        if field.blank:
            return ""
        raise _unusable(_MISSING, where, name)
    value = given[name]
    try:
        if isinstance(field, JSONField):
            if type(value) is not type(field.get_default()):
                raise _unusable(_WRONG, where, name, value)
            json.dumps(value, allow_nan=False)
            return cleaned_throughout(value)
        if isinstance(value, list | dict | float) or (isinstance(value, bool) is not _is_flag(field)):
            raise _unusable(_WRONG, where, name, value)
        return _plain(field.clean(cleaned_throughout(value), None))
    except (ValidationError, TypeError, ValueError) as error:
        if isinstance(error, UnusableConfiguration):
            raise
        raise _unusable(_WRONG, where, name, value) from error


def _is_flag(field: "Field[Any, Any]") -> bool:
    return field.get_internal_type() == "BooleanField"


def _goes_unsaid(rows: Rows, name: str, value: object) -> bool:
    if name in rows.texts:
        return value == ""
    field = _field(rows, name)
    if field.has_default():
        return bool(value == _plain(field.get_default()))
    return value is None or (value == "" and field.blank)


def _field(rows: Rows, name: str) -> "Field[Any, Any]":
    found = rows.model._meta.get_field(name)
    assert isinstance(found, Field)  # noqa: S101 - structure is stored in columns
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, str) else value


def _unusable(template: str, where: str, name: str, value: object = "") -> UnusableConfiguration:
    return UnusableConfiguration(
        Message(template, {"where": where, "field": excerpt(str(name)), "value": excerpt(str(value))})
    )
