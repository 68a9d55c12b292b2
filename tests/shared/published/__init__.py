"""What the published report says, typed from print: the sample, its files and its report are judged by it."""

import json
import tomllib
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


def published_chapter(chapter: str) -> Any:
    """The tables of a chapter, cell by cell: `goals`, `economy`, `projects`, `staff` or `control`."""
    return json.loads((_HERE / f"ks-2024-{chapter}.json").read_text(encoding="utf-8"))


def published_facts() -> Any:
    """What is told in running text, as it was published and as the sample prints it."""
    return tomllib.loads((_HERE / "ks-2024-facts.toml").read_text(encoding="utf-8"))["facts"]
