"""Pages of internal control."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tertial.accounts.system import the_system
from tertial.control.models import (
    CommonControl,
    CommonQuestion,
    CommonRow,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.intake.actions import read_staged, receive_files
from tertial.intake.models import SourceKind
from tertial.organisation.queries import unit_by_code
from tests.browser.pages.people import ADMINISTRATOR, COORDINATOR, READER, REPORTER
from tests.browser.sample import Sample

RISKS = """Process;Risk;Sannolikhet;Konsekvens;Beslut;Åtgärd
Löner;Risk att fel lön betalas;3;2;measure;Stäm av
Inköp;Risk utan värden;;;;
"""
MAIN_PAGES = {
    "internal control": (REPORTER, "/KS/2024/internkontroll/"),
    "risks": (COORDINATOR, "/KS/2024/internkontroll/risker/"),
    "risk": (COORDINATOR, "/internkontroll/risk/{risk}/"),
    "measures": (REPORTER, "/KS/2024/internkontroll/atgarder/"),
    "measure": (REPORTER, "/internkontroll/atgard/{measure}/"),
    "controls": (REPORTER, "/KS/2024/internkontroll/kontroller/"),
    "control": (REPORTER, "/internkontroll/kontroll/{control}/"),
    "recommendations": (REPORTER, "/KS/2024/internkontroll/rekommendationer/"),
    "recommendation": (REPORTER, "/internkontroll/rekommendation/{recommendation}/"),
    "common controls": (COORDINATOR, "/KS/2024/internkontroll/gemensamma/"),
    "common control": (COORDINATOR, "/KS/2024/internkontroll/gemensamma/{common}/"),
    "answering a common control": (REPORTER, "/internkontroll/svar/{row}/"),
}
OTHER_PAGES = {
    "internal control for readers": (READER, "/KS/2024/internkontroll/"),
    "internal control without a plan": (COORDINATOR, "/KS/2026/internkontroll/"),
    "internal control copied from last year": (COORDINATOR, "/KS/2025/internkontroll/plan/flyttat/"),
    "internal control a third of the year": (REPORTER, "/KS/2024-T2/internkontroll/"),
    "risks that match nothing": (COORDINATOR, "/KS/2024/internkontroll/risker/?text=inget+s%C3%A5dant"),
    "imports of risks": (COORDINATOR, "/KS/2024/internkontroll/import/"),
    "what files of risks would bring": (COORDINATOR, "/KS/2024/internkontroll/import/filer/{sent_risks}/"),
    "new risk": (COORDINATOR, "/KS/2024/internkontroll/risker/ny/"),
    "risk form": (COORDINATOR, "/internkontroll/risk/{risk}/andra/"),
    "new measure against a risk": (COORDINATOR, "/internkontroll/risk/{risk}/atgard/ny/"),
    "new control": (COORDINATOR, "/KS/2024/internkontroll/kontroller/ny/"),
    "control of its own": (REPORTER, "/internkontroll/kontroll/{own_control}/"),
    "new recommendation": (COORDINATOR, "/KS/2024/internkontroll/rekommendationer/ny/"),
    "common control compared with the year before": (READER, "/KS/2024/internkontroll/gemensamma/{loyalty}/"),
    "common control of two questions": (COORDINATOR, "/KS/2024/internkontroll/gemensamma/{hours}/"),
    "common control the year after": (COORDINATOR, "/KS/2025/internkontroll/gemensamma/{loyalty_after}/"),
    "common control for a third of the year": (READER, "/KS/2024-T2/internkontroll/gemensamma/{common}/"),
    "new common control": (COORDINATOR, "/KS/2024/internkontroll/gemensamma/ny/"),
    "common control form": (COORDINATOR, "/internkontroll/gemensam/{common}/andra/"),
    "who answers a common control": (COORDINATOR, "/internkontroll/gemensam/{common}/svarande/"),
    "question of a common control": (COORDINATOR, "/internkontroll/gemensam/{common}/fragor/{question}/"),
    "new question of a common control": (COORDINATOR, "/internkontroll/gemensam/{common}/fragor/ny/"),
    "scales of internal control": (ADMINISTRATOR, "/struktur/internkontroll/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    common = CommonControl.objects.get(key="representation", year=2024)
    sent = receive_files(
        by=the_system(),
        unit=unit_by_code("KS"),
        year=2024,
        source=SourceKind.CONTROL,
        files=[SimpleUploadedFile("risker.csv", RISKS.encode())],
    )
    return {
        "risk": Risk.objects.get(process="Representation", plan__year=2024).ref.key,
        "measure": Measure.objects.get(title__startswith="Informationsinsats", risk__plan__year=2024).ref.key,
        "control": SystematicControl.objects.get(common=common).ref.key,
        "own_control": SystematicControl.objects.get(common=None, plan__year=2024).ref.key,
        "recommendation": Recommendation.objects.filter(plan__year=2024)[0].ref.key,
        "common": common.ref.key,
        "loyalty": CommonControl.objects.get(key="leverantorstrohet", year=2024).ref.key,
        "loyalty_after": CommonControl.objects.get(key="leverantorstrohet", year=2025).ref.key,
        "hours": CommonControl.objects.get(key="tidsregistrering", year=2024).ref.key,
        "question": CommonQuestion.objects.get(control=common).ref.key,
        "sent_risks": read_staged(by=the_system(), staged=sent).ref.key,
        "row": CommonRow.objects.get(control=common, unit__code="KS").ref.key,
    }
