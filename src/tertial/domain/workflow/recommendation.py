"""An audit recommendation: followed up until a re-check has closed it."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class Recommended(StrEnum):
    """Where a recommendation stands."""

    OPEN = "open"
    CLOSED = "closed"


class RecommendationAct(StrEnum):
    """What can be done about a recommendation."""

    REPORT = "report"
    RECHECK = "recheck"
    CLOSE = "close"


_REPORTS = "may report for the unit, or is responsible"
_OTHER = "may report for the unit, is not responsible for it and has not reported it done"

RECOMMENDATION = Workflow(
    name="recommendation",
    title="Audit recommendation",
    start=Recommended.OPEN,
    states={Recommended.OPEN: gettext_noop("Open"), Recommended.CLOSED: gettext_noop("Closed by a re-check")},
    acts={
        RecommendationAct.REPORT: gettext_noop("report how far it has come"),
        RecommendationAct.RECHECK: gettext_noop("re-check it and let it stay open"),
        RecommendationAct.CLOSE: gettext_noop("re-check and close it"),
    },
    transitions=(
        Transition(Recommended.OPEN, RecommendationAct.REPORT, Recommended.OPEN, _REPORTS),
        Transition(Recommended.CLOSED, RecommendationAct.REPORT, Recommended.CLOSED, f"{_REPORTS}; it stays closed"),
        Transition(Recommended.OPEN, RecommendationAct.RECHECK, Recommended.OPEN, _OTHER),
        Transition(Recommended.OPEN, RecommendationAct.CLOSE, Recommended.CLOSED, f"{_OTHER}; someone is responsible"),
        Transition(Recommended.CLOSED, RecommendationAct.RECHECK, Recommended.OPEN, f"{_OTHER}; it is open again"),
        Transition(Recommended.CLOSED, RecommendationAct.CLOSE, Recommended.CLOSED, _OTHER),
    ),
)
