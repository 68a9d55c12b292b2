"""From a file of risks to rows of text by field."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tertial.common.tabular_files import Refusal, open_table, places_of
from tertial.common.tabular_files import rows as table_rows
from tertial.control.errors import ControlNotSaved
from tertial.domain.message import Message, gettext_noop

COLUMNS: Mapping[str, Sequence[str]] = {
    "process": ("Process eller mål", "Process", "Mål", "Mål / process", "Process or goal", "Goal / process"),
    "risk": ("Risk", "Riskbeskrivning", "Description"),
    "likelihood": ("Sannolikhet", "Likelihood"),
    "consequence": ("Konsekvens", "Consequence"),
    "decision": ("Beslut", "Hantering", "Decision"),
    "reason": ("Skäl", "Motivering", "Reason"),
    "measure": ("Åtgärd", "Åtgärd mot risken", "Measure"),
    "responsible": ("Ansvarig", "Ansvarigs e-post", "Responsible", "Responsible e-mail"),
    "due": ("Klar senast", "Klart", "Slutdatum", "Due"),
}
"""Every column with the headings it is known by, the usual one first."""
NEEDED = ("process", "risk", "likelihood", "consequence", "decision")


@dataclass(frozen=True, slots=True)
class RiskRow:
    """A row of a file, with its line as a person counts it, and its texts by field; a field without column is empty."""

    file: str
    line: int
    texts: Mapping[str, str]


def read_risks(path: Path, refused: list[Refusal], name: str = "") -> list[RiskRow]:
    """The rows that say something; what does not divide into the file's columns is added to the refused.

    `name` is what its sender calls the file.

    Raises UnreadableFile for what is no table, and ControlNotSaved where a column that is needed is not there.
    """
    name = name or path.name
    table = open_table(path, name=name, fits=_could_be_headings)
    places = places_of(table.header, COLUMNS)
    missing = [COLUMNS[field][0] for field in NEEDED if field not in places]
    if missing:
        template = gettext_noop("%(file)s lacks %(missing)s among its headings; add what is missing.")
        raise ControlNotSaved(Message(template, {"file": name, "missing": ", ".join(missing)}))

    return [
        RiskRow(name, line, {field: _cell(cells, places.get(field)) for field in COLUMNS})
        for line, cells in table_rows(table, lambda row: refused.append(table.refusal(row)))
        if any(cell.strip() for cell in cells)
    ]


def _could_be_headings(cells: Sequence[str]) -> bool:
    """Whether a row names most of the columns that are needed: below a title or a note, or on a sheet after it."""
    return sum(field in places_of(cells, COLUMNS) for field in NEEDED) * 2 > len(NEEDED)


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at].strip() if at is not None and at < len(cells) else ""
