"""Changes to the hours of the six cells of a unit, as spaces of whole-number vectors; exact, no rounding anywhere."""

from collections.abc import Iterable
from functools import lru_cache
from math import gcd

CELLS = 6

Vector = tuple[int, ...]
Space = tuple[Vector, ...]
"""A basis in reduced form, so that equal spaces are equal tuples."""

NOWHERE: Space = ()
"""Only the change that changes nothing."""
EVERYTHING: Space = tuple(tuple(int(at == cell) for at in range(CELLS)) for cell in range(CELLS))


def moves(space: Space, chosen: Vector) -> bool:
    """Whether some change in the space alters the sum over the chosen cells."""
    return any(_dot(change, chosen) for change in space)


@lru_cache(maxsize=65536)
def joined(*spaces: Space) -> Space:
    """Every change that is a sum of changes from the spaces."""
    return _reduced(vector for space in spaces for vector in space)


@lru_cache(maxsize=65536)
def unmoved(space: Space, known: tuple[Vector, ...]) -> Space:
    """The changes in the space that alter none of the known sums."""
    for chosen in known:
        space = _unmoved_by_one(space, chosen)
    return _reduced(space)


@lru_cache(maxsize=65536)
def common(one: Space, other: Space) -> Space:
    """The changes that lie in both spaces."""
    return unmoved(one, unmoved(EVERYTHING, other))


def _unmoved_by_one(space: Space, chosen: Vector) -> Space:
    moving = [vector for vector in space if _dot(vector, chosen)]
    if not moving:
        return space
    first, by = moving[0], _dot(moving[0], chosen)
    still = tuple(vector for vector in space if not _dot(vector, chosen))
    return still + tuple(
        tuple(by * own - _dot(vector, chosen) * taken for own, taken in zip(vector, first, strict=True))
        for vector in moving[1:]
    )


def _dot(one: Vector, other: Vector) -> int:
    return sum(left * right for left, right in zip(one, other, strict=True))


def _reduced(vectors: Iterable[Vector]) -> Space:
    rows = [vector for vector in vectors if any(vector)]
    done: list[Vector] = []
    for cell in range(len(rows[0]) if rows else 0):
        lead = next((row for row in rows if row[cell]), None)
        if lead is None:
            continue
        rows.remove(lead)
        lead = _smallest(lead, cell)
        rows = [row for row in (_without(row, lead, cell) for row in rows) if any(row)]
        done = [_without(row, lead, cell) for row in done]
        done.append(lead)
    return tuple(_smallest(row, next(at for at, value in enumerate(row) if value)) for row in done)


def _without(row: Vector, lead: Vector, cell: int) -> Vector:
    return tuple(lead[cell] * own - row[cell] * taken for own, taken in zip(row, lead, strict=True))


def _smallest(row: Vector, cell: int) -> Vector:
    by = gcd(*row) * (1 if row[cell] > 0 else -1)
    return tuple(value // by for value in row)
