"""What a reporter finds undone in the morning, and what is to stand in the report in the evening."""

from tertial.goals.actions.assessments import withdraw_assessment
from tertial.goals.actions.assignments import save_assignment
from tertial.goals.actions.outcomes import remove_outcome
from tertial.goals.models import GoalAssessment, Outcome
from tertial.goals.text_slots import WORK
from tertial.texts.actions import Saved, save_text
from tests.browser.sample import INDICATOR, Sample

NEW_ASSIGNMENT = "Starta en mötesplats för föreningar i Vårby"
COMMENT = "Lokalen är hyrd, men öppnar först i februari."
WRITTEN = "Servicecentret svarar fortare: index blev "
REASON = "Trygghetsarbetet är brett, och utredningarna har kommit längre än planen."
REASON_ASKED_FOR = "Föreslagen bedömning är ”Delvis uppfyllt” men du valde ”I hög grad uppfyllt”. Ange skälet."
NOT_A_NUMBER = "sjuttiofyra är inte ett tal. Skriv som 1\xa0234,5."

TASKS = (
    f"Ange status: {NEW_ASSIGNMENT}",
    f"Lägg in utfallet: {INDICATOR}",
    "Skriv: Genomfört arbete",
    "Bedöm målet: föreslagen bedömning är ”Delvis uppfyllt”",
)


def leave_things_undone() -> Sample:
    """Takes an outcome, a text and an assessment away from a goal that had everything, and gives it more to do."""
    sample = Sample.read()
    coordinator, reporter = sample.person("samordnare"), sample.person("rapportor")
    remove_outcome(by=reporter, outcome=Outcome.objects.get(indicator=sample.indicator, period="2024"))
    withdraw_assessment(by=reporter, assessment=GoalAssessment.objects.get(goal=sample.goal, period="2024"))
    text = sample.text(WORK)
    emptied = save_text(
        by=reporter,
        unit=text.unit,
        subject=text.subject,
        slot=text.slot,
        period=text.period,
        document={"type": "doc", "content": []},
        revision=text.revision,
    )
    assert isinstance(emptied, Saved)
    save_assignment(
        by=coordinator,
        plan=sample.plan,
        title=NEW_ASSIGNMENT,
        origin=sample.assignment.origin,
        goal=sample.goal,
        responsible=reporter,
    )
    return sample
