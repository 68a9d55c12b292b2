"""docs/operation.md tells every setting that there is, and no other."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_ROW = re.compile(r"^\| `(TERTIAL_[A-Z_]+)` \| (.+?) \|", re.MULTILINE)


def told() -> dict[str, str]:
    return dict(_ROW.findall((ROOT / "docs" / "operation.md").read_text(encoding="utf-8")))


def read() -> dict[str, object]:
    """The settings that settings.py reads, with their defaults where those are written out."""
    found: dict[str, object] = {}
    for node in ast.walk(ast.parse((ROOT / "src" / "tertial" / "settings.py").read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call) or not node.args or not isinstance(node.args[0], ast.Constant):
            continue
        name = node.args[0].value
        if isinstance(name, str) and name.startswith("TERTIAL_"):
            default = node.args[1] if len(node.args) > 1 else None
            found[name] = default.value if isinstance(default, ast.Constant) else None
    return found


def test_every_setting_stands_in_the_table_and_no_other():
    assert sorted(told()) == sorted(read())


@pytest.mark.parametrize("name", [name for name, default in read().items() if default is not None])
def test_the_table_tells_what_holds_where_it_is_left_out(name):
    assert told()[name].strip("`") == str(read()[name])
