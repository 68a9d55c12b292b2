"""Loads Exempelby's investments."""

from datetime import date

from tertial.accounts.system import the_system
from tertial.demo.exempelby.declared import table, tree
from tertial.demo.ledger_export.declared import ore
from tertial.domain.project_table import AmountSign, Convention, DeviationSign, Measure, RowsBy
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.actions.amounts import enter_amount
from tertial.economy.projects.actions.projects import save_project, set_codes, set_stage
from tertial.economy.projects.actions.tables import Declared, save_group, save_table
from tertial.organisation.models import Unit

_DECIDED = {"2024": (date(2023, 11, 27), "KF § 98/2023"), "2025": (date(2024, 11, 25), "KF § 112/2024")}
_NOW = (date(2025, 11, 24), "KF § 108/2025")


def load(units: dict[str, Unit], municipality: Unit) -> None:
    """Stores the table, its groups, and every project with its budget, total and forecast."""
    declared = tree("projects.toml")
    made = _table(declared["table"], municipality)
    groups = {given["key"]: save_group(by=the_system(), table=made, **given) for given in declared["groups"]}
    committees = {row["code"]: row["unit"] for row in table("cost_centres.csv")}
    for given in declared["projects"]:
        project = save_project(
            by=the_system(),
            unit=units[committees[given["centre"]]],
            table=made,
            name=given["name"],
            first_year=given["first_year"],
            last_year=given.get("last_year"),
        )
        set_codes(by=the_system(), project=project, table=made, codes=[given["code"]])
        begins = date(given["first_year"], 1, 1)
        if given["group"] == "finished":
            set_stage(by=the_system(), project=project, group=groups["ongoing"], since=begins)
            begins = date(given["last_year"], 12, 1)
        set_stage(by=the_system(), project=project, group=groups[given["group"]], since=begins)
        _amounts(project, made, given)


def _table(given: dict[str, object], municipality: Unit) -> ProjectTable:
    sign, deviation = AmountSign(str(given["amounts"])), DeviationSign(str(given["deviation"]))
    declared = Declared(
        caption=str(given["caption"]),
        columns=given["columns"],  # type: ignore[arg-type]
        extra=given["extra"],  # type: ignore[arg-type]
        rows=RowsBy(str(given["rows"])),
        rows_of=None,
        headings=given["headings"],  # type: ignore[arg-type]
        convention=Convention(sign, deviation),
        total_label=str(given["total"]),
        text_for_each=bool(given["text_for_each"]),
    )
    return save_table(by=the_system(), unit=municipality, key=str(given["key"]), declared=declared)


def _amounts(project: Project, made: ProjectTable, given: dict[str, object]) -> None:
    budgets: dict[str, int] = given["budget"]  # type: ignore[assignment]
    forecasts: dict[str, int] = given.get("forecast", {})  # type: ignore[assignment]
    for year, tkr in budgets.items():
        _enter(project, made, (Measure.BUDGET, year, tkr), _DECIDED.get(year, _NOW))
    if total := int(str(given["total"])):
        year = str(given["first_year"])
        _enter(project, made, (Measure.TOTAL_BUDGET, year, total), _DECIDED.get(year, _NOW))
    spent: dict[str, int] = given["spent"]  # type: ignore[assignment]
    whole = 0
    for year in sorted(set(spent) - {"2026"}):
        whole += spent[year]
        _enter(project, made, (Measure.SPENT, year, whole), (date(int(year), 12, 31), "Bokslut"))
    for year, tkr in forecasts.items():
        _enter(project, made, (Measure.EXPECTED, year, tkr), (date(int(year), 8, 31), "Prognos i augusti"))


def _enter(project: Project, made: ProjectTable, figure: tuple[Measure, str, int], ground: tuple[date, str]) -> None:
    measure, year, tkr = figure
    on, reference = ground
    enter_amount(
        by=the_system(),
        project=project,
        table=made,
        measure=measure,
        year=int(year),
        amount=ore(tkr),
        on=on,
        reference=reference,
    )
