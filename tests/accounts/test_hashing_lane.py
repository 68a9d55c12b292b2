"""Pages that hash passwords, which is slow on purpose, have threads of their own and hold up no other page."""

import ast
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path

from django.urls import URLPattern, get_resolver

import tertial
from tertial.common.serving.admission import HASHING

HASHES = {"set_password", "check_password", "make_password", "authenticate"}
PACKAGE = Path(tertial.__file__).parent
BESIDE = {"cli", "demo"}  # not reached by any page


def calls() -> Mapping[str, set[str]]:
    """What each function calls, by name alone."""
    found: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] in BESIDE:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                names = found.setdefault(node.name, set())
                for call in ast.walk(node):
                    if isinstance(call, ast.Call):
                        names.add(getattr(call.func, "attr", getattr(call.func, "id", "")))
    return found


def hashing() -> set[str]:
    """The functions that hash, themselves or through what they call."""
    called, reached = calls(), set(HASHES)
    while more := {name for name, names in called.items() if names & reached} - reached:
        reached |= more
    return reached


def patterns(of: object) -> Iterator[URLPattern]:
    for each in of.url_patterns:
        if isinstance(each, URLPattern):
            yield each
        else:
            yield from patterns(each)


def test_every_page_that_hashes_a_password_is_in_the_lane_for_that():
    reached = hashing()
    found = {
        (each.name, getattr(each.callback, "lane", ""))
        for each in patterns(get_resolver())
        if inspect.unwrap(each.callback).__name__ in reached
    }

    assert {"sign_in", "password", "password_link"} <= {name for name, _lane in found}
    assert {name for name, lane in found if lane != HASHING} == set()
