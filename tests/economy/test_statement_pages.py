"""The pages of statements: tables whose cells open, comments with drafts, and files."""

import csv
import io
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.domain.ref import Ref
from tertial.economy.actions.statement_layout import save_statement
from tertial.organisation.roles import Role
from tertial.texts.models import TextSection
from tests.shared.pages import words

pytestmark = pytest.mark.django_db

INCOME = "/KS/2024/ekonomi/sammanstallning/income_statement/"
POLITICAL = "/KS/2024/ekonomi/sammanstallning/net_cost_political/"


def cells(answer, row: str) -> list[str]:
    """The figures of a row of the page's statement, as printed."""
    found = re.search(rf'<tr id="rad-{row}".*?</tr>', answer.content.decode(), flags=re.DOTALL)
    assert found, f"no row {row}"
    numbers = re.findall(r'<td class="num".*?</td>', found[0], flags=re.DOTALL)
    return [re.sub(r"<[^>]+>", "", each).strip().replace("\u00a0", " ") for each in numbers]


def downloaded(answer) -> list[list[str]]:
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))


def test_a_year_shows_budget_outcome_deviation_and_the_year_before(read):
    page = read(INCOME)

    # 12 × 120 + 500 in income; 12 × (330 + 99 + 80) in personnel.
    assert cells(page, "income") == ["1 380", "1 940", "560", "41 %", "1 320"]
    assert cells(page, "personnel") == ["−6 240", "−6 108", "132", "2 %", "−5 736"]
    assert cells(page, "consultants") == ["−840", "−1 510", "−670", "−80 %", "−840"]
    assert cells(page, "result") == ["−6 180", "−6 158", "22", "0 %", "−5 736"]
    assert "Budget helår Utfall jan–dec 2024 Avvikelse" in words(page)


def test_a_part_of_a_year_has_its_own_budget_beside_that_of_the_year(read):
    page = read("/KS/2024-T1/ekonomi/sammanstallning/income_statement/")

    assert "Budget jan–apr 2024 Utfall jan–apr 2024" in words(page)
    assert cells(page, "consultants")[:6] == ["−280", "−420", "−140", "−50 %", "−280", "−840"]


def test_a_month_is_a_period_too(read):
    page = read("/KS/2024-09/ekonomi/sammanstallning/income_statement/")

    assert cells(page, "consultants")[:3] == ["−70", "−355", "−285"]


def test_a_unit_has_its_own_lines_and_those_of_the_units_below(read):
    whole, part = read(INCOME), read("/KSF/2024/ekonomi/sammanstallning/income_statement/")

    assert cells(whole, "personnel")[1] == "−6 108"
    assert cells(part, "personnel")[1] == "−5 148"


def test_amounts_are_in_thousands_until_someone_chooses_another_unit(read):
    assert cells(read(f"{INCOME}?enhet=kr"), "premises")[1] == "−480 000"
    assert cells(read(f"{INCOME}?enhet=mnkr"), "premises")[1] == "−0,5"


def test_a_chosen_unit_is_kept_from_page_to_page(client_of):
    client = client_of(Role.READER)
    client.get(f"{INCOME}?enhet=mnkr")

    assert cells(client.get(INCOME), "income")[1] == "1,9"


def test_net_cost_is_shown_over_three_years_with_its_parts(read):
    page = read(POLITICAL)

    assert "Utfall jan–dec 2022 Utfall jan–dec 2023 Utfall jan–dec 2024" in words(page)
    assert "Varav:" in words(page)
    assert cells(page, "total") == ["−960", "−1 020", "−580", "440", "−43 %"]
    assert cells(page, "committees")[:3] == ["−840", "−900", "−460"]


def test_any_statement_can_be_seen_either_way(read):
    assert "Budget helår" in words(read(f"{POLITICAL}?vy=uppfoljning"))
    assert "Utfall jan–dec 2022" in words(read(f"{INCOME}?vy=tre-ar"))


