"""Codes, layouts, the ledger, budgets and forecasts."""

from datetime import date
from typing import Any

from tertial.accounts.system import the_system
from tertial.domain.budget import DecisionKind, SpreadMethod, even_weights
from tertial.domain.period import Period
from tertial.domain.remedy import RemedyState
from tertial.economy.actions.coding import CodeGiven, save_code
from tertial.economy.actions.statement_layout import statement_state
from tertial.economy.budget.actions.decisions import Line, withdraw_decision
from tertial.economy.budget.actions.forecasts import Foreseen
from tertial.economy.ledger import store
from tertial.economy.ledger.imports import ImportedFile
from tertial.economy.models import BudgetDecision, Code, Dimension, LedgerImport, Remedy, Statement
from tertial.economy.remedies.actions import RemedyGiven
from tertial.economy.statements.view import Statements
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import YEAR, SmallMunicipality

_AUTUMN = Period.parse("2024-T2")


def _code(place: SmallMunicipality) -> Code:
    given = CodeGiven("9999", "Ny")
    return save_code(by=the_system(), municipality=place.units["BY"], dimension=Dimension.ACCOUNT, given=given)


def _import(place: SmallMunicipality) -> LedgerImport:
    found: LedgerImport = place.rooms["economy"].outcome
    return found


def _frame(place: SmallMunicipality) -> BudgetDecision:
    found: BudgetDecision = place.rooms["budget"].frame
    return found


def _remedy(place: SmallMunicipality) -> Remedy:
    return Remedy.objects.get(pk=place.rooms["budget"].remedy.pk)


def _withdrawn(place: SmallMunicipality) -> dict[str, Any]:
    return {"decision": withdraw_decision(by=the_system(), decision=_frame(place))}


def _layout(place: SmallMunicipality) -> dict[str, Any]:
    state = statement_state(Statement.objects.get(key="operations"))
    rows = state.pop("rows")
    return {"municipality": place.units["BY"], "key": "operations", "values": {"title": "Ny"}, "rows": rows}


def _lines(place: SmallMunicipality) -> dict[str, Any]:
    made = _import(place)
    return {
        "municipality": made.municipality,
        "kind": made.kind,
        "source_system": made.source_system,
        "lines": store.lines_path(made.content),
        "files": [ImportedFile("a", "x", 1, made.line_count)],
    }


_CODES = {
    "economy.save_codes": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "dimension": Dimension.ACCOUNT,
            "codes": [CodeGiven("9999", "Ny")],
        }
    ),
    "economy.save_code": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "dimension": Dimension.ACCOUNT,
            "given": CodeGiven("9999", "Ny"),
        }
    ),
    "economy.change_code_from": Call(
        lambda place: {"code": (code := _code(place)), "year": 2025, "given": CodeGiven(code.code, "Annat namn")}
    ),
    "economy.remove_code": Call(lambda place: {"code": _code(place)}),
    "economy.put_back_codes": Call(lambda place: {"codes": [(_code(place), None)]}),
    "economy.save_amount_style": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "values": {
                "amount_sign": "cost_plus",
                "deviation_sign": "budget_minus_outcome",
                "money_unit": "mnkr",
                "decimals": 1,
            },
        }
    ),
    "economy.save_statement": Call(_layout),
    "economy.begin_layout": Call(
        lambda _place: {"statement": Statement.objects.get(key="operations", valid_from=1900), "year": 2025}
    ),
    "economy.remove_statement": Call(lambda _place: {"statement": Statement.objects.get(key="operations")}),
}
_LEDGER = {
    "economy.apply_import": Call(_lines),
    "economy.undo_import": Call(lambda place: {"ledger_import": _import(place)}),
    "economy.close_months": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "source_system": _import(place).source_system,
            "year": 2024,
            "month": 3,
        }
    ),
}
_BUDGET = {
    "economy.save_decision": Call(
        lambda place: {
            "kind": DecisionKind.FRAME,
            "unit": place.units["KSF"],
            "year": 2024,
            "lines": [Line(place.units["KSF"], 100)],
            "decided_on": date(2023, 11, 6),
            "reference": "KF § 1",
        }
    ),
    "economy.withdraw_decision": Call(lambda place: {"decision": _frame(place)}),
    "economy.restore_decision": Call(_withdrawn),
    "economy.save_spread": Call(
        lambda place: {
            "unit": place.units["KS"],
            "year": 2024,
            "method": SpreadMethod.EVEN,
            "weights": even_weights(),
        }
    ),
    "economy.remove_spread": Call(lambda place: {"spread": place.rooms["budget"].spread}),
    "economy.save_forecasts": Call(
        lambda place: {
            "unit": place.units["KS"],
            "period": _AUTUMN,
            "statement": "income_statement",
            "foreseen": [Foreseen("premises", -100)],
        }
    ),
    "economy.adopt_draft": Call(
        lambda place: {"view": Statements(place.units["KS"], YEAR).view("income_statement"), "row": "consultants"}
    ),
}
_REMEDIES = {
    "economy.save_remedy": Call(
        lambda place: {
            "unit": place.units["KS"],
            "period": _AUTUMN,
            "given": RemedyGiven("Ny åtgärd", 100, 200),
            "remedy": _remedy(place),
        },
        thing=_remedy,
        responsible="responsible",
    ),
    "economy.withdraw_remedy": Call(lambda place: {"remedy": _remedy(place)}, thing=_remedy, responsible="responsible"),
    "economy.restore_remedy": Call(lambda place: {"remedy": _remedy(place)}, thing=_remedy, responsible="responsible"),
    "economy.follow_up_remedy": Call(
        lambda place: {
            "remedy": _remedy(place),
            "period": Period.parse("2024-10"),
            "state": RemedyState.DONE,
            "this_year": 100,
        },
        thing=_remedy,
        responsible="responsible",
    ),
}
CALLS = {**_CODES, **_LEDGER, **_BUDGET, **_REMEDIES}
