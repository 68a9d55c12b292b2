"""What a form began from, as it is sent along with it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from tertial.domain.ref import Ref

_SALT = "tertial.editing"


@dataclass(frozen=True, slots=True)
class Began:
    """What a form showed when it was opened: a mark a field, when, of what, and the fields asked about since."""

    marks: Mapping[str, str]
    at: datetime
    refs: tuple[Ref, ...]
    asked: frozenset[str] = frozenset()

    @classmethod
    def read(cls, text: str) -> "Began | None":
        """What a browser sent; None for what we have not signed."""
        try:
            held = json.loads(signing.loads(text, salt=_SALT))
            return cls(
                held["marks"],
                datetime.fromisoformat(held["at"]),
                tuple(map(Ref.parse, held["refs"])),
                frozenset(held["asked"]),
            )
        except (signing.BadSignature, ValueError, KeyError, TypeError):
            return None

    def signed(self) -> str:
        """As it is sent along with the form."""
        held = {"marks": dict(self.marks), "at": self.at.isoformat(), "refs": self.refs, "asked": sorted(self.asked)}
        return signing.dumps(json.dumps(held), salt=_SALT)