def test_the_page_says_how_signs_and_rounding_are_to_be_read(read):
    assert "Avvikelse = utfall − budget: plus är bättre än budget" in words(read(INCOME))


def test_the_table_comes_as_a_file_as_it_is_seen(read):
    rows = downloaded(read(f"{INCOME}fil/csv/?enhet=tkr"))

    assert rows[0][:3] == ["Resultaträkning, tkr", "Budget helår", "Utfall jan–dec 2024"]
    assert ["Intäkter", "1380", "1940", "560", "41", "1320"] in rows
    assert read(f"{INCOME}fil/xlsx/").content[:2] == b"PK"
    assert read(f"{INCOME}fil/pdf/").status_code == 404


def test_the_chart_adds_the_bottom_line_up_month_by_month_and_says_so_in_words(read):
    page = read(INCOME)

    said = re.search(r'role="img" aria-label="([^"]*)"', page.content.decode())
    assert said
    assert "Utfall 2024 −6,2 mnkr till och med dec" in said[1].replace("\u00a0", " ")
    rows = downloaded(read(f"{INCOME}manader/csv/"))
    assert rows[0][1:3] == ["jan", "feb"]
    assert [row[0] for row in rows[1:]] == ["Utfall 2024", "Budget 2024", "Utfall 2023", "Utfall 2022"]


def test_a_row_far_from_its_budget_asks_for_a_comment_and_offers_a_draft(read):
    said = words(read(INCOME))

    assert "minst 100 tkr eller minst 5 procent" in said
    assert "Utkast för Konsulter, utifrån siffrorna" in said
    assert "Konsulter redovisar ett underskott om 0,7 miljoner kronor, vilket är 79,8 procent av budgeten." in said
    assert "Utkast för Lokaler" not in said


def test_an_adopted_draft_is_a_text_whose_figures_follow_the_ledger(client_of, place):
    client = client_of(Role.REPORTER)
    answer = client.post(f"{INCOME}utkast/consultants/", follow=True)

    text = TextSection.objects.get(
        subject=Ref("economy", place.units["KS"].ref.key), slot="income_statement-consultants"
    )
    assert text.saved_by == place.people[Role.REPORTER]
    held = str(text.document)
    assert "statement:income_statement:consultants:deviation-mnkr-abs" in held
    assert "underskott om  miljoner kronor" in text.plain_text
    assert "underskott om 0,7 miljoner kronor" in words(answer)
    assert "Utkast för Konsulter" not in words(answer)


def test_a_draft_never_takes_the_place_of_what_someone_has_written(client_of, place):
    client = client_of(Role.REPORTER)
    client.post(f"{INCOME}utkast/consultants/")
    before = TextSection.objects.get(slot="income_statement-consultants").revision
    answer = client.post(f"{INCOME}utkast/consultants/", follow=True)

    assert "Någon har skrivit om raden under tiden" in words(answer)
    assert TextSection.objects.get(slot="income_statement-consultants").revision == before


def undo_of_the_adoption(client) -> str:
    said = client.post(f"{INCOME}utkast/consultants/", follow=True).content.decode()
    found = re.search(r'action="(/struktur/logg/\d+/angra/)"', said)
    assert found, "no undo button"
    return found[1]


def test_an_adopted_draft_is_taken_back_with_the_button_in_the_message(client_of):
    client = client_of(Role.REPORTER)
    answer = client.post(undo_of_the_adoption(client), follow=True)

    assert "Ändringen är ångrad." in words(answer)
    assert "Utkast för Konsulter, utifrån siffrorna" in words(client.get(INCOME))
    kept = TextSection.objects.get(slot="income_statement-consultants").versions.order_by("number")
    assert [version.words > 0 for version in kept] == [True, False]


def test_words_that_stood_before_an_adopted_draft_stand_in_the_history_and_the_draft_goes_first(client_of, place):
    client = client_of(Role.REPORTER)
    text = f"/texter/economy:{place.units['KS'].ref.key}/income_statement-consultants/2024/"
    client.post(text, {"text": "Inhyrda under vakanser.", "revision": 0})
    client.post(text, {"text": "", "revision": 1})
    client.post(undo_of_the_adoption(client))

    section = TextSection.objects.get(slot="income_statement-consultants")
    assert section.plain_text == ""
    assert any("Inhyrda under vakanser." in version.plain_text for version in section.versions.all())


