"""Pages of staff."""

from tests.browser.pages.people import COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "staff": (REPORTER, "/KS/2024/personal/"),
    "staff: sick leave": (REPORTER, "/KS/2024/personal/sjukfranvaro/"),
    "staff: employees and turnover": (REPORTER, "/KS/2024/personal/anstallda/"),
    "staff: HME": (REPORTER, "/KS/2024/personal/hme/"),
    "staff: imports": (COORDINATOR, "/KS/2024/personal/import/"),
}
OTHER_PAGES = {
    "staff: a month": (REPORTER, "/KS/2024-11/personal/sjukfranvaro/"),
    "staff: how a figure was worked out": (READER, "/KS/2024/personal/siffra/sick_leave_women/"),
    "staff: a group too small to be shown": (READER, "/KSF-NARING/2024/personal/siffra/sick_leave_men/"),
    "staff: a small unit": (READER, "/KSF-NARING/2024/personal/sjukfranvaro/"),
    "staff: a unit without figures": (COORDINATOR, "/KS/2019/personal/"),
    "staff: imports for readers": (READER, "/KS/2024/personal/import/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {}
