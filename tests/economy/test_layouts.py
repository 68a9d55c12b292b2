"""The pages on which a municipality says which accounts and activities belong to the rows of its statements."""

from collections.abc import Callable
from decimal import Decimal

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.domain.period import Period
from tertial.economy.ledger.reading import Measure, read_statement
from tertial.economy.models import Statement
from tertial.organisation.roles import Role
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

LAYOUTS = "/struktur/uppstallningar/"
INCOME = f"{LAYOUTS}income_statement/"
TKR = 100_000


@pytest.fixture(autouse=True)
def in_english(place: SmallMunicipality) -> None:
    Person.objects.update(language="en")


@pytest.fixture
def admin(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def keys() -> list[str]:
    return [row.key for row in Statement.objects.get(key="income_statement").rows.all()]


def plain(answer) -> str:
    return words(answer).replace("\u00a0", " ")


def test_a_layout_shows_what_belongs_to_each_row_and_what_it_comes_to(client_of):
    page = plain(client_of(Role.READER).get(INCOME))

    # 12 × (330 + 99 + 80) thousand of salaries in 2024
    assert "Personal Accounts 50-57 2 codes of the ledger 5010 Månadslön 5610 Arbetsgivaravgifter −6 108 −6 240" in page
    assert "Kostnader Total Adds up: Personal, Lokaler, Konsulter" in page
    assert "Everything booked and budgeted in 2024 belongs to exactly one row." in page
    assert "Add a row" not in page


def test_an_account_without_a_row_is_told_with_its_outcome_and_mended_by_adding_one(admin):
    removed = admin.post(f"{INCOME}rad/costs/andra/", {"label": "Kostnader", "kind": "total", "parts": ["personnel"]})
    assert removed.status_code == 302
    gone = admin.post(f"{INCOME}rad/premises/ta-bort/", follow=True)
    assert "Account 6010 (−480 000 kr) belongs to no row of “Resultaträkning”" in plain(gone)
    assert "1 finding" in plain(admin.get(LAYOUTS))

    row = {"label": "Lokaler & hyror", "kind": "row", "accounts": "60 – 62", "after": "personnel"}
    added = admin.post(f"{INCOME}rad/ny/", row, follow=True)
    assert "belongs to no row" not in plain(added)
    assert keys() == ["income", "personnel", "lokaler_hyror", "consultants", "costs", "result"]


def test_the_new_mapping_counts_at_once_on_the_statement_and_undo_takes_it_back(admin, place: SmallMunicipality):
    def premises() -> int:
        reading = read_statement(place.units["KS"], Period.parse("2024"), "income_statement")
        return next(line for line in reading.lines if line.key == "premises").amounts[Measure.OUTCOME]

    assert premises() == -480 * TKR
    admin.post(f"{INCOME}rad/consultants/andra/", {"label": "Konsulter", "kind": "row", "accounts": "75"})
    wider = {"label": "Lokaler", "kind": "row", "accounts": "60, 74", "activities": "1"}
    changed = admin.post(f"{INCOME}rad/premises/andra/", wider, follow=True)
    assert premises() == -120 * TKR  # consultants of the parties: both the account and the activity must fit

    admin.post(undo_address(changed))
    assert premises() == -480 * TKR


def test_an_account_of_two_rows_is_told_and_counted_in_the_first(admin):
    answer = admin.post(
        f"{INCOME}rad/consultants/andra/", {"label": "Konsulter", "kind": "row", "accounts": "60 74"}, follow=True
    )

    page = plain(answer)
    assert "Account 6010 (−480 000 kr) belongs to several rows of “Resultaträkning”: Lokaler, Konsulter." in page
    assert "Lokaler Accounts 60 1 code of the ledger 6010 Lokalhyra −480 −480" in page


def test_a_code_nobody_has_booked_on_yet_is_told_when_no_row_would_hold_it(admin):
    admin.post("/struktur/kodplan/konton/ny/", {"code": "8010", "name": "Ränteintäkter"})

    page = plain(admin.get(INCOME))

    assert "1 code that nothing is booked on yet would belong to no row 8010 Ränteintäkter" in page


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (
            {"kind": "total", "parts": ["income"], "accounts": "3"},
            "“Ny rad” cannot both add up other rows and hold accounts of its own; choose one.",
        ),
        ({"kind": "row", "accounts": "5o-57"}, "5o-57 goes from a later beginning to an earlier one"),
        ({"kind": "row", "accounts": "?"}, "? is not a group of codes; write the beginning of the codes"),
    ],
)
def test_a_row_that_cannot_be_says_why_and_nothing_typed_is_lost(admin, row, said):
    answer = admin.post(f"{INCOME}rad/ny/", {"label": "Ny rad", "after": "income", **row})

    assert answer.status_code == 422
    assert said in words(answer)
    assert 'value="Ny rad"' in answer.content.decode()


