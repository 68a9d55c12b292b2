"""What the rules find in a unit's report as it would be printed now, with what people have answered."""

from collections.abc import Iterable
from dataclasses import dataclass

from tertial.checks.models import Answer, FindingAnswer
from tertial.common.kept import Kept, may_keep
from tertial.common.wording import sentence
from tertial.domain.checks import CheckFinding, CheckResult, Reading, check, read_report
from tertial.domain.checks.answers import place_key
from tertial.domain.finding import Severity
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.compose import compose
from tertial.reports.composed import composed, stamp_of

_kept: Kept["LiveCheck"] = Kept(most=16)


@dataclass(frozen=True, slots=True)
class LiveCheck:
    """A report as the rules read it, and what they found."""

    reading: Reading
    result: CheckResult


@dataclass(frozen=True, slots=True)
class LiveFinding:
    """A finding, the key of its place, and the answer that holds for it."""

    finding: CheckFinding
    place: str
    answer: FindingAnswer | None

    @property
    def sentence(self) -> str:
        """What it says, in the reader's language."""
        return sentence(self.finding.message)

    @property
    def is_open(self) -> bool:
        """Whether someone has to do something about it: notes only explain."""
        return self.answer is None and self.finding.severity is not Severity.NOTE


def check_live(unit: Unit, period: Period) -> LiveCheck:
    """The report of the unit checked as it is now; kept until something is written. Raises what composing raises."""
    return _kept.get((unit.pk, period), stamp_of(unit), lambda: _checked(unit, period))


def findings_now(unit: Unit, period: Period) -> list[LiveFinding]:
    """The findings of a unit's report in its order, each with its answer."""
    live = check_live(unit, period)
    rows = FindingAnswer.objects.filter(unit=unit, period=period.key, archived_at=None).select_related("answered_by")
    answers = {row.about: row for row in rows}
    return [_with_answer(finding, live.reading, answers) for finding in live.result.findings]


def open_errors(findings: Iterable[LiveFinding]) -> list[LiveFinding]:
    """The errors that nobody has answered."""
    return [one for one in findings if one.is_open and one.finding.severity is Severity.ERROR]


def _with_answer(finding: CheckFinding, reading: Reading, answers: dict[str, FindingAnswer]) -> LiveFinding:
    place = place_key(finding, reading)
    accepted, wrong = answers.get(finding.key), answers.get(place)
    held = accepted if accepted and accepted.answer == Answer.ACCEPTED else wrong
    return LiveFinding(finding, place, held if held and held.rule == finding.code else None)


def _checked(unit: Unit, period: Period) -> LiveCheck:
    composition = composed(unit, period)[0] if may_keep() else compose(unit, period)
    reading = read_report(composition.document)
    return LiveCheck(reading, check(reading))
