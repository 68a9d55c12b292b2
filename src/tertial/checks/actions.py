"""Writes of answers to findings. Whoever reports for the unit may."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.checks.live import LiveFinding, findings_now
from tertial.checks.models import Answer, FindingAnswer
from tertial.common import audit
from tertial.common.archiving import put_away
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation import gate
from tertial.organisation.models import Unit

_TOLD = ("period", "answer", "said", "reason")


class NotAnswered(DomainError):
    """The answer cannot be stored as it was given."""


@transaction.atomic
def answer_finding(
    *, by: Person, unit: Unit, period: Period, finding: str, answer: Answer, reason: str
) -> FindingAnswer:
    """Stores an answer to a finding of the report as it is now; another answer to it takes its place.

    `finding` is the key that stood on the page. Raises NotAllowed, and NotAnswered without a reason or where the
    figures have changed so that the finding is no longer there.
    """
    gate.enter(by=by, act=gate.REPORT, things=[unit], period=period)
    lock(unit)
    if not reason.strip():
        raise NotAnswered(Message(gettext_noop("Write why the finding can stand as it is, or why it is wrong.")))
    found = next((one for one in findings_now(unit, period) if one.finding.key == finding), None)
    if found is None:
        raise NotAnswered(
            Message(
                gettext_noop("The report has changed, and this finding is no longer there; look at the list again.")
            )
        )
    if found.answer is not None:
        put_away(by=by, thing=found.answer, action="finding.withdraw")
    stored = FindingAnswer(
        unit=unit,
        period=period.key,
        answer=answer,
        about=about(found, answer),
        rule=found.finding.code,
        said=found.sentence,
        reason=reason.strip(),
        answered_by=by,
    )
    stored.save()
    audit.record(person=by, action="finding.answer", subject=stored, after=audit.state(stored, _TOLD))
    return stored


@transaction.atomic
def withdraw_answer(*, by: Person, answer: FindingAnswer) -> None:
    """Takes an answer back, so that the finding is open again; what is taken back already stays so."""
    gate.enter(by=by, act=gate.REPORT.undone, things=[answer], period=Period.parse(answer.period))
    put_away(by=by, thing=answer, action="finding.withdraw")


def about(found: LiveFinding, answer: Answer) -> str:
    """What an answer holds for: these figures, or this place."""
    return found.place if answer == Answer.WRONG else found.finding.key
