"""A committee with two reporters and a reader, someone from elsewhere, and one thing to write about: `thing:1`."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.domain.document import Figure, from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measure
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.texts import figures, subjects
from tertial.texts.actions import Conflict, Saved, save_text
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.made_up_kinds import declared, made_up_kind

SUBJECT, SLOT, PERIOD = Ref("thing", 1), "motivation", "2024"


def doc(text: str) -> dict[str, Any]:
    """A document as the editor sends it."""
    return rich_text_to_json(from_plain_text(text))


class Figures:
    """One outcome."""

    def figure(self, ref: Ref) -> Figure | None:
        return Figure(Quantity(Decimal("51776"), Measure.TKR, 0), ref=ref) if ref == "outcome:7" else None

    def choices(self) -> list[figures.FigureChoice]:
        return [figures.FigureChoice(Ref("outcome", 7), "Inhabitants", "51\u00a0776")]


@pytest.fixture
def committee(db: None) -> Unit:
    return UnitFactory(code="KS", name="Kommunstyrelsen")


@pytest.fixture
def anna(committee: Unit) -> Person:
    return RoleFactory(unit=committee, person=PersonFactory(name="Anna")).person


@pytest.fixture
def bo(committee: Unit) -> Person:
    return RoleFactory(unit=committee, person=PersonFactory(name="Bo")).person


@pytest.fixture
def reader(committee: Unit) -> Person:
    return RoleFactory(unit=committee, role=Role.READER, person=PersonFactory(name="Rut")).person


@pytest.fixture
def outsider(committee: Unit) -> Person:
    return RoleFactory(person=PersonFactory(name="Ove")).person


@pytest.fixture(autouse=True)
def things() -> Iterator[dict[int, dict[str, Any]]]:
    """What is known about each thing besides its number: whatever a test puts here goes into its SubjectPlace."""
    known: dict[int, dict[str, Any]] = {1: {}, 2: {}}

    def resolve(ref: Ref, period: Period) -> subjects.SubjectPlace | None:
        number = int(ref.key) if ref.key.isdecimal() else 0
        if number not in known or period.year > 2024:
            return None
        unit = Unit.objects.get(code="KS")
        slots = {SLOT: "Motivation", "work": "Work carried out"}
        return subjects.SubjectPlace(unit, "A safe municipality", "/", slots, **known[number])

    said = subjects.HasTexts(resolve), figures.HasFigures(lambda ref, period: Figures())
    with declared(made_up_kind("thing", *said)):
        yield known


@pytest.fixture
def save(committee: Unit) -> Callable[..., Saved | Conflict]:
    """Saves a text as the editor would, in the committee's thing unless told otherwise."""

    def saved(by: Person, text: str, revision: int, **other: Any) -> Saved | Conflict:
        usual = {"unit": committee, "subject": SUBJECT, "slot": SLOT, "period": PERIOD, "document": doc(text)}
        return save_text(by=by, revision=revision, **{**usual, **other})

    return saved


class Browser:
    """A person's browser, at the text."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)

    def get(self, place: str = "section", /, *more: object, **query: str):
        return self.client.get(address(place, *more), query)

    def put(self, body: Any, content_type: str = "application/json"):
        return self.client.put(address(), body, content_type=content_type)

    def post(self, page: str = "section", *more: object, **form: object):
        return self.client.post(address(page, *more), form)


def address(page: str = "section", *more: object) -> str:
    return reverse(Ref("texts", page), args=[SUBJECT, SLOT, PERIOD, *more])


@pytest.fixture
def browser() -> type[Browser]:
    return Browser