def test_a_row_that_a_sum_needs_is_neither_removed_nor_moved_below_it(admin):
    before = keys()

    removed = admin.post(f"{INCOME}rad/consultants/ta-bort/", follow=True)
    moved = admin.post(f"{INCOME}rad/consultants/flytta/", {"down": "1"}, follow=True)

    for answer in (removed, moved):
        assert "“Kostnader” adds up consultants, which does not stand above it." in words(answer)
    assert keys() == before


def test_rows_change_places_with_undo(admin):
    moved = admin.post(f"{INCOME}rad/premises/flytta/", follow=True)
    assert keys()[:3] == ["income", "premises", "personnel"]

    admin.post(undo_address(moved))
    assert keys()[:3] == ["income", "personnel", "premises"]


def test_heading_and_limits_are_changed_and_the_rows_stay(admin):
    values = {"title": "Resultat", "scope_accounts": "3-8", "threshold": "1 500", "threshold_percent": "2,5"}
    answer = admin.post(f"{INCOME}andra/", {**values, "percent_decimals": "1"}, follow=True)

    statement = Statement.objects.get(key="income_statement")
    assert (statement.title, statement.threshold_amount) == ("Resultat", 1_500 * TKR)
    assert (statement.threshold_percent, statement.percent_decimals) == (Decimal("2.5"), 1)
    assert "from 1 500 tkr or 2,5 percent of the budget" in plain(answer)
    assert len(keys()) == 6


def test_committees_can_have_limits_of_their_own_and_ask_by_both(admin, read):
    values = {"title": "Resultaträkning", "scope_accounts": "3-8", "percent_decimals": "0", "threshold": "1"}
    levels = {"level_limits_committee": "both", "level_amount_committee": "500", "level_percent_committee": "5"}
    answer = admin.post(f"{INCOME}andra/", {**values, **levels}, follow=True)

    assert "Committee: from 500 tkr and 5 percent of the budget" in plain(answer)
    assert 'value="500"' in admin.get(f"{INCOME}andra/").content.decode()
    page = "ekonomi/sammanstallning/income_statement/"
    assert "at least 500 tkr and at least 5 percent" in plain(read(f"/KS/2024/{page}"))
    assert "at least 1 tkr" in plain(read(f"/BY/2024/{page}"))
    admin.post(undo_address(answer))
    assert Statement.objects.get(key="income_statement").threshold_levels == {}


def test_a_sum_that_adds_up_nothing_is_told_where_it_stands(admin, read):
    answer = admin.post(f"{INCOME}rad/ny/", {"label": "Allt", "kind": "total", "after": "result"}, follow=True)

    assert "“Allt” is a sum that adds up no rows" in plain(answer)
    assert "“Allt” is a sum that adds up no rows" in plain(read("/KS/2024/ekonomi/sammanstallning/income_statement/"))


def test_a_limit_below_nothing_is_refused(admin):
    answer = admin.post(f"{INCOME}andra/", {"title": "R", "threshold": "-5", "percent_decimals": "0"})

    assert "Write it without a minus" in words(answer)


def test_a_statement_is_added_and_removed_and_comes_back_as_it_was(admin):
    admin.post(f"{LAYOUTS}ny/", {"title": "Årets kostnader", "percent_decimals": "0"})
    assert "No rows yet" in words(admin.get(f"{LAYOUTS}arets_kostnader/"))
    admin.post(f"{LAYOUTS}arets_kostnader/rad/ny/", {"label": "Allt", "kind": "total"})

    removed = admin.post(f"{LAYOUTS}arets_kostnader/ta-bort/", follow=True)
    assert "Årets kostnader" not in plain(admin.get(LAYOUTS))

    admin.post(undo_address(removed))
    assert [row.label for row in Statement.objects.get(key="arets_kostnader").rows.all()] == ["Allt"]


def test_a_layout_is_saved_as_a_file(client_of):
    saved = client_of(Role.READER).get(f"{INCOME}fil/csv/").content.decode("utf-8-sig")

    assert "personnel;Personal;Row;50-57;;;-6108;-6240" in saved
