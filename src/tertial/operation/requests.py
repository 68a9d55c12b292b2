"""What is said of each request, once it is answered."""

import logging

from tertial.common.serving.answered import Answered
from tertial.operation import counts, probes

_log = logging.getLogger("tertial.requests")


def tell(answered: Answered) -> None:
    """Counts it, and writes a line; those who only watch over Tertial ask every few seconds, and leave none."""
    counts.add(answered)
    if answered.route != probes.LANE:
        _log.info("Answered.", extra={"answered": answered})
