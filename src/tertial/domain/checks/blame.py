"""Which figure is wrong where several calculations disagree (docs/rules/checks/README.md)."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, Spot, spot
from tertial.domain.checks.place import Place
from tertial.domain.checks.result import CheckFinding, Mark, Seen
from tertial.domain.finding import Severity

_WEIGHT = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.NOTE: 2}


def findings_from(comparisons: Sequence[Comparison]) -> list[CheckFinding]:
    """One finding for each figure that is to blame, with every calculation that speaks against it.

    The figure to blame is the one that most of the broken calculations share; among equals the one that two exchanged
    digits or a lost sign would explain, then the one that fewest other calculations confirm, then the computed one.
    """
    broken = [one for one in comparisons if one.mark is Mark.CONTRADICTED]
    places = {spot(figure.place): figure for one in broken for figure in one.figures}
    confirmed = Counter(spot(figure.place) for one in comparisons if one not in broken for figure in one.figures)
    found = [_finding(where, cases, places) for where, cases in _blamed(broken, places, confirmed)]
    return sorted(found, key=lambda finding: _order(finding.place))


def _blamed(
    broken: Sequence[Comparison], places: Mapping[Spot, Seen], confirmed: Mapping[Spot, int]
) -> Iterator[tuple[Spot, list[Comparison]]]:
    left = list(broken)
    while left:
        shared: dict[Spot, list[Comparison]] = defaultdict(list)
        for one in left:
            for where in one.implied or {spot(one.figures[0].place): None}:
                shared[where].append(one)
        worst = max(shared, key=lambda where: _suspicion(where, shared[where], places, confirmed))
        yield worst, shared[worst]
        left = [one for one in left if one not in shared[worst]]


def _suspicion(
    where: Spot, cases: Sequence[Comparison], places: Mapping[Spot, Seen], confirmed: Mapping[Spot, int]
) -> tuple[int, int, int, bool]:
    slips = sum(1 for one in cases if _slips(places[where].text, one.implied.get(where), one.allowed))
    computed = any(spot(one.figures[0].place) == where for one in cases)
    return len(cases), slips, -confirmed.get(where, 0), computed


def _slips(printed: str, value: Decimal | None, allowed: Decimal) -> bool:
    return value is not None and is_slip(printed, value, allowed)


def is_slip(printed: str, value: Decimal, allowed: Decimal = Decimal(0)) -> bool:
    """Whether two exchanged digits next to each other, or the sign, tell what is printed from what it should be."""
    digits = "".join(sign for sign in printed if sign.isdigit())
    decimals = len(printed.rpartition(",")[2].strip(" %\u00a0")) if "," in printed else 0
    digits = digits.zfill(len(str(int(abs(value)))) + decimals)
    for at in range(-1, len(digits) - 1):
        turned = digits if at < 0 else digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
        if turned.isdigit() and abs(Decimal(turned).scaleb(-decimals) - abs(value)) <= allowed:
            return True
    return False


def _finding(where: Spot, cases: Sequence[Comparison], places: Mapping[Spot, Seen]) -> CheckFinding:
    first = min(cases, key=lambda one: _WEIGHT[one.severity])
    figures = {spot(figure.place): figure for one in cases for figure in one.figures}
    blamed = places[where]
    others = [figure.place for at, figure in figures.items() if at != where]
    assert first.message is not None  # noqa: S101 - what does not agree says so
    return CheckFinding(
        first.code,
        first.severity,
        first.message,
        "; ".join(dict.fromkeys(one.computed for one in cases)),
        (blamed.place, *others),
        tuple(figures.values()),
    )


def _order(place: Place) -> tuple[int, int, int, int, int]:
    return (place.part or 0, place.table or -1, place.row or 0, place.column or 0, place.start or 0)
