"""Sections that people add to the chapters of a report."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.domain.document import Picture, Section, Table, cell_text
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.chapters.actions import add_entry
from tertial.reports.compose import compose
from tertial.reports.models import ChapterEntry, ReportTemplate
from tertial.texts.models import TextSection
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.small_rooms.free import picture_file

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")
CHAPTER = ["KS", "2024", "handelser"]


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality(only=("free",))


@pytest.fixture
def reports(place) -> Client:
    client = Client()
    client.force_login(place.people["reporter"])
    return client


def chapter() -> Section:
    found = compose(Unit.objects.get(code="KS"), YEAR).document
    return next(block for block in found.blocks if block.title == "Händelser")


def test_a_section_is_added_written_and_printed_under_its_heading(place, reports):
    page = reports.post(reverse("reports:chapter", args=CHAPTER), {"heading": " Ny  skola "}, follow=True)
    entry = ChapterEntry.objects.get(heading="Ny skola")
    form = {"text": "Skolan öppnade i augusti.", "revision": 0}
    reports.post(reverse("texts:section", args=[entry.ref, "text", "2024"]), form)

    assert "Ny skola" in words(page)
    printed = chapter().blocks
    assert [section.title for section in printed] == ["Ett nytt torg", "Ny skola"]
    assert "augusti" in printed[1].blocks[0].runs[0].text


def test_a_section_without_a_heading_is_refused(place, reports):
    answer = reports.post(reverse("reports:chapter", args=CHAPTER), {"heading": "  "})

    assert answer.status_code == 422
    assert ChapterEntry.objects.count() == 1


def test_sections_are_renamed_moved_taken_away_and_brought_back(place, reports):
    first = place.rooms["free"].entry
    reports.post(reverse("reports:chapter", args=CHAPTER), {"heading": "Sedan"})
    second = ChapterEntry.objects.get(heading="Sedan")

    reports.post(reverse("reports:entry_rename", args=[second.ref]), {"heading": "Därefter"})
    reports.post(reverse("reports:entry_move", args=[second.ref, "upp"]))
    assert [section.title for section in chapter().blocks] == ["Därefter", "Ett nytt torg"]

    reports.post(reverse("reports:entry_archive", args=[first.ref]))
    assert [section.title for section in chapter().blocks] == ["Därefter"]
    reports.post(reverse("reports:entry_restore", args=[first.ref]))
    assert [section.title for section in chapter().blocks] == ["Därefter", "Ett nytt torg"]


def test_each_write_of_a_section_is_taken_back_once(place, reports):
    first = place.rooms["free"].entry
    added = reports.post(reverse("reports:chapter", args=CHAPTER), {"heading": "Sedan"}, follow=True)
    second = ChapterEntry.objects.get(heading="Sedan")

    renamed = reports.post(reverse("reports:entry_rename", args=[second.ref]), {"heading": "Därefter"}, follow=True)
    reports.post(undo_address(renamed))
    assert [section.title for section in chapter().blocks] == ["Ett nytt torg", "Sedan"]

    reports.post(reverse("reports:entry_move", args=[second.ref, "upp"]))
    moved = audit.history(second).first()
    reports.post(reverse("organisation:undo", args=[moved.pk]))
    assert reports.post(reverse("organisation:undo", args=[moved.pk])).status_code == 422
    assert [section.title for section in chapter().blocks] == ["Ett nytt torg", "Sedan"]

    away = reports.post(reverse("reports:entry_archive", args=[first.ref]), follow=True)
    reports.post(undo_address(away))
    reports.post(undo_address(added))
    assert [section.title for section in chapter().blocks] == ["Ett nytt torg"]


def test_a_picture_and_a_table_are_printed_after_the_text_they_stand_under(place, reports):
    entry = place.rooms["free"].entry
    at = [entry.ref, "text", "2024"]
    picture = {"file": picture_file(), "alternative": "Ett torg"}
    table = {"caption": "Ytor", "pasted": "Yta\tm²\nTorget\t1 200", "headings": "on", "save": ""}
    reports.post(reverse("texts:picture_new", args=at), picture)
    reports.post(reverse("texts:table_new", args=at), table)

    picture_block, table_block = chapter().blocks[0].blocks
    assert isinstance(picture_block, Picture)
    assert picture_block.alt == "Ett torg"
    assert isinstance(table_block, Table)
    assert cell_text(table_block.rows[0].cells[1]) == "1\u00a0200"


def test_a_picture_whose_file_is_gone_is_a_finding_and_stops_no_report(place, settings):
    for file in (settings.TERTIAL_HOME / "pictures").iterdir():
        file.unlink()

    composition = compose(Unit.objects.get(code="KS"), YEAR)

    assert [finding.code for finding in composition.findings].count("picture-missing") == 1


def test_every_figure_and_picture_of_a_chapter_leads_to_where_it_is_written(place, reports):
    free = place.rooms["free"]

    for ref in (free.entry.ref, free.picture.ref):
        assert reports.get(reverse("desk:trace", args=[ref]), follow=True).status_code == 200
        assert reports.get(reverse("desk:history", args=[ref])).status_code == 200


def test_an_address_from_when_a_section_had_another_kind_leads_to_it_for_good(place, reports):
    entry = place.rooms["free"].entry
    at = reverse("texts:section", args=[entry.ref, "text", "2024"])

    old = at.replace("chapterentry:", "entry:")
    answer = reports.get(f"{old}?fran=rapport")

    assert (answer.status_code, answer["Location"]) == (301, f"{at}?fran=rapport")
    assert reports.get(old, follow=True).status_code == 200


def test_what_is_sent_to_an_old_address_is_saved(place, reports):
    entry = place.rooms["free"].entry
    section, _made = TextSection.objects.get_or_create(
        subject=entry.ref, slot="text", period="2024", defaults={"unit": entry.unit}
    )
    old = reverse("texts:section", args=[entry.ref, "text", "2024"]).replace("chapterentry:", "entry:")

    reports.post(old, {"text": "Nytt.", "revision": section.revision})

    section.refresh_from_db()
    assert section.plain_text == "Nytt."


def test_the_year_in_a_templates_titles_is_that_of_the_text_wherever_they_are_shown(place, reports):
    template = ReportTemplate.objects.get(kind="annual")
    template.declaration += """
