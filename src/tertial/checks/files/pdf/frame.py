"""How places on the paper follow from those of the file."""

from dataclasses import dataclass

from tertial.checks.files.pdf.shapes import Rule


@dataclass(frozen=True, slots=True)
class Frame:
    """How places on the paper follow from those of the file: what is cut away, and how the page is turned."""

    left: float
    bottom: float
    right: float
    top: float
    turn: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        wide, high = self.right - self.left, self.top - self.bottom
        return (high, wide) if self.turn in (90, 270) else (wide, high)

    def rule(self, left: float, bottom: float, right: float, top: float) -> Rule:
        """The rectangle in points from the upper left corner."""
        match self.turn:
            case 90:
                return Rule(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
            case 180:
                return Rule(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
            case 270:
                return Rule(self.top - top, self.right - right, self.top - bottom, self.right - left)
        return Rule(left - self.left, self.top - top, right - self.left, self.top - bottom)
