"""Every main page of Tertial: what it is called, who opens it, and its address in the sample municipality."""

from collections.abc import Mapping

from tests.browser.pages import checks, coding, control, economy, foundation, free, intake, projects, staff
from tests.browser.pages.people import ADMINISTRATOR, APPROVER, COORDINATOR, NOBODY, OUTSIDER, READER, REPORTER
from tests.browser.sample import Sample

__all__ = ["ADMINISTRATOR", "APPROVER", "COORDINATOR", "NOBODY", "OUTSIDER", "READER", "REPORTER"]

_ROOMS = (foundation, economy, coding, projects, staff, control, intake, free, checks)
MAIN_PAGES = {name: page for room in _ROOMS for name, page in room.MAIN_PAGES.items()}
OTHER_PAGES = {name: page for room in _ROOMS for name, page in room.OTHER_PAGES.items()}
PAGES = MAIN_PAGES | OTHER_PAGES


def address(name: str) -> str:
    """Where a page is, with the numbers of the sample municipality as it is loaded."""
    room = next(room for room in _ROOMS if name in room.MAIN_PAGES or name in room.OTHER_PAGES)
    return _address(name, room.numbers(Sample.read()))


def addresses() -> list[str]:
    """Where every page is; what a room stores for its pages is stored once."""
    numbers = {key: value for room in _ROOMS for key, value in room.numbers(Sample.read()).items()}
    return [_address(name, numbers) for name in PAGES]


def _address(name: str, numbers: Mapping[str, object]) -> str:
    return PAGES[name][1].format(**numbers)
