"""A ref: by what everything points at a thing or a figure, such as `unit:KS` or `staff:KS:2024:sick_leave`."""

from collections.abc import Iterable
from typing import Self


class Ref(str):
    """The kind of a thing and the key that distinguishes it from others of its kind; it never changes.

    It is made of its parts, `Ref("unit", "KS")`, or of what was printed, `Ref.parse("unit:KS")`. It is the text it is
    printed as (ADR 60), so that databases, JSON and pages take it as it is; a string is no ref, and the type checker
    refuses it.
    """

    __slots__ = ()

    def __new__(cls, kind: str, first: object, *more: object) -> Self:
        """A ref by its kind and the parts of its key, which are printed with colons between."""
        if not kind or ":" in kind:
            msg = f"no kind of a ref: {kind!r}"
            raise ValueError(msg)
        return super().__new__(cls, ":".join(map(str, (kind, first, *more))))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The ref that was printed so. Any text can be asked for; one that no room knows stands for nothing."""
        return str.__new__(cls, text)

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return type(self).parse, (str(self),)

    def __repr__(self) -> str:
        return f"Ref({str(self)!r})"

    @property
    def kind(self) -> str:
        """What kind of thing it points at: `goal`."""
        return self.partition(":")[0]

    @property
    def key(self) -> str:
        """Which of its kind it points at: `KS`, `KS:2024:sick_leave`."""
        return self.partition(":")[2]

    @property
    def last(self) -> str:
        """The last part of its key, which distinguishes the thing from those beside it."""
        return self.rpartition(":")[2]

    def extended(self, *more: object) -> "Ref":
        """The ref of something about the thing: `indicator:KS:pupils:2024` of `indicator:KS:pupils`."""
        return Ref(self.kind, self.key, *more)

    def parts(self, most: int) -> list[str]:
        """The parts of the key, `most` at most: the first, mostly the code of a unit, may hold colons itself."""
        return self.key.rsplit(":", most - 1)

    def beginnings(self) -> "list[Ref]":
        """The ref itself and each that it extends, the longest first: `plan:KS:2024`, `plan:KS`."""
        parts = self.key.split(":")
        return [Ref(self.kind, *parts[:most]) for most in range(len(parts), 0, -1)]

    @property
    def anchor(self) -> str:
        """The ref as part of the address of a place on a page: `unit-KS`."""
        return self.replace(":", "-").replace(".", "-")


NO_REF = Ref.parse("")


def by_kind(refs: Iterable[Ref]) -> dict[str, list[Ref]]:
    """The refs of each kind, in their order."""
    found: dict[str, list[Ref]] = {}
    for ref in refs:
        found.setdefault(ref.kind, []).append(ref)
    return found
