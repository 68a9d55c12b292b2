"""Pages of imports."""

from tests.browser.sample import Sample

MAIN_PAGES: dict[str, tuple[str, str]] = {}
OTHER_PAGES: dict[str, tuple[str, str]] = {}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {}
