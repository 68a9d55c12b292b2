"""What keeps the house easy to read: sizes, names, and rooms that know only what they may."""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

from django.apps import apps

from tools.count_house import House, made_by_hand, taken_apart

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "tertial"
FILE_LINES = 400
FUNCTION_LINES = 40
TEMPLATE_LINES = 120
WORDLESS_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "misc", "common_helpers", "base", "core"}


def python_files(*folders: str) -> list[Path]:
    """The project's Python files, without Django's generated migrations."""
    found = [path for folder in folders for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if "migrations" not in path.parts)


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> set[str]:
    """The modules that a file imports, as written."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def long_functions(path: Path) -> Iterator[str]:
    """Functions that do not fit on a screen; the docstring is not counted."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        first = node.body[0]
        told = first.end_lineno - first.lineno + 1 if ast.get_docstring(node) is not None else 0
        length = node.end_lineno - node.lineno + 1 - told
        if length > FUNCTION_LINES:
            yield f"{named(path)}:{node.lineno} {node.name} has {length} lines"


def test_no_file_is_too_long_to_read():
    files = python_files("src", "tests", "tools", "bench")

    assert [f"{named(path)} has {lines_of(path)} lines" for path in files if lines_of(path) > FILE_LINES] == []


def test_every_function_can_be_seen_whole():
    assert [found for path in python_files("src", "tools") for found in long_functions(path)] == []


def test_no_template_is_too_long_to_read():
    templates = sorted(PACKAGE.rglob("templates/**/*.html"))

    assert templates
    assert [f"{named(path)} has {lines_of(path)} lines" for path in templates if lines_of(path) > TEMPLATE_LINES] == []


def test_no_module_has_a_name_that_says_nothing():
    files = python_files("src", "tools", "bench")

    assert [named(path) for path in files if {path.stem, path.parent.name} & WORDLESS_NAMES] == []


def test_the_domain_needs_nothing_but_python():
    allowed = {*sys.stdlib_module_names, "tertial"}
    imports = {(named(path), name) for path in python_files("src/tertial/domain") for name in imports_of(path)}

    assert imports
    assert [(path, name) for path, name in sorted(imports) if name.split(".")[0] not in allowed] == []


def test_what_runs_asks_only_for_what_is_locked_to_run():
    locked = set(re.findall(r"^([a-z0-9-]+)==", (ROOT / "requirements" / "run.txt").read_text(), flags=re.MULTILINE))
    distributions = packages_distributions()
    missing = set()
    for path in python_files("src"):
        for top in {name.split(".")[0] for name in imports_of(path)} - sys.stdlib_module_names - {"tertial"}:
            owners = {re.sub(r"[-_.]+", "-", owner).lower() for owner in distributions.get(top, [])}
            if not owners & locked:
                missing.add(f"{named(path)} imports {top}")

    assert missing == set()


def test_the_glossary_knows_every_model_and_room():
    glossary = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8").lower()
    terms = {line.split("|")[1].strip() for line in glossary.splitlines() if line.startswith("| ")}
    rooms = [app for app in apps.get_app_configs() if app.name.startswith("tertial.")]
    models = {model.__name__ for app in rooms for model in app.get_models()}
    needed = {re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower() for name in models} | {
        app.name.rpartition(".")[2] for app in rooms
    }

    assert models
    assert sorted(needed - terms) == []


def test_refs_are_made_and_taken_apart_in_one_place():
    house = House(ROOT)

    assert list(made_by_hand(house, house.program)) == []
    assert list(taken_apart(house, house.program)) == []


def test_no_test_judges_by_a_clock():
    clocks = re.compile(r"\b(process_time|perf_counter|thread_time|timeit)\b")
    others = [path for path in python_files("tests") if path != Path(__file__)]

    assert others
    assert [named(path) for path in others if clocks.search(path.read_text(encoding="utf-8"))] == []
