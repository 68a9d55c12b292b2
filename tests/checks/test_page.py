"""The page where a report is sent to be checked: what it answers, and that it keeps nothing."""

import io
import json
from pathlib import Path

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tertial.common.models import AuditEntry
from tertial.organisation.roles import Role
from tests.checks.typeset import LAYOUTS, ROWS, pdf, table
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

WRONG = (*ROWS[:1], ("Personalkostnader", "", "−45 600", "−41 400", "−1 500", "−3,4 %"), *ROWS[2:])


@pytest.fixture(scope="module")
def report() -> bytes:
    return pdf(f"*Resultaträkning (tkr)*\n\n{table(*LAYOUTS['every cell framed'], WRONG)}")


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality()


@pytest.fixture
def sent(place, client: Client):
    """Sends a report as someone who reads."""
    client.force_login(place.people[Role.READER])
    address = reverse("checks:check", args=[place.units["KS"].code, "2024"])

    def send(content: bytes, wanted: str = "page", name: str = "ekonomi.pdf"):
        return client.post(address, {"report": SimpleUploadedFile(name, content), "wanted": wanted})

    return send


def test_what_is_found_stands_beside_the_report_as_it_was_read(sent, report) -> None:
    answer = sent(report)

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "raden ”Personalkostnader”, kolumnen ”Budget 2025”" in words(answer)
    assert page.count('class="check-figure check-red" id=') == 1
    assert "Läst: 1 tabeller, 20 siffror" in words(answer)


def test_nothing_of_the_report_is_kept(sent, report, settings) -> None:
    before = AuditEntry.objects.count()

    sent(report)

    held = [
        path for path in Path(settings.TERTIAL_HOME).rglob("*") if path.is_file() and path.stat().st_size == len(report)
    ]
    assert held == []
    assert AuditEntry.objects.count() == before


@pytest.mark.parametrize(("wanted", "begins"), [("pdf", b"%PDF-"), ("html", b"<!doctype html>"), ("json", b"{")])
def test_the_map_can_be_had_as_a_file(wanted, begins, sent, report) -> None:
    answer = sent(report, wanted)

    assert answer.content.startswith(begins)
    assert f"ekonomi-granskad.{wanted}" in answer.headers["Content-Disposition"]


def test_the_json_names_the_file_as_it_was_sent(sent, report) -> None:
    (told,) = json.loads(sent(report, "json").content)["files"]

    assert told["file"] == "ekonomi.pdf"


def test_a_marked_pdf_of_a_word_document_is_refused_in_a_sentence(sent) -> None:
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Text")
    document.save(held)

    answer = sent(held.getvalue(), "pdf", "rapport.docx")

    assert answer.status_code == 422
    assert "Välj en annan form" in words(answer)


def test_what_is_no_report_is_refused_beside_the_field(sent) -> None:
    answer = sent(b"%PDF-1.7 cut")

    assert answer.status_code == 422
    assert "Filen är skadad och går inte att öppna" in words(answer)
