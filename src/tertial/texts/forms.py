"""What browsers send about a text, read into what the actions take."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.texts.actions import Resolution

_MOST_DIGITS = 18


class UnreadableSave(DomainError):
    """A browser sent something that is no text."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The plain form: what was typed, on top of which revision, and the choice after a conflict."""

    text: str
    revision: int
    resolution: Resolution | None


def read_save(body: bytes) -> dict[str, Any]:
    """What the editor sends: `{revision, document, resolution?, discarded?}`. Raises UnreadableSave."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        _refuse()
    if not isinstance(given, dict) or not isinstance(given.get("document"), dict):
        _refuse()
    revision, discarded = given.get("revision"), given.get("discarded")
    if type(revision) is not int or not (discarded is None or isinstance(discarded, dict)):
        _refuse()
    return {
        "document": given["document"],
        "revision": revision,
        "resolution": _resolution(given.get("resolution")),
        "discarded": discarded,
    }


def read_typed(form: Mapping[str, Any]) -> Typed:
    """What the plain form sends. Raises UnreadableSave."""
    revision = form.get("revision", "")
    if not revision.isascii() or not revision.isdecimal() or len(revision) > _MOST_DIGITS:
        _refuse()
    return Typed(form.get("text", ""), int(revision), _resolution(form.get("resolution") or None))


def _resolution(name: object) -> Resolution | None:
    if name is None:
        return None
    if not isinstance(name, str) or name not in set(Resolution):
        _refuse()
    return Resolution(name)


def _refuse() -> NoReturn:
    raise UnreadableSave(
        Message(
            gettext_noop(
                "The text did not arrive whole and nothing was changed; copy it, reload the page and paste it."
            )
        )
    )
