"""Project tables, projects and their amounts."""

from datetime import date
from typing import Any

from tertial.domain.document.pasted_table import read_pasted
from tertial.domain.period import Period
from tertial.domain.project_table import Measure
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.actions.pasting import fingerprint_of
from tertial.economy.projects.queries.pasting import Pasted, lines_of
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import TABLES, TKR, Projects


def _in(place: SmallMunicipality) -> Projects:
    found: Projects = place.rooms["projects"]
    return found


def _investment(place: SmallMunicipality) -> Project:
    return Project.objects.get(pk=_in(place).investment.pk)


def _project(place: SmallMunicipality) -> Project:
    return Project.objects.get(pk=_in(place).project.pk)


def _table(place: SmallMunicipality) -> ProjectTable:
    return ProjectTable.objects.get(pk=_in(place).tables["investment_projects"].pk)


def _amount(place: SmallMunicipality, measure: Measure) -> dict[str, Any]:
    return {
        "project": _investment(place),
        "table": _in(place).tables["investments"],
        "measure": measure,
        "year": 2024,
        "amount": TKR,
        "on": date(2024, 2, 1),
        "reference": "KF 2024/1",
    }


def _transfer(place: SmallMunicipality) -> dict[str, Any]:
    source = _investment(place)
    given = _amount(place, Measure.BUDGET)
    del given["project"], given["measure"]
    receiver = Project.objects.create(unit=source.unit, table=source.table, name="Bilar", first_year=2024)
    return {**given, "source": source, "receiver": receiver}


def _pasted(place: SmallMunicipality) -> dict[str, Any]:
    unit, table, period = place.units["KS"], _in(place).tables["investments"], Period.of_year(2024)
    rows = read_pasted("Projekt\tBudget\nKameror\t-1200\nBilar\t-500")
    pasted = Pasted(table=rows, columns=("name", "budget"), on=date(2024, 2, 1), reference="KF 2024/1")
    seen = fingerprint_of(lines_of(unit, table, period, pasted))
    return {"unit": unit, "table": table, "period": period, "pasted": pasted, "seen": seen}


CALLS = {
    "economy.save_project": Call(
        lambda place: {
            "unit": place.units["KS"],
            "table": _table(place),
            "project": _project(place),
            "name": "Ny",
            "first_year": 2023,
        },
        _project,
        "responsible",
    ),
    "economy.set_stage": Call(
        lambda place: {"project": _project(place), "group": _in(place).group, "since": date(2024, 2, 1)},
        _project,
        "responsible",
    ),
    "economy.remove_stage": Call(lambda place: {"stage": _in(place).stage}, _project, "responsible"),
    "economy.set_codes": Call(
        lambda place: {
            "project": _investment(place),
            "table": _in(place).tables["investments"],
            "codes": ["4711"],
        },
        _investment,
        "responsible",
    ),
    "economy.archive_project": Call(lambda place: {"project": _project(place)}, _project, "responsible"),
    "economy.restore_project": Call(lambda place: {"project": _project(place)}, _project, "responsible"),
    "economy.enter_amount": Call(lambda place: _amount(place, Measure.OUTCOME), _investment, "responsible"),
    "economy.transfer_budget": Call(_transfer, _investment, "responsible"),
    "economy.remove_amount": Call(lambda place: {"entry": _in(place).budget}, _investment, "responsible"),
    "economy.paste_rows": Call(_pasted, lambda place: place.rooms["projects"].tables["investments"]),
    "economy.save_table": Call(
        lambda place: {
            "unit": place.units["BY"],
            "key": "investment_projects",
            "declared": TABLES["investment_projects"],
            "table": _table(place),
        },
        _table,
    ),
    "economy.archive_table": Call(lambda place: {"table": _table(place)}, _table),
    "economy.restore_table": Call(lambda place: {"table": _table(place)}, _table),
    "economy.save_group": Call(lambda place: {"table": _table(place), "key": "ny", "name": "Ny"}, _table),
    "economy.remove_group": Call(lambda place: {"group": _in(place).group}, _table),
    "economy.copy_groups": Call(
        lambda place: {"source": _table(place), "target": _in(place).tables["special_initiatives"]}
    ),
}
