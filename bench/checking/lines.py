"""Lines of figures before they are laid out: what they are called, what they amount to, which are sums of which."""

from dataclasses import dataclass, field
from decimal import Decimal


@dataclass
class Line:
    """One line. `values` are exact, by measure (öre, persons, hours); `sign` is -1 where costs are printed as plus.

    `parts` are the keys of the lines it sums, with a weight of its own where one is subtracted.
    """

    key: str
    label: str
    values: dict[str, Decimal]
    parts: tuple[str, ...] = ()
    kind: str = "row"
    indent: int = 0
    sign: int = 1
    code: str = ""
    children: "list[Line]" = field(default_factory=list)

    def shown(self, measure: str) -> Decimal:
        """The value with the sign it is printed with."""
        return self.values[measure] * self.sign


def total_of(key: str, label: str, lines: list[Line], *, sign: int = 1, kind: str = "total") -> Line:
    """The line that sums other lines, by what they are and not by what they print."""
    measures = set.intersection(*(set(line.values) for line in lines))
    values = {name: sum((line.values[name] for line in lines), Decimal(0)) for name in measures}
    return Line(key, label, values, tuple(line.key for line in lines), kind, sign=sign)
