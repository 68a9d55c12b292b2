"""Guesses from the names of a SIE file's dimensions what they hold."""

from dataclasses import asdict
from pathlib import Path

from tertial.common.tabular_files import charsets
from tertial.intake.ledger.sie.file import Dimensions
from tertial.intake.ledger.sie.grammar import words
from tertial.intake.ledger.tabular.columns import Column
from tertial.intake.ledger.tabular.meanings import columns_named

_SIGNS_LOOKED_AT = 1 << 21
_COLUMNS = {
    "unit": Column.UNIT,
    "activity": Column.ACTIVITY,
    "project": Column.PROJECT,
    "counterpart": Column.COUNTERPART,
}


def guess_dimensions(path: Path) -> dict[str, str]:
    """The number of the dimension for each code of a ledger line: by its name, else as SIE reserves it."""
    names = named_dimensions(path)
    found = columns_named(list(names.values()), list(_COLUMNS.values()))
    number_of = {name: number for number, name in names.items()}
    usual = asdict(Dimensions())
    taken = {number_of[heading] for heading in found.values()}
    given = {}
    for key, column in _COLUMNS.items():
        usually = usual[key] if usual[key] not in taken else ""
        given[key] = number_of[found[column]] if column in found else usually
    return given


def named_dimensions(path: Path) -> dict[str, str]:
    """The dimensions that a file declares, by number; they stand before its vouchers."""
    charset = charsets.detect(charsets.blocks(path), otherwise="cp437").name
    names: dict[str, str] = {}
    with path.open(encoding=charset, errors="replace") as text:
        for line in text.read(_SIGNS_LOOKED_AT).split("\n"):
            start = line.lstrip()[:9].upper()
            if start.startswith("#VER"):
                break
            if start.startswith(("#DIM", "#UNDERDIM")):
                given = [*words(line.partition("#")[2])[1:], "", ""]
                names[given[0]] = given[1]
    return names
