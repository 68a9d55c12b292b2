"""Pages of accounts, organisation, texts, goals and reports."""

from tertial.accounts.password_links import make_link
from tertial.accounts.system import the_system
from tertial.goals.models import Goal
from tests.browser.pages.people import ADMINISTRATOR, APPROVER, COORDINATOR, NOBODY, OUTSIDER, READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "signing in": (NOBODY, "/konto/logga-in/"),
    "start": (REPORTER, "/KS/2024/"),
    "goal tree": (COORDINATOR, "/KS/2024/mal/"),
    "goal": (REPORTER, "/mal/{goal}/"),
    "goal form": (COORDINATOR, "/mal/{goal}/andra/"),
    "indicators": (REPORTER, "/KS/2024/indikatorer/"),
    "indicator": (REPORTER, "/indikatorer/{indicator}/"),
    "assignments": (REPORTER, "/KS/2024/uppdrag/"),
    "assignment": (REPORTER, "/uppdrag/{assignment}/"),
    "report": (REPORTER, "/KS/2024/rapport/"),
    "help": (READER, "/KS/2024/hjalp/"),
    "loose ends": (READER, "/KS/2024/losa-andar/"),
    "search with hits": (REPORTER, "/sok/?q=trygghet"),
    "structure": (ADMINISTRATOR, "/struktur/"),
    "unit": (ADMINISTRATOR, "/struktur/enheter/KS/"),
    "person": (ADMINISTRATOR, "/struktur/personer/{person}/"),
    "log": (ADMINISTRATOR, "/struktur/logg/"),
    "background work": (ADMINISTRATOR, "/struktur/bakgrundsarbete/"),
    "steering model": (ADMINISTRATOR, "/struktur/styrmodell/"),
    "report template": (ADMINISTRATOR, "/struktur/mallar/HUDDINGE/annual/"),
    "text": (REPORTER, "/texter/goal:{goal}/work/2024/"),
    "profile": (READER, "/konto/"),
    "nothing at the address": (READER, "/struktur/enheter/FINNSINTE/"),
}

OTHER_PAGES = {
    "start without a task of one's own": (READER, "/KS/2024/"),
    "start without a role": (OUTSIDER, "/"),
    "a unit without a plan": (COORDINATOR, "/KSF/2024/"),
    "a year without a plan": (COORDINATOR, "/KS/2023/"),
    "a plan of next year to be begun": (COORDINATOR, "/KS/2026/"),
    "a third of the year": (REPORTER, "/KS/2024-T1/"),
    "goal tree of the council": (READER, "/HUDDINGE/2024/mal/"),
    "goal for readers": (READER, "/mal/{goal}/"),
    "goal for planners": (COORDINATOR, "/mal/{goal}/"),
    "goal to approve": (APPROVER, "/mal/{goal}/"),
    "goal of the council": (READER, "/mal/{council_goal}/"),
    "new goal": (COORDINATOR, "/KS/2024/mal/ny/"),
    "moving a goal": (COORDINATOR, "/mal/{goal}/flytta/"),
    "adding an indicator": (COORDINATOR, "/mal/{goal}/indikatorer/lagg-till/"),
    "adding a new indicator": (COORDINATOR, "/mal/{goal}/indikatorer/ny/"),
    "judging an indicator otherwise": (REPORTER, "/mal/{goal}/indikatorer/{link}/bedomning/"),
    "indicator for planners": (COORDINATOR, "/indikatorer/{indicator}/"),
    "new indicator": (COORDINATOR, "/KS/2024/indikatorer/ny/"),
    "indicator form": (COORDINATOR, "/indikatorer/{indicator}/andra/"),
    "assignments that match nothing": (REPORTER, "/KS/2024/uppdrag/?text=inget+s%C3%A5dant"),
    "assignment for readers": (READER, "/uppdrag/{assignment}/"),
    "follow-up": (REPORTER, "/uppdrag/{assignment}/uppfoljning/"),
    "assignment form": (COORDINATOR, "/uppdrag/{assignment}/andra/"),
    "new assignment": (COORDINATOR, "/KS/2024/uppdrag/ny/"),
    "a third of the year in a report": (REPORTER, "/KS/2024-T2/rapport/"),
    "what a figure counts": (READER, "/spar/antal/KS/2024/indicators_met/"),
    "search without hits": (REPORTER, "/sok/?q=zzyzx"),
    "history": (REPORTER, "/historik/goal:{goal}/"),
    "text for readers": (READER, "/texter/goal:{goal}/work/2024/"),
    "history of a text": (REPORTER, "/texter/goal:{goal}/work/2024/historik/"),
    "version of a text": (REPORTER, "/texter/goal:{goal}/work/2024/historik/1/"),
    "unit form": (ADMINISTRATOR, "/struktur/enheter/KS/andra/"),
    "ending a unit": (ADMINISTRATOR, "/struktur/enheter/KSF-HR/avsluta/"),
    "saying who takes over": (ADMINISTRATOR, "/struktur/enheter/KSF-HR/efterfoljare/"),
    "new unit": (ADMINISTRATOR, "/struktur/ny-enhet/"),
    "people": (ADMINISTRATOR, "/struktur/personer/"),
    "person form": (ADMINISTRATOR, "/struktur/personer/{person}/andra/"),
    "new person": (ADMINISTRATOR, "/struktur/personer/ny/"),
    "giving a role": (ADMINISTRATOR, "/struktur/personer/{person}/roll/"),
    "giving a role in a unit": (ADMINISTRATOR, "/struktur/enheter/KS/roll/"),
    "new password": (ADMINISTRATOR, "/struktur/personer/{person}/losenord/"),
    "choosing a password by a link": (NOBODY, "/konto/losenord/valj/{link_to_password}/"),
    "own password": (READER, "/konto/losenord/"),
    "roles": (READER, "/struktur/roller/"),
    "steering model of a year": (ADMINISTRATOR, "/struktur/styrmodell/ar/2024/"),
    "steering model form": (ADMINISTRATOR, "/struktur/styrmodell/ar/2024/andra/"),
    "words from a year on": (ADMINISTRATOR, "/struktur/styrmodell/fran/"),
    "new step of the scale": (ADMINISTRATOR, "/struktur/styrmodell/ar/2024/skala/ny/"),
    "step of the scale": (ADMINISTRATOR, "/struktur/styrmodell/skala/{step}/andra/"),
    "report templates": (READER, "/struktur/mallar/"),
    "report template for readers": (READER, "/struktur/mallar/KS/annual/"),
    "what one may not do": (READER, "/struktur/logg/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    return {
        "goal": sample.goal.ref.key,
        "council_goal": Goal.objects.get(
            name="Huddinge är trivsamt och tryggt för alla invånare", plan__year=2024
        ).ref.key,
        "indicator": sample.indicator.ref.key,
        "link": sample.goal.goal_indicators.get(indicator=sample.indicator).ref.key,
        "assignment": sample.assignment.ref.key,
        "step": sample.plan.steering_model.scale_steps.all()[0].ref.key,
        "person": sample.person("samordnare").ref.key,
        "link_to_password": make_link(by=the_system(), person=sample.person("utanfor")),
    }
