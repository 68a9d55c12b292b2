"""Every figure of a report can be asked where it came from, by what stands in its JSON."""

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


@pytest.fixture
def coordinator() -> Client:
    client = Client()
    client.force_login(Person.objects.get(email="samordnare@huddinge.example"))
    return client


@pytest.mark.parametrize(("code", "period"), [("KS", "2024"), ("KS", "2024-T2"), ("KSF-EKONOMI", "2024")])
def test_every_ref_in_the_json_of_a_report_opens_on_the_web(coordinator, code, period):
    document = compose(unit_by_code(code), Period.parse(period)).document

    refs = by_kind(dict.fromkeys(refs_in(to_json(document))))

    assert refs
    for kind, of_kind in refs.items():
        pages = {held(ref).page for ref in of_kind} if kind != COUNT else set()
        assert all(page.startswith("/") for page in pages)
        opened = coordinator.get(reverse("desk:trace", args=[of_kind[0]]), follow=True)
        assert opened.status_code == 200, of_kind[0]
