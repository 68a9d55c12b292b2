"""What the room of checks has: answers to findings."""

from django.urls import reverse

from tertial.checks import guarded, writes
from tertial.checks.models import FindingAnswer
from tertial.domain.message import excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.organisation import gate
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind
from tertial.things.log_words import Logged, LogGroup
from tertial.things.undo import Undone


def _page(answer: FindingAnswer) -> str:
    return reverse("checks:report", args=[answer.unit.code, answer.period])


def _held(answer: FindingAnswer, _rest: str) -> Held:
    return Held(
        called=excerpt(answer.said, 100),
        way=lambda: _page(answer),
        units=(answer.unit_id,),
        year=Period.parse(answer.period).year,
        archived=answer.archived_at is not None,
    )


ANSWER = Kind(
    word="findinganswer",
    one=gettext_noop("Answer to a finding"),
    many=gettext_noop("Answers to findings"),
    find=stored(FindingAnswer, _held, "unit"),
    writes=writes.ANSWER,
    facets=(
        Undone(
            model=FindingAnswer,
            may=lambda by, answer, _entry: gate.enter(by=by, act=gate.REPORT.undone, things=[answer]),
            above=lambda answer: [answer.unit],
            page=_page,
            related=("unit",),
        ),
        guarded.ANSWER,
        Logged(
            group=LogGroup(95, "findings", gettext_noop("Findings in reports")),
            fields={
                "answer": gettext_noop("answer"),
                "said": gettext_noop("finding"),
                "reason": gettext_noop("reason"),
            },
        ),
    ),
)

KINDS = (ANSWER,)
