"""Writes TOML; Python itself only reads it. Rows within a row stand one on a line, long texts as they are."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def table(name: str, values: Mapping[str, Any]) -> Iterator[str]:
    """The lines of one table in a list of tables."""
    yield f"[[{_key(name)}]]"
    for key, value in values.items():
        yield f"{_key(key)} = {_long(value)}"


def line(key: str, value: str | int) -> str:
    """One value at the head of a file."""
    return f"{_key(key)} = {_short(value)}"


def _long(value: object) -> str:
    if isinstance(value, str) and "\n" in value:
        if "'''" not in value and not value.endswith("'") and not _CONTROLS.search(value):
            return f"'''\n{value}'''"
        escaped = "\n".join(_short(each)[1:-1] for each in value.split("\n"))
        return f'"""\n{escaped}"""'
    if isinstance(value, list) and value and all(isinstance(each, Mapping) for each in value):
        rows = "".join(f"  {_short(each)},\n" for each in value)
        return f"[\n{rows}]"
    return _short(value)


def _short(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return _without_controls(json.dumps(value, ensure_ascii=False))
    if isinstance(value, Mapping):
        inner = ", ".join(f"{_key(key)} = {_short(each)}" for key, each in value.items() if each is not None)
        return f"{{ {inner} }}" if inner else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_short, value))}]"
    return json.dumps(value)


def _without_controls(text: str) -> str:
    """Signs that TOML wants escaped and JSON does not."""
    return _CONTROLS.sub(lambda sign: f"\\u{ord(sign[0]):04x}", text)


def _key(name: str) -> str:
    return name if _BARE.fullmatch(name) else json.dumps(name, ensure_ascii=False)
