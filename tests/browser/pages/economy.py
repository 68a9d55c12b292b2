"""Pages of the economy."""

from tests.browser.pages.people import READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "economy": (REPORTER, "/KS/2024/ekonomi/"),
}
OTHER_PAGES: dict[str, tuple[str, str]] = {
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
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {}
