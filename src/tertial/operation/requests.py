"""What is said of each request, once it is answered."""

import logging

from tertial.common.serving.answered import Answered
from tertial.operation import counts, probes

_log = logging.getLogger("tertial.requests")


def tell(answered: Answered) -> None:
    """Writes a line, and counts it; those who only watch over Tertial ask every few seconds, and leave no line."""
    if answered.route != probes.LANE:
        _log.info("Answered.", extra={"answered": answered})
    counts.add(answered)
