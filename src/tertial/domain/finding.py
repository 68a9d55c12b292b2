"""What a calculation noticed besides its result."""

from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.message import Message
from tertial.domain.ref import NO_REF, Ref


class Severity(StrEnum):
    """How much a finding weighs: an error makes the figure wrong, a warning doubtful, a note explains."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Finding:
    """One remark on one thing; `code` is stable, `ref` points at what it concerns (`outcome:77`)."""

    code: str
    severity: Severity
    message: Message
    ref: Ref = NO_REF
