"""What is booked on projects: those inside the income statement, and those on balance accounts beside it."""

from collections.abc import Iterator, Mapping
from typing import Any

from tertial.demo.ledger_export.declared import ProjectLines, ore
from tertial.demo.ledger_export.matrix import Cells

_OPERATING = {
    "special_initiatives": ("goods_services", "7210", "1110", "910"),
    "digitalisation_pot": ("consultants", "7420", "1200", "920"),
    "external_funding": ("income", "3510", "1120", "275"),
}
_BALANCE = {
    "investments": ("1180", "1200", ""),
    "development_projects": ("1180", "1150", ""),
    "investment_projects": ("1180", "1150", ""),
}
_LAND = "1410"


def operating_projects(projects: Mapping[str, Any]) -> Iterator[tuple[str, ProjectLines]]:
    """The projects on operating accounts, each with the row of the statement that it is part of."""
    for declared in projects["projects"]:
        if declared["kind"] in _OPERATING and "code" in declared:
            row, account, unit, activity = _OPERATING[declared["kind"]]
            debit, credit = ore(declared.get("outcome", 0)), ore(declared.get("received", 0))
            yield row, ProjectLines(declared["code"], declared["name"], debit, credit, account, unit, activity)


def balance_projects(projects: Mapping[str, Any]) -> Iterator[ProjectLines]:
    """The projects on balance accounts."""
    for declared in projects["projects"]:
        if declared["kind"] not in _BALANCE or "code" not in declared:
            continue
        account, unit, activity = _BALANCE[declared["kind"]]
        debit, credit = _sides(declared)
        yield ProjectLines(declared["code"], declared["name"], debit, credit, account, unit, activity)
        if "exploitation" in declared:
            land = declared["exploitation"]
            debit, credit = _sides(land)
            yield ProjectLines(land["code"], declared["name"], debit, credit, _LAND, unit, activity)


def without_projects(cells: Cells, projects: Mapping[str, Any]) -> Cells:
    """The table of rows by activities less what is booked on projects inside it."""
    left = dict(cells)
    for row, lines in operating_projects(projects):
        left[row, lines.activity] -= lines.debit - lines.credit
    return left


def _sides(declared: Mapping[str, Any]) -> tuple[int, int]:
    """Debit and credit of a project whose amounts are written cost minus, income plus."""
    if "outcome" in declared:
        net = ore(declared["outcome"])
        return (-net, 0) if net < 0 else (0, net)
    return -ore(declared.get("expenditure", 0)), ore(declared.get("income", 0))
