"""Loads Exempelby's codes and statements, and imports its ledger as the command line does."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

from tertial.accounts.system import the_system
from tertial.demo.exempelby.declared import table, tree
from tertial.demo.exempelby.ledger import write_ledger
from tertial.demo.exempelby.ledger.files import cost_centres
from tertial.economy.actions.amount_style import save_amount_style
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.models import Dimension
from tertial.organisation.models import Unit
from tertial.things.importers import ImportRequest, importer

_ORE_A_TKR = 100_000
_SIGNS = ("amount_sign", "deviation_sign")


def load(units: dict[str, Unit], municipality: Unit) -> None:
    """Stores codes and statements."""
    for dimension, codes in _codes(units):
        save_codes(by=the_system(), municipality=municipality, dimension=dimension, codes=codes)
    amounts = tree("municipality.toml")["amounts"]
    save_amount_style(by=the_system(), municipality=municipality, values=amounts)
    for declared in tree("statements.toml")["statements"]:
        save_statement(
            by=the_system(),
            municipality=municipality,
            key=declared["key"],
            values={
                "title": declared["title"],
                "scope_accounts": declared["accounts"],
                "threshold_amount": declared["comment_from_tkr"] * _ORE_A_TKR,
                "threshold_percent": Decimal(declared["comment_from_percent"]),
                **{name: declared[name] for name in _SIGNS if name in declared},
            },
            rows=declared["rows"],
        )


def import_ledger() -> None:
    """Imports every file of the ledger, in the order of the years."""
    with TemporaryDirectory() as folder:
        for file in write_ledger(Path(folder)):
            options = {"kind": file.kind, "source_system": file.system}
            importer(file.source).run(ImportRequest(files=[file.path], options=options))


def _codes(units: dict[str, Unit]) -> Iterator[tuple[Dimension, Sequence[CodeGiven]]]:
    yield Dimension.ACCOUNT, [CodeGiven(row["code"], row["name"]) for row in table("accounts.csv")]
    yield Dimension.UNIT, [CodeGiven(code, name, unit=units[unit]) for code, name, unit in cost_centres()]
    yield Dimension.PROJECT, [CodeGiven(each["code"], each["name"]) for each in tree("projects.toml")["projects"]]
    for dimension in (Dimension.ACTIVITY, Dimension.COUNTERPART):
        rows = [row for row in table("codes.csv") if row["dimension"] == dimension.value]
        yield dimension, [CodeGiven(row["code"], row["name"], row["parent"]) for row in rows]