[[chapter]]
title = "Läget i {municipality} {year}"

    [[chapter.block]]
    kind = "text"
    slot = "laget"

[[chapter]]
title = "Planer"

    [[chapter.block]]
    kind = "entries"
    slot = "planer"
    title = "Planer under {year}"
    texts = { planned = "Planerat under {year}", result = "Uppföljning" }
"""
    template.save()
    entry = add_entry(by=the_system(), unit=place.plan.unit, period=YEAR, slot="planer", heading="Nya bron")
    at = [entry.ref, "planned", "2024"]
    reports.post(reverse("texts:section", args=at), {"text": "Bron målas.", "revision": 0})

    report = words(reports.get(reverse("reports:report", args=["KS", "2024"])))
    assert f"Läget i {place.units['BY'].name} 2024" in report
    assert "Planer under 2024" in report
    for page in (reverse("reports:chapter", args=["KS", "2024", "planer"]), reverse("texts:section", args=at)):
        assert "Planerat under 2024" in words(reports.get(page))
    assert "Planerat under 2024" in words(reports.get(reverse("desk:search"), {"q": "målas"}))


def test_search_names_a_section_by_its_heading_and_finds_its_pictures(place, reports):
    entry = place.rooms["free"].entry
    at = [entry.ref, "text", "2024"]
    reports.post(reverse("texts:section", args=at), {"text": "Stenläggningen blev klar.", "revision": 0})
    picture = {"file": picture_file(), "alternative": "Bänkar runt en damm", "caption": "Skiss av torget"}
    reports.post(reverse("texts:picture_new", args=at), picture)

    by_text = reports.get(reverse("desk:search"), {"q": "stenläggningen"}).content.decode()
    assert re.search(r'class="title"[^>]*>Ett nytt torg<', by_text)
    for said in ("skiss", "damm"):
        found = reports.get(reverse("desk:search"), {"q": said})
        assert "Skiss av torget Bänkar runt en damm Ett nytt torg" in words(found)
        assert f"{reverse('texts:section', args=at)}#attachment-" in found.content.decode()
