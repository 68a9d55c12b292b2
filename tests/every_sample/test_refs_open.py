"""Every figure of a report can be asked where it came from, by what stands in its JSON."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from tertial.domain.document import Document, to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref, by_kind
from tertial.organisation.models import Unit
from tertial.reports.compose import compose
from tertial.reports.render.files import FORMATS, render_to_files
from tertial.things.finding import held

pytestmark = pytest.mark.django_db
COUNT = "count"
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


def reports_of(units: list[Unit], periods: list[str]) -> Iterator[Document]:
    """The report of each unit for the year, and of the second for its tertial too."""
    for place, unit in enumerate(units):
        for period in periods[:2] if place == 1 else periods[:1]:
            yield compose(unit, Period.parse(period)).document


def test_every_ref_in_the_json_of_a_report_opens_on_the_web(administrator: Client, units: list[Unit], periods):
    for document in reports_of(units, periods):
        refs = by_kind(dict.fromkeys(refs_in(to_json(document))))

        assert refs
        for kind, of_kind in refs.items():
            pages = {held(ref).page for ref in of_kind} if kind != COUNT else set()
            assert all(page.startswith("/") for page in pages)
            opened = administrator.get(reverse("desk:trace", args=[of_kind[0]]), follow=True)
            assert opened.status_code == 200, of_kind[0]


def test_no_ref_and_no_anchor_of_a_report_holds_the_number_of_a_row(units: list[Unit], periods: list[str]):
    for document in reports_of(units, periods):
        tree = to_json(document)

        numbers = {
            ref for ref in refs_in(tree) for part in ref.key.split(":") if part.isdecimal() and int(part) not in YEARS
        }
        assert numbers == set()
        assert {anchor for anchor in anchors_in(tree) if NUMBERED.fullmatch(anchor)} == set()


@pytest.mark.slow
def test_the_report_of_a_committee_is_made_in_every_format(units: list[Unit], periods: list[str], tmp_path: Path):
    for period in periods[:2]:
        document = compose(units[1], Period.parse(period)).document
        with translation.override("sv"):
            written = render_to_files(document, FORMATS, tmp_path, name=period)

        assert written.failed == {}
        assert len(written.paths) == len(FORMATS)
        assert all(path.stat().st_size > 1000 for path in written.paths)
