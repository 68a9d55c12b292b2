"""Pages of checks."""

from tests.browser.pages.people import READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "check a report": (READER, "/KS/2024/granska/"),
    "checks: what contradicts what": (REPORTER, "/KS/2024/kontroll-av-siffror/"),
}
OTHER_PAGES: dict[str, tuple[str, str]] = {}


def numbers(_sample: Sample) -> dict[str, object]:
    """Nothing stands in the braces."""
    return {}
