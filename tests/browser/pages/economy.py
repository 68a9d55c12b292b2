"""Pages of the economy."""

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.domain.statement import Measure
from tertial.economy.ledger.behind import lines_behind
from tertial.economy.models import BudgetDecision
from tertial.economy.remedies.actions import RemedyGiven, save_remedy
from tests.browser.pages.people import COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "economy": (REPORTER, "/KS/2024/ekonomi/"),
    "budget": (COORDINATOR, "/KS/2024/ekonomi/budget/"),
    "forecast": (REPORTER, "/KS/2024-T2/ekonomi/prognos/"),
}
OTHER_PAGES: dict[str, tuple[str, str]] = {
    "budget for readers": (READER, "/KS/2024/ekonomi/budget/"),
    "a unit without a budget": (COORDINATOR, "/KSF/2024/ekonomi/budget/"),
    "correcting a decision on the budget": (COORDINATOR, "/ekonomi/budget/beslut/{decision}/andra/"),
    "forecast of a whole year": (READER, "/KS/2024/ekonomi/prognos/"),
    "economy, part of a year": (REPORTER, "/KS/2024-T2/ekonomi/"),
    "economy, no ledger": (REPORTER, "/KS/2019/ekonomi/"),
    "statement": (REPORTER, "/KS/2024/ekonomi/sammanstallning/income_statement/"),
    "statement over three years": (REPORTER, "/KS/2024/ekonomi/sammanstallning/net_cost_infrastructure/"),
    "statement of part of a year": (READER, "/KS/2024-T2/ekonomi/sammanstallning/operations/"),
    "statement cell": (REPORTER, "/KS/2024/ekonomi/sammanstallning/income_statement/cell/personnel/deviation/"),
    "statement cell, filtered": (
        REPORTER,
        "/KS/2024/ekonomi/sammanstallning/income_statement/cell/consultants/outcome/?manad=9",
    ),
    "voucher": (READER, "/KS/2024/ekonomi/verifikation/{source}/2024/{voucher}/"),
    "remedies": (REPORTER, "/KS/2024-T2/ekonomi/atgarder/"),
    "no remedies": (READER, "/KS/2023/ekonomi/atgarder/"),
    "correcting a remedy": (REPORTER, "/ekonomi/atgard/{remedy}/andra/"),
    "following a remedy up": (REPORTER, "/ekonomi/atgard/{remedy}/2024-T2/uppfoljning/"),
    "track record of forecasts": (READER, "/KS/2024/ekonomi/prognos/traffsakerhet/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    consultants = (sample.plan.unit, Period.parse("2024"), "income_statement", "consultants", Measure.OUTCOME)
    line = lines_behind(*consultants, page_size=1).lines[0]
    given = RemedyGiven("Vänta med att tillsätta två tjänster", 90_000_000, 180_000_000)
    remedy = save_remedy(by=the_system(), unit=sample.plan.unit, period=Period.parse("2024-T2"), given=given)
    return {
        "remedy": remedy.ref.key,
        "decision": BudgetDecision.objects.order_by("pk")[0].ref.key,
        "source": line.content,
        "voucher": line.voucher,
    }
