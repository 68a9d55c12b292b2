"""A municipality's own structure as one file that people can read, moved between installations (docs/adr/0090).

A room says with a `Configured` among the facets of a kind what of it is structure: its shape, how it is read, and
which action writes it. Figures and people are none.
"""

from tertial.things.configuration.applying import Plan, apply, plan_for
from tertial.things.configuration.declared import Configured, Item, Rows
from tertial.things.configuration.differences import Change, Difference
from tertial.things.configuration.errors import UnusableConfiguration
from tertial.things.configuration.file import read_file, written_file

__all__ = [
    "Change",
    "Configured",
    "Difference",
    "Item",
    "Plan",
    "Rows",
    "UnusableConfiguration",
    "apply",
    "plan_for",
    "read_file",
    "written_file",
]
