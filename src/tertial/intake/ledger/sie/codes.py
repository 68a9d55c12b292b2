"""Object lists of SIE as the codes of ledger lines."""

from collections import Counter
from collections.abc import Iterable

from tertial.intake.ledger.sie.file import APART, Dimensions, SieFile
from tertial.intake.ledger.sie.grammar import objects

_MOST_KEPT = 50_000


class Codes:
    """Unit, activity, project and counterpart of object lists; a part of a dimension counts as it."""

    def __init__(self, file: SieFile, columns: Dimensions) -> None:
        self._file = file
        self._columns = (columns.unit, columns.activity, columns.project, columns.counterpart)
        self._kept: dict[str, str] = {}
        self._unused: dict[str, tuple[str, ...]] = {}

    def of(self, listed: Iterable[str]) -> list[str] | None:
        """The codes of lists as cells apart by U+001F; None where a list is not written as SIE says."""
        used = list(listed)
        for one in set(used).difference(self._kept):
            if not self._learn(one):
                return None
        codes = list(map(self._kept.__getitem__, used))
        if self._unused:
            self._count_unused(used)
        return codes

    def of_pairs(self, pairs: tuple[tuple[str, str], ...]) -> tuple[str, str, str, str]:
        """The four codes of an object list that has been read."""
        by_dimension = {self._whole(dimension): code for dimension, code in pairs} | dict(pairs)
        unit, activity, project, counterpart = (by_dimension.get(dimension, "") for dimension in self._columns)
        return unit, activity, project, counterpart

    def holds_unit(self, pairs: tuple[tuple[str, str], ...]) -> bool:
        """Whether an object list names a unit."""
        return any(self._columns[0] in (dimension, self._whole(dimension)) for dimension, _ in pairs)

    def count_unused(self, pairs: tuple[tuple[str, str], ...]) -> None:
        """Counts the dimensions that no column of the ledger holds."""
        self._file.unused_dimensions.update(self._unused_of(pairs))

    def _learn(self, listed: str) -> bool:
        pairs = objects(listed)
        if pairs is None:
            return False
        if len(self._kept) > _MOST_KEPT:
            self._kept.clear()
            self._unused.clear()
        self._kept[listed] = APART.join(self.of_pairs(pairs))
        if unused := self._unused_of(pairs):
            self._unused[listed] = unused
        return True

    def _whole(self, dimension: str) -> str:
        return self._file.parents.get(dimension, dimension)

    def _unused_of(self, pairs: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
        held = {column for column in self._columns if column}
        return tuple(dimension for dimension, _ in pairs if not held & {dimension, self._whole(dimension)})

    def _count_unused(self, used: list[str]) -> None:
        for listed, times in Counter(used).items():
            for dimension in self._unused.get(listed, ()):
                self._file.unused_dimensions[dimension] += times
