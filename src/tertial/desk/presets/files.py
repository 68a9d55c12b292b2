"""The presets that come with Tertial: files with what is to be set up, in Swedish and English."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from django.utils.translation import get_language, gettext_noop

Tree = Mapping[str, Any]

GROUPS: Mapping[str, str] = {
    "steering": gettext_noop("Goals and assignments"),
    "economy": gettext_noop("Economy"),
    "control": gettext_noop("Internal control"),
    "reports": gettext_noop("Reports"),
}
"""What presets are sorted under, in the order they are shown."""
_LANGUAGES = {"sv", "en"}


@dataclass(frozen=True)
class Preset:
    """A preset: its key is the name of its file; `tree` holds what it sets up, in the language it was read in.

    `first` are the presets that must be there before it can be taken, `beside` those whose pieces it uses.
    """

    key: str
    order: int
    group: str
    name: str
    about: str
    first: Sequence[str]
    beside: Sequence[str]
    tree: Tree


def presets() -> Sequence[Preset]:
    """All of them in their order, in the language of whoever looks."""
    language = (get_language() or "sv")[:2]
    return _presets(language if language in _LANGUAGES else "sv")


def preset(key: str) -> Preset | None:
    """The preset with the key."""
    return next((each for each in presets() if each.key == key), None)


@cache
def _presets(language: str) -> Sequence[Preset]:
    found = []
    for path in files("tertial.desk.presets").joinpath("files").iterdir():
        if path.name.endswith(".toml"):
            tree = in_language(tomllib.loads(path.read_text(encoding="utf-8")), language)
            head = {name: tree.pop(name) for name in ("order", "group", "name", "about")}
            others = {name: tree.pop(name, []) for name in ("first", "beside")}
            found.append(Preset(path.name.removesuffix(".toml"), **head, **others, tree=tree))
    return sorted(found, key=lambda each: each.order)


def in_language(value: Any, language: str) -> Any:  # noqa: ANN401 - whatever TOML holds
    """The value with every `{ sv = …, en = … }` in it replaced by what stands for the language."""
    if isinstance(value, dict):
        if value.keys() == _LANGUAGES:
            return value[language]
        return {name: in_language(each, language) for name, each in value.items()}
    return [in_language(each, language) for each in value] if isinstance(value, list) else value