def test_a_draft_that_someone_has_gone_on_writing_is_not_taken_back(client_of, place):
    client = client_of(Role.REPORTER)
    undo = undo_of_the_adoption(client)
    section = TextSection.objects.get(slot="income_statement-consultants")
    text = f"/texter/economy:{place.units['KS'].ref.key}/income_statement-consultants/2024/"
    client.post(text, {"text": "Inhyrda under vakanser.", "revision": section.revision})
    answer = client.post(undo, follow=True)

    assert "Texten har ändrats sedan utkastet användes" in words(answer)
    section.refresh_from_db()
    assert section.plain_text == "Inhyrda under vakanser."


def test_only_who_may_write_takes_an_adopted_draft_back(client_of):
    undo = undo_of_the_adoption(client_of(Role.REPORTER))

    assert client_of(Role.READER).post(undo).status_code == 403
    assert TextSection.objects.get(slot="income_statement-consultants").plain_text


def test_a_reader_sees_drafts_but_cannot_adopt_them(client_of):
    client = client_of(Role.READER)

    assert "Använd utkastet" not in words(client.get(INCOME))
    assert client.post(f"{INCOME}utkast/consultants/").status_code == 403


def test_a_row_within_the_threshold_can_be_commented_on_all_the_same(read):
    assert "Utkast för Personal, utifrån siffrorna" in words(read(f"{INCOME}?kommentera=personnel"))


def test_a_statement_can_be_seen_as_it_was_known_on_a_day(read, place):
    imported = place.rooms["economy"].outcome
    imported.applied_at -= timedelta(days=30)
    imported.save()
    earlier = (timezone.localdate() - timedelta(days=40)).isoformat()
    later = (timezone.localdate() - timedelta(days=10)).isoformat()

    assert "Ingen huvudbok" in words(read(f"{INCOME}?per={earlier}"))
    page = read(f"{INCOME}?per={later}")
    assert cells(page, "income")[1] == "1 940"
    assert f"Huvudboken som den var känd {later}" in words(page)
    assert "Kommentarer till rader" not in words(page)
    assert f"/cell/income/outcome/?per={later}" in page.content.decode()
    assert f"som den var känd {later}" in words(read(f"{INCOME}cell/income/outcome/?per={later}"))


@pytest.mark.parametrize("day", ["igår", "2999-01-01", "2024-13-01"])
def test_a_day_that_is_none_shows_the_statement_as_it_is(read, day):
    assert cells(read(f"{INCOME}?per={day}"), "income")[1] == "1 940"


def test_an_unknown_statement_is_answered_with_those_there_are(read):
    answer = read("/KS/2024/ekonomi/sammanstallning/balans/")

    assert answer.status_code == 404
    assert "income_statement, operations, net_cost_political" in words(answer)


def test_a_year_without_a_ledger_leads_to_the_import(read):
    said = words(read("/KS/2019/ekonomi/sammanstallning/income_statement/"))

    assert "Ingen huvudbok för Enhet KS 2019" in said


def test_a_page_asks_the_database_as_often_however_many_rows_deviate(client_of, place):
    client = client_of(Role.REPORTER)

    def asked() -> int:
        with CaptureQueriesContext(connection) as questions:
            assert client.get(INCOME).status_code == 200
        return len(questions)

    few = asked()
    consultants = [
        {"key": f"consultants-{number}", "label": f"Konsulter {number}", "accounts": ["74"], "kind": "row"}
        for number in range(20)
    ]
    save_statement(
        by=the_system(),
        municipality=place.units["BY"],
        key="income_statement",
        values={"threshold_amount": 1},
        rows=consultants,
    )

    assert words(client.get(INCOME)).count("Utkast för Konsulter") >= 1
    assert asked() <= few
