"""No room reverses the name of an address of a room above it or beside it: `common/shared_pages` and `common/menus`."""

import re
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from pathlib import Path

from django.urls import URLResolver, get_resolver

import tertial
from tertial.common.menus import MAIN, SETTINGS, Menu
from tertial.common.shared_pages import SharedPage
from tertial.economy.menu import PARTS

SOURCE = Path(tertial.__file__).parent
REPOSITORY = SOURCE.parents[1]


def heights() -> Mapping[str, int]:
    """How high each room stands, by .importlinter; rooms beside each other stand equally high."""
    linter = ConfigParser()
    linter.read(REPOSITORY / ".importlinter", encoding="utf-8")
    layers = linter["importlinter:contract:rooms"]["layers"].split("\n")
    upwards = [re.findall(r"\w+", layer) for layer in reversed(layers) if layer]
    return {room: height for height, rooms in enumerate(upwards) for room in rooms}


def rooms_of_names(resolver: URLResolver | None = None) -> Iterator[tuple[str, str]]:
    """The namespaces of the site's addresses, each with the room that its addresses are declared in."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            if pattern.namespace:
                yield pattern.namespace, pattern.urlconf_module.__name__.split(".")[1]
            yield from rooms_of_names(pattern)


def names_that_reach_too_high() -> Iterator[str]:
    """Each place in the code or a template of a room that names an address of a room above it or beside it."""
    height, room_of = heights(), dict(rooms_of_names())
    named = re.compile(rf"""["'](({"|".join(room_of)}):[a-z_]+)""")
    for file in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html")]):
        room = file.relative_to(SOURCE).parts[0]
        if room not in height:
            continue  # settings and the like know every room
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            for name, namespace in named.findall(line):
                target = room_of[namespace]
                if target != room and height[target] >= height[room]:
                    yield f"{file.relative_to(SOURCE)}:{number} {name}"


def test_no_address_is_named_by_a_room_below_it_or_beside_it():
    assert list(names_that_reach_too_high()) == []


def templates_that_reach_too_high() -> Iterator[str]:
    """Each place in a template of a room that takes a template of a room above it or beside it."""
    height = heights()
    taken = re.compile(r"""{% (?:extends|include) ["'](\w+)/""")
    for file in sorted(SOURCE.rglob("*.html")):
        room = file.relative_to(SOURCE).parts[0]
        for other in taken.findall(file.read_text(encoding="utf-8")):
            if other != room and height.get(other, 0) >= height[room]:
                yield f"{file.relative_to(SOURCE)} {other}"


def test_no_template_takes_one_of_a_room_above_it_or_beside_it():
    assert list(templates_that_reach_too_high()) == []


def test_every_room_with_addresses_has_its_place_among_the_rooms():
    rooms = dict(rooms_of_names())

    assert set(rooms.values()) <= heights().keys()
    assert {"desk", "goals", "economy", "accounts"} <= set(rooms.values())


def test_every_page_that_is_led_to_from_below_has_a_room_that_says_where_it_is():
    without = [name for name, page in SharedPage.declared.items() if not page.stands_somewhere]

    assert without == []


def test_no_two_entries_of_a_menu_claim_the_same_place():
    def orders(menu: Menu) -> list[int]:
        return [entry.order for entry in menu.entries]

    for menu in (MAIN, SETTINGS, PARTS):
        assert len(orders(menu)) == len(set(orders(menu)))
