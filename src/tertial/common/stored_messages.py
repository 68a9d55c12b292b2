"""Sentences as rows hold them, for the language of whoever reads them."""

from collections.abc import Mapping
from typing import Any

from tertial.domain.message import Message


def as_json(message: Message) -> dict[str, Any]:
    """A sentence as it is stored, for the language of whoever reads it."""
    params = {
        name: as_json(value) if isinstance(value, Message) else value if isinstance(value, int) else str(value)
        for name, value in message.params.items()
    }
    return {"template": message.template, "params": params}


def from_json(stored: Mapping[str, Any]) -> Message:
    """The sentence that `as_json` stored."""
    params = {name: from_json(value) if isinstance(value, dict) else value for name, value in stored["params"].items()}
    return Message(stored["template"], params)
