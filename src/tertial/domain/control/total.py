"""Totals of a control that many have answered: from counts, never from percentages."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.control.counts import Counted, Numbered
from tertial.domain.extent import named
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import NO_REF, Ref

Answered = Counted | Numbered | Decimal


class NoTotal(StrEnum):
    """Why there is no total."""

    NOTHING_ANSWERED = "nothing_answered"
    NOT_ALL_ANSWERED = "not_all_answered"
    ONLY_PERCENTAGES = "only_percentages"


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of what was counted by all who are asked, or why there is none; who has not answered is a finding."""

    result: Counted | Numbered | None
    cause: NoTotal | None
    findings: tuple[Finding, ...]


def total_of(answers: Iterable[Answered | None], ref: Ref = NO_REF, names: Sequence[str] = ()) -> Total:
    """The sum of the counts; None stands for someone who has not answered, a Decimal for a bare percentage.

    There is a total only when everyone has answered (docs/rules/sums.md); a finding says how many have not, and by
    `names`, in the order of the answers, who. A percentage leaves none either: how much it weighs is not known.
    """
    given = list(answers)
    known = [answer for answer in given if answer is not None]
    lacking = [name for name, answer in zip(names, given, strict=False) if answer is None]
    findings = _missing(len(given) - len(known), len(given), ref, lacking)
    if not known:
        return Total(None, NoTotal.NOTHING_ANSWERED, findings)
    if len(known) < len(given):
        return Total(None, NoTotal.NOT_ALL_ANSWERED, findings)
    if any(isinstance(answer, Decimal) for answer in known):
        message = Message(gettext_noop("Percentages cannot be added up; ask for counts to get a total."))
        return Total(
            None,
            NoTotal.ONLY_PERCENTAGES,
            (*findings, Finding("control-no-total", Severity.NOTE, message, ref)),
        )
    counted = [answer for answer in known if isinstance(answer, Counted)]
    if counted:
        summed = Counted(sum(each.population for each in counted), sum(each.deviations for each in counted))
        return Total(summed, None, findings)
    numbered = [answer for answer in known if isinstance(answer, Numbered)]
    return Total(Numbered(sum(each.number for each in numbered), sum(each.other for each in numbered)), None, findings)


def _missing(missing: int, asked: int, ref: Ref, names: Sequence[str]) -> tuple[Finding, ...]:
    said = unanswered(missing, asked, names)
    return (Finding("control-unanswered", Severity.WARNING, said, ref),) if said is not None else ()


def unanswered(missing: int, asked: int, names: Sequence[str] = ()) -> Message | None:
    """How many of those asked have not answered, and who, so that there is no total; None where all have."""
    if not missing:
        return None
    if missing == asked:
        return Message(gettext_noop("None of the %(asked)s who are asked has answered yet."), {"asked": asked})
    if names:
        template = gettext_noop("%(missing)s of %(asked)s have not answered, so there is no total: %(names)s.")
        return Message(template, {"missing": missing, "asked": asked, "names": named(names)})
    template = gettext_noop("%(missing)s of %(asked)s have not answered, so there is no total.")
    return Message(template, {"missing": missing, "asked": asked})
