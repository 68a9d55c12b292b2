"""The codes of a dimension as they are listed, and what the ledger uses that nobody has named."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.common.exports import Cell, ExportTable
from tertial.common.period_words import years_words
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.validity import ALWAYS
from tertial.economy.coding.places import PLURALS
from tertial.economy.ledger.booked import Booked, booked
from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class CodeFilter:
    """What is looked for: words in code or name, and a year in which it is valid."""

    text: str = ""
    year: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.year)


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code under those it stands under (`depth`), with the name of the one above and the years it is valid."""

    code: Code
    depth: int
    above: str
    years: str


@dataclass(frozen=True, slots=True)
class Lacking:
    """A code that the ledger uses in some years without what it needs; `known` is the code to change, if any."""

    code: str
    years: str
    outcome: str
    budget: str
    what: str
    known: Code | None


def codes_of(municipality: Unit, dimension: Dimension, chosen: CodeFilter | None = None) -> list[CodeRow]:
    """The codes that fit the filter, each below the one it stands under; without a filter all."""
    chosen = chosen or CodeFilter()
    codes = list(Code.objects.filter(municipality=municipality, dimension=dimension).select_related("unit"))
    names = {code.code: code.name for code in codes}
    return [
        CodeRow(code, depth, f"{code.parent} {names.get(code.parent, '')}".strip(), years_of(code))
        for code, depth in _in_order(codes)
        if _fits(code, chosen)
    ]


def years_of(code: Code) -> str:
    """The years in which a code is valid, in words."""
    return years_words(code.valid_from, code.valid_to)


def lacking(municipality: Unit, dimension: Dimension) -> list[Lacking]:
    """What the ledger uses in years when no code has that name, or a ledger unit that belongs to no unit."""
    codes: dict[str, list[Code]] = defaultdict(list)
    for code in Code.objects.filter(municipality=municipality, dimension=dimension):
        codes[code.code].append(code)
    found: dict[tuple[str, str, Code | None], dict[int, Booked]] = defaultdict(dict)
    for (name, year), each in booked(municipality, dimension).items():
        valid = next((code for code in codes.get(name, ()) if code.is_valid_in(year)), None)
        if valid is None:
            known = codes[name][-1] if name in codes else None
            found[name, _("not valid then") if known else _("no name"), known][year] = each
        elif dimension is Dimension.UNIT and valid.unit_id is None:
            found[name, _("belongs to no unit"), valid][year] = each
    return [
        Lacking(
            name,
            _years(of),
            _sum(each.outcome for each in of.values()),
            _sum(each.budget for each in of.values()),
            what,
            known,
        )
        for (name, what, known), of in sorted(found.items(), key=lambda item: item[0][:2])
    ]


def as_table(rows: Sequence[CodeRow], dimension: Dimension) -> ExportTable:
    """The list as a file, with the headings that a file of codes is read by."""
    headings = [_("Code"), _("Name"), _("Stands under")]
    if dimension is Dimension.UNIT:
        headings.append(_("Unit"))
    headings += [_("From the year"), _("To the year")]
    return ExportTable(str(PLURALS[dimension]), headings, [_cells(row.code) for row in rows])


def _cells(code: Code) -> list[Cell]:
    unit: list[Cell] = []
    if code.dimension == Dimension.UNIT:
        unit = [code.unit.code if code.unit else ""]
    first = "" if code.valid_from == ALWAYS else str(code.valid_from)
    return [code.code, code.name, code.parent, *unit, first, str(code.valid_to or "")]


def _in_order(codes: Sequence[Code]) -> list[tuple[Code, int]]:
    """Every code once; the years of one code beside each other."""
    below: dict[str, list[Code]] = defaultdict(list)
    known = {code.code for code in codes}
    for code in sorted(codes, key=lambda each: (each.code, each.valid_from)):
        below[code.parent if code.parent in known else ""].append(code)
    found: list[tuple[Code, int]] = []
    seen: set[int] = set()

    def walk(parent: str, depth: int) -> None:
        group = [code for code in below.get(parent, ()) if code.pk not in seen]
        for position, code in enumerate(group):
            if code.pk not in seen:
                seen.add(code.pk)
                found.append((code, depth))
            if position + 1 == len(group) or group[position + 1].code != code.code:
                walk(code.code, depth + 1)

    walk("", 0)
    return found


def _fits(code: Code, chosen: CodeFilter) -> bool:
    text = chosen.text.casefold()
    if text and not code.code.casefold().startswith(text) and text not in code.name.casefold():
        return False
    return chosen.year is None or code.is_valid_in(chosen.year)


def _years(of: dict[int, Booked]) -> str:
    first, last = min(of), max(of)
    return str(first) if first == last else f"{first}–{last}"


def _sum(amounts: Iterable[int]) -> str:
    return format_quantity(from_ore(sum(amounts), Quantum.TKR, 0))
