"""Sentences as rows hold them, for the language of whoever reads them."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from tertial.domain.message import Message


def as_json(message: Message) -> dict[str, Any]:
    """A sentence as it is stored, for the language of whoever reads it."""
    return {"template": message.template, "params": {name: _stored(value) for name, value in message.params.items()}}


def from_json(stored: Mapping[str, Any]) -> Message:
    """The sentence that `as_json` stored."""
    return Message(stored["template"], {name: _read(value) for name, value in stored["params"].items()})


def _stored(value: object) -> object:
    if isinstance(value, Message):
        return as_json(value)
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    return value if isinstance(value, int) else str(value)


def _read(value: object) -> object:
    if not isinstance(value, dict):
        return value
    return Decimal(value["decimal"]) if "decimal" in value else from_json(value)
