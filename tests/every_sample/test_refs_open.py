"""Every figure of a report can be asked where it came from, by what stands in its JSON."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.domain.document import to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref, by_kind
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
from tertial.things.finding import held

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]
COUNT = "count"
REPORTS = [("KS", "2024"), ("KS", "2024-T2"), ("KSF-EKONOMI", "2024"), ("HUDDINGE", "2024")]
YEARS = range(1990, 2100)
NUMBERED = re.compile(r"(.*-)?(goal|entry|chapterentry|project)-[0-9]+(-[a-z]+)?")


def refs_in(tree: Any) -> Iterator[Ref]:
    """Every ref in a report's JSON, wherever it stands."""
    if isinstance(tree, dict):
        if tree.get("ref"):
            yield Ref.parse(tree["ref"])
        for each in tree.values():
            yield from refs_in(each)
    elif isinstance(tree, list):
        for each in tree:
            yield from refs_in(each)


def anchors_in(tree: Any) -> Iterator[str]:
    """The addresses of a report's sections."""
    if isinstance(tree, dict):
        yield from [tree["anchor"]] if "anchor" in tree else []
    for each in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from anchors_in(each)


@pytest.fixture
def coordinator() -> Client:
    client = Client()
    client.force_login(Person.objects.get(email="samordnare@huddinge.example"))
    return client


@pytest.mark.parametrize(("code", "period"), REPORTS)
def test_every_ref_in_the_json_of_a_report_opens_on_the_web(coordinator, code, period):
    document = compose(unit_by_code(code), Period.parse(period)).document

    refs = by_kind(dict.fromkeys(refs_in(to_json(document))))

    assert refs
    for kind, of_kind in refs.items():
        pages = {held(ref).page for ref in of_kind} if kind != COUNT else set()
        assert all(page.startswith("/") for page in pages)
        opened = coordinator.get(reverse("desk:trace", args=[of_kind[0]]), follow=True)
        assert opened.status_code == 200, of_kind[0]


@pytest.mark.parametrize(("code", "period"), REPORTS)
def test_no_ref_and_no_anchor_of_a_report_holds_the_number_of_a_row(code, period):
    tree = to_json(compose(unit_by_code(code), Period.parse(period)).document)

    numbers = {
        ref for ref in refs_in(tree) for part in ref.key.split(":") if part.isdecimal() and int(part) not in YEARS
    }
    assert numbers == set()
    assert {anchor for anchor in anchors_in(tree) if NUMBERED.fullmatch(anchor)} == set()
