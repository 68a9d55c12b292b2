"""Which units lack what others have in a period, so that no figure of some stands as of all (docs/rules/sums.md)."""

from collections.abc import Iterable, Mapping

from tertial.domain.extent import named
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree

Imported = tuple[int, str, int]
"""A row as it was imported: the unit it is of, its period, and the unit that its import was made for."""


def lacking_in(imported: Iterable[Imported]) -> dict[str, list[str]]:
    """The names of the units that lack a period, for each period where any does.

    A unit is expected where it has rows of any of the periods and lives at its end. An import is of everything below
    the unit it was made for, so whoever is not named in it has none.
    """
    tree = unit_tree()
    made_for: dict[str, set[int]] = {}
    expected: dict[int, Unit] = {}
    for unit, period, of_import in imported:
        made_for.setdefault(period, set()).update((of_import, unit))
        expected[unit] = tree.units[unit]
    above = {pk: {step.pk for step in tree.path(pk)} for pk in expected}
    found: dict[str, list[str]] = {}
    for period, covered in made_for.items():
        names = [unit.name for pk, unit in expected.items() if not above[pk] & covered and _lives(unit, period)]
        if names:
            found[period] = sorted(names)
    return found


def _lives(unit: Unit, period: str) -> bool:
    last = Period.parse(period).end
    return unit.valid_from <= last and (unit.valid_to is None or unit.valid_to >= last)


def lacking_words(lacking: Mapping[str, list[str]]) -> list[Message]:
    """Why a period is not shown, one sentence for each that lacks units."""
    template = gettext_noop("%(period)s is not shown: figures are missing for %(names)s.")
    return [
        Message(template, {"period": Period.parse(key), "names": named(names)})
        for key, names in sorted(lacking.items())
    ]
