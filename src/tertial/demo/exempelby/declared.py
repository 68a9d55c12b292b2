"""The files of Exempelby, read."""

import csv
import tomllib
from importlib.resources import files
from io import StringIO
from typing import Any

Row = dict[str, str]


def text_of(name: str) -> str:
    """A file of the sample as it stands."""
    return files("tertial.demo.exempelby").joinpath(name).read_text(encoding="utf-8")


def table(name: str) -> list[Row]:
    """The rows of a table by their headings."""
    return list(csv.DictReader(StringIO(text_of(name)), delimiter=";"))


def tree(name: str) -> dict[str, Any]:
    """A TOML file, read."""
    return tomllib.loads(text_of(name))
