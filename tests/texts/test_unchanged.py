"""Texts of every room that say word for word what they said before, on the page of loose ends."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.reports.chapters.actions import add_entry
from tertial.texts.actions import import_text
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
HEADING = "Texts unchanged since the last period"


@pytest.fixture
def place() -> SmallMunicipality:
    made = small_municipality(only=("control", "economy", "free", "projects", "staff"))
    Person.objects.update(language="en")
    return made


@pytest.fixture
def reports(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=place.people["reporter"].pk))
    return client


def write(place: SmallMunicipality, subject: str, slot: str, period: str, text: str) -> None:
    document = rich_text_to_json(from_plain_text(text))
    import_text(by=the_system(), unit=place.units["KS"], subject=subject, slot=slot, period=period, document=document)


def unchanged(client: Client) -> list[tuple[str, str]]:
    groups = client.get(reverse("desk:loose_ends", args=["KS", "2024"])).context["groups"]
    return [(end.name, end.detail) for group in groups if group.heading == HEADING for end in group.ends]


@pytest.mark.parametrize(
    ("about", "slot", "name"),
    [
        (lambda place: place.goal.ref, "motivation", "Hemligt nämndmål: Motivation"),
        (lambda place: Ref("personnel", place.units["KS"].ref.key), "supply", "Staff, Enhet KS: Supply of staff"),
        (lambda place: Ref("economy", place.units["KS"].ref.key), "income_statement-result", "Resultat"),
        (lambda place: place.rooms["projects"].investment.ref, "investments", "Kameror"),
        (lambda place: Ref("projects", place.units["KS"].ref.key), "investments", "Enhet KS: "),
        (lambda place: place.rooms["control"].plan.ref, "summary", "Enhet KS 2024: "),
        (lambda place: place.rooms["control"].common.ref, "result", "Stickprov av fakturor: "),
    ],
    ids=["goal", "staff", "statement row", "project", "project table", "control plan", "common control"],
)
def test_a_text_of_any_room_that_repeats_the_period_before_is_a_loose_end(about, slot, name, place, reports):
    subject = about(place)
    write(place, subject, slot, "2024-T2", "Som  förut.")
    assert unchanged(reports) == []

    write(place, subject, slot, "2024", "Som förut.")
    [(said, detail)] = unchanged(reports)
    assert name in said
    assert detail == "unchanged since January–August 2024"

    write(place, subject, slot, "2024", "Något har hänt.")
    assert unchanged(reports) == []


def test_a_section_of_a_chapter_is_compared_with_the_section_of_the_same_heading_before(place, reports):
    entry = place.rooms["free"].entry
    before = add_entry(
        by=the_system(), unit=place.plan.unit, period=Period.parse("2024-T2"), slot=entry.slot, heading=entry.heading
    )
    write(place, before.ref, "text", "2024-T2", "Torget blev klart.")
    write(place, entry.ref, "text", "2024", "Torget blev klart.")

    assert unchanged(reports) == [("Ett nytt torg", "unchanged since January–August 2024")]
