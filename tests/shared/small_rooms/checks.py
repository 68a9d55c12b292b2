"""The small municipality's part of checks: two sentences that contradict themselves, one of them answered."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tertial.accounts.system import the_system
from tertial.checks.actions import answer_finding
from tertial.checks.live import findings_now
from tertial.checks.models import Answer, FindingAnswer
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.chapters.actions import add_entry
from tertial.texts.actions import import_text

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality

TERTIAL = Period.parse("2024-T2")
SENTENCES = (
    "Frånvaron har minskat med 0,5 procentenheter från 1,5 procent till 0,4 procent.\n\n"
    "Omsättningen har ökat med 2,0 procentenheter från 9,0 procent till 12,0 procent."
)


@dataclass(frozen=True)
class Checks:
    """What was answered to the first finding; the second is open."""

    answer: FindingAnswer


def open_finding(unit: Unit) -> str:
    """The key of the finding that nobody has answered."""
    return next(one.finding.key for one in findings_now(unit, TERTIAL) if one.answer is None)


def store(place: "SmallMunicipality") -> Checks:
    """Stores an answer, and gives it, so that addresses can point at it."""
    unit = place.units["KS"]
    entry = add_entry(by=the_system(), unit=unit, period=TERTIAL, slot="handelser", heading="Frånvaro")
    document = rich_text_to_json(from_plain_text(SENTENCES))
    about = {"unit": unit, "subject": entry.ref, "slot": "text", "period": TERTIAL.key}
    import_text(by=place.people[Role.REPORTER], document=document, **about)
    found = findings_now(unit, TERTIAL)
    answer = answer_finding(
        by=place.people[Role.REPORTER],
        unit=unit,
        period=TERTIAL,
        finding=found[0].finding.key,
        answer=Answer.ACCEPTED,
        reason="Så räknar regionen.",
    )
    return Checks(answer)
