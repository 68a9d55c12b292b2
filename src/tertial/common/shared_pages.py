"""Pages that a room leads to although a room above has them.

The lower room declares the page, the room that has it says at start which of its addresses that is. So no room reverses
the name of an address above it; `tests/architecture/test_addresses.py` holds them to it.
"""

from typing import ClassVar

from django.urls import Resolver404, resolve, reverse


class SharedPage:
    """One such page. Templates ask for its address by name: `{% shared_page "history" ref %}`."""

    declared: ClassVar[dict[str, "SharedPage"]] = {}

    def __init__(self, name: str) -> None:
        self.name = name
        self._view = ""
        self.declared[name] = self

    def stands_at(self, view: str) -> None:
        """Says which view the page is (`desk:history`); called once, by the room that has it, when it starts."""
        self._view = view

    @property
    def stands_somewhere(self) -> bool:
        """Whether a room has said so."""
        return bool(self._view)

    def address(self, *arguments: object) -> str:
        """The address of the page about what the arguments name."""
        return reverse(self._view, args=arguments)

    def is_at(self, path: str) -> bool:
        """Whether an address is the page's, about whatever it may be."""
        try:
            return resolve(path).view_name == self._view
        except Resolver404:
            return False


START = SharedPage("start")
"""Where a person begins in a unit and a period."""

HELP = SharedPage("help")
"""What the words and keys mean, in a unit and a period."""

SEARCH = SharedPage("search")
"""Search over everything; takes nothing."""

IMPORTS = SharedPage("imports")
"""The imports of files of a kind, named by its word in addresses, in a unit and a period."""

IMPORT = SharedPage("import")
"""One import, in a unit and a period."""

HISTORY = SharedPage("history")
"""Everything that was written about the thing of a ref."""

TRACE = SharedPage("trace")
"""Leads from the ref of a thing or a figure to the page where it stands."""

PROFILE, LANGUAGE, SIGN_OUT = SharedPage("profile"), SharedPage("language"), SharedPage("sign_out")
"""The signed-in person's own page, and what the menu of the account sends to."""

FIRST_START = SharedPage("first_start")
"""Where whoever has the printed code begins, while there is nobody; takes nothing."""

PRESETS = SharedPage("presets")
"""What most municipalities need, ready to choose, for an administrator; takes nothing."""

CHECKLIST = SharedPage("checklist")
"""How far the municipality of an administrator has come with setting up; takes nothing."""

WORKBOOKS = SharedPage("workbooks")
"""Where a municipality starts in Excel; takes nothing."""
