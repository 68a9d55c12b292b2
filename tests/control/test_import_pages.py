"""Risks from a file through the pages: seen before they are saved, and taken back in one step."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertial.__main__ import main
from tertial.accounts.system import the_system
from tertial.control.actions.risks import save_measure
from tertial.control.models import ControlPlan, Measure, Risk
from tests.intake.test_pages import press_import
from tests.shared.pages import undo_address, words
from tests.shared.small_rooms.control import RISKS, SmallControl

pytestmark = pytest.mark.django_db

HERE = "/KS/2024/internkontroll/import/"
TWO = f"{RISKS};;;;;Utbilda cheferna\nArkiv;Risk att handlingar saknas;1;1;accept;\n"


def send(client: Client, text: str = TWO, here: str = HERE) -> str:
    answer = client.post(f"{here}ny/", {"sent": SimpleUploadedFile("risker.csv", text.encode())})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def apply(client: Client, address: str) -> str:
    """Presses the button of the preview, and follows to what comes of it."""
    pressed = press_import(client, address)
    return words(client.get(address, follow=True) if pressed.status_code == 302 else pressed)


def brought() -> list[str]:
    kept = Risk.objects.filter(process__in=["Löner", "Arkiv"], archived_at=None)
    return sorted(kept.values_list("description", flat=True))


def undo(client: Client, here: str = HERE) -> str:
    """Presses the first undo of the list."""
    past = client.get(here).context["page"].object_list[0]
    return words(client.post(past.take_back, follow=True))


def test_what_a_file_would_bring_is_shown_before_anything_is_saved(small: SmallControl, plans: Client):
    page = words(plans.get(send(plans)))

    assert "Risks 2" in page
    assert "Measures 2" in page
    assert "Utbilda cheferna" in page
    assert brought() == []


def test_risks_are_imported_and_taken_back_in_one_step(small: SmallControl, plans: Client):
    address = send(plans)
    assert "The files are imported." in apply(plans, address)
    assert brought() == ["Risk att fel lön betalas", "Risk att handlingar saknas"]

    assert "The change is undone." in undo(plans)
    assert brought() == []
    assert Risk.objects.get(pk=small.risk.pk).archived_at is None
    assert "Taken back" in words(plans.get(HERE))


def test_a_plan_that_began_with_an_import_goes_with_it(small: SmallControl, plans: Client):
    here = "/KS/2026/internkontroll/import/"
    address = send(plans, here=here)
    assert "which begins with this" in words(plans.get(address))
    apply(plans, address)
    assert ControlPlan.objects.filter(year=2026, archived_at=None).exists()

    undo(plans, here)
    assert not ControlPlan.objects.filter(year=2026, archived_at=None).exists()


def test_what_someone_has_worked_on_since_is_not_taken_back(small: SmallControl, plans: Client):
    apply(plans, send(plans))
    save_measure(by=the_system(), risk=Risk.objects.get(process="Löner"), title="En till")

    assert "has been changed since, so this cannot be undone" in undo(plans)
    assert len(brought()) == 2


def test_the_page_of_files_offers_to_take_back_what_they_brought_and_not_what_later_ones_did(
    small: SmallControl, plans: Client
):
    headings = RISKS.partition("\n")[0]
    first, second = send(plans), send(plans, f"{headings}\nAvtal;Risk att avtal saknas;1;1;accept;\n")
    apply(plans, first)
    apply(plans, second)

    plans.post(undo_address(plans.get(first, follow=True)), follow=True)

    left = Risk.objects.filter(process__in=["Löner", "Arkiv", "Avtal"], archived_at=None)
    assert [risk.process for risk in left] == ["Avtal"]
    assert "/angra/" not in plans.get(first, follow=True).content.decode().partition('id="messages"')[2]


def test_an_import_is_taken_back_once(small: SmallControl, plans: Client):
    apply(plans, send(plans))
    (past,) = plans.get(HERE).context["page"].object_list
    undo(plans)

    again = plans.post(past.take_back)
    assert "This has been undone already" in words(again)


def test_rows_that_cannot_be_used_are_listed_and_nothing_is_saved(small: SmallControl, plans: Client):
    address = send(plans, f"{TWO}Inköp;Risk utan värden;;;;\n")
    page = words(plans.get(address))

    assert "Rows that cannot be used" in page
    assert "“” is not a likelihood" in page
    assert "so nothing was saved" in apply(plans, address)
    assert brought() == []


def test_a_file_without_the_columns_is_refused_on_its_page(small: SmallControl, plans: Client):
    answer = plans.get(send(plans, "Konto;Belopp\n1;2\n"))

    assert "risker.csv lacks" in words(answer)


def test_files_are_thrown_away(small: SmallControl, plans: Client, django_capture_on_commit_callbacks):
    address = send(plans)
    with django_capture_on_commit_callbacks(execute=True):
        plans.post(f"{address}kasta/")

    assert "nothing was saved" in words(plans.get(address))
    assert press_import(plans, address).status_code == 422


def test_a_risk_that_came_into_the_plan_meanwhile_is_told_and_nothing_is_saved(small: SmallControl, plans: Client):
    first, second = send(plans), send(plans)
    apply(plans, first)

    page = apply(plans, second)
    assert "Something has changed since this was shown" in page
    assert "the risk stands in the plan already" in page
    assert len(brought()) == 2


def test_an_import_on_the_command_line_is_taken_back_on_the_page(small: SmallControl, plans: Client, tmp_path):
    path = tmp_path / "risker.csv"
    path.write_text(TWO, encoding="utf-8")
    assert main(["import", "control", str(path), "--unit", "KS"]) == 0
    assert Measure.objects.filter(risk__process="Löner", archived_at=None).count() == 2

    undo(plans)
    assert brought() == []
