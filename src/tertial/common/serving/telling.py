"""Telling of each request that is answered, so that nothing that goes wrong there keeps the answer back."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic

from tertial.common.serving.answered import Answered

_QUIET_SECONDS = 300.0
_log = logging.getLogger("tertial.serving")


@dataclass
class Telling:
    """Tells `tell`; where that fails, the log says so at most once in five minutes, since each request would."""

    tell: Callable[[Answered], object]
    quiet_until: float = 0.0

    def __call__(self, answered: Answered) -> None:
        """Tells of a request."""
        try:
            self.tell(answered)
        except Exception:
            if monotonic() >= self.quiet_until:
                self.quiet_until = monotonic() + _QUIET_SECONDS
                _log.exception("A request could not be counted.")
