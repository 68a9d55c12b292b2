"""Pages of internal control."""

from tests.browser.pages.people import REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "internal control": (REPORTER, "/KS/2024/internkontroll/"),
}
OTHER_PAGES: dict[str, tuple[str, str]] = {}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {}
