"""What a check of a document gives: findings, the map of its figures, and how much was read."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256

from tertial.domain.checks.place import Place
from tertial.domain.checks.reading import Unread
from tertial.domain.finding import Severity
from tertial.domain.message import Message
from tertial.domain.quantity import Unit


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure that takes part in a calculation: where it stands, and how it is printed."""

    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class CheckFinding:
    """One finding. `code` is that of the rule (`sum`, `text-against-table`) and names its page in docs/rules/checks/.

    `message` is one sentence that names the figures, `computed` what was computed (`51 776 = 12 000 + 39 776`).
    `suspects` are the places to look at, the likeliest first; `figures` all that took part.
    """

    code: str
    severity: Severity
    message: Message
    computed: str
    suspects: tuple[Place, ...]
    figures: tuple[Seen, ...] = ()

    @property
    def place(self) -> Place:
        """Where to look first."""
        return self.suspects[0]

    @property
    def key(self) -> str:
        """Tells the finding from others, and changes when a figure of it does: rule, sentence, refs and figures."""
        parts = [self.code, str(self.message), *(f"{seen.place.ref}={seen.text}" for seen in self.figures)]
        return sha256("\x1f".join(parts).encode()).hexdigest()[:32]


class Mark(StrEnum):
    """What is known of a figure: verified, explained by rounding, contradicted, or compared with nothing."""

    VERIFIED = "green"
    ROUNDING = "amber"
    CONTRADICTED = "red"
    UNCOMPARED = "grey"


@dataclass(frozen=True, slots=True)
class MarkedFigure:
    """A figure of the document, the codes of the rules that compared it, and what they computed."""

    place: Place
    text: str
    value: Decimal
    unit: Unit | None
    mark: Mark
    by: tuple[str, ...] = ()
    calculations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much was read, and of how much of it something was checked."""

    tables: int = 0
    tables_checked: int = 0
    figures: int = 0
    figures_checked: int = 0
    sentences: int = 0
    sentences_checked: int = 0


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What a check gives: the findings in the order of the document, its figures, and what was not read."""

    findings: tuple[CheckFinding, ...]
    figures: tuple[MarkedFigure, ...]
    counts: Counts
    unread: tuple[Unread, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether nothing contradicts anything: errors and warnings make a run fail, notes do not."""
        return not any_open(self.findings)


def any_open(findings: Iterable[CheckFinding]) -> bool:
    """Whether a finding is more than a note."""
    return any(finding.severity is not Severity.NOTE for finding in findings)
