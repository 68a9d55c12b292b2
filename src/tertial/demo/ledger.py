"""Loads coding, statements and the ledger of the sample municipality, by the same way as a municipality's own files."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.files import File

from tertial.accounts.system import the_system
from tertial.demo.ledger_export import ExportedFile, write_export
from tertial.demo.loaded import Loaded, sample
from tertial.domain.deviation import Limits
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.models import Dimension, LedgerKind
from tertial.intake.actions import apply_staged, read_staged, receive_files
from tertial.intake.models import SourceKind

SOURCE_SYSTEM = "Ekonomisystemet"
_ORE_A_TKR = 100_000


def load(loaded: Loaded) -> None:
    """Stores codes and layouts, writes the export, and imports it."""
    coding, statements = sample("coding.toml"), sample("statements.toml")
    _load_codes(loaded, coding)
    for declared in statements["statements"]:
        _load_statement(loaded, declared)
    with TemporaryDirectory() as folder:
        for file in written_export(Path(folder), lines_a_year=loaded.ledger_lines):
            _import(loaded, file)


def written_export(folder: Path, *, lines_a_year: int | None = None) -> list[ExportedFile]:
    """The files of the sample ledger, written into the folder; fewer lines make the same sums of larger parts."""
    ledger = sample("ledger.toml")
    if lines_a_year is not None:
        ledger["lines_a_year"] = lines_a_year
        ledger["other_committees"]["lines_a_year"] = lines_a_year // 4
        ledger["budget_in_detail"] = False
    return write_export(
        folder,
        ledger=ledger,
        coding=sample("coding.toml"),
        statements=sample("statements.toml"),
        projects=sample("projects-2024.toml"),
    )


def _load_codes(loaded: Loaded, coding: Mapping[str, Any]) -> None:
    declared = {
        Dimension.ACCOUNT: [CodeGiven(each["code"], each["name"]) for each in coding["accounts"]],
        Dimension.ACTIVITY: [
            CodeGiven(each["code"], each["name"], each.get("parent", "")) for each in coding["activities"]
        ],
        Dimension.UNIT: [
            CodeGiven(each["code"], each["name"], unit=loaded.units[each["unit"]]) for each in coding["units"]
        ],
        Dimension.COUNTERPART: [CodeGiven(each["code"], each["name"]) for each in coding["counterparts"]],
        Dimension.PROJECT: list(_projects()),
    }
    for dimension, codes in declared.items():
        save_codes(by=the_system(), municipality=loaded.units["HUDDINGE"], dimension=dimension, codes=codes)


def _projects() -> list[CodeGiven]:
    found = {}
    for each in sample("projects-2024.toml")["projects"]:
        if "code" in each:
            found[each["code"]] = CodeGiven(each["code"], each["name"][:150])
        if "exploitation" in each:
            code = each["exploitation"]["code"]
            found[code] = CodeGiven(code, f"{each['name']}, exploatering"[:150])
    return list(found.values())


def _load_statement(loaded: Loaded, declared: Mapping[str, Any]) -> None:
    save_statement(
        by=the_system(),
        municipality=loaded.units["HUDDINGE"],
        key=declared["key"],
        values={
            "title": declared["title"],
            "scope_accounts": declared["accounts"],
            "scope_activities": declared.get("activities", []),
            "threshold_amount": declared["comment_from_tkr"] * _ORE_A_TKR,
            "threshold_percent": Decimal(declared["comment_from_percent"]),
            "threshold_levels": {
                kind: {
                    "amount": declared["comment_from_tkr"] * _ORE_A_TKR,
                    "percent": str(declared["comment_from_percent"]),
                    "limits": Limits.BOTH.value,
                }
                for kind in declared.get("comment_by_both", ())
            },
        },
        rows=declared["rows"],
    )


def _import(loaded: Loaded, file: ExportedFile) -> None:
    with file.path.open("rb") as opened:
        staged = receive_files(
            by=the_system(),
            unit=loaded.units["HUDDINGE"],
            source=SourceKind.TABLE,
            kind=LedgerKind(file.kind),
            source_system=SOURCE_SYSTEM,
            files=[File(opened, file.path.name)],
        )
    apply_staged(by=the_system(), staged=read_staged(by=the_system(), staged=staged))
