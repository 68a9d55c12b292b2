"""Remedies against a deficit through the door: decided, summed beside the forecast, followed up, undone and printed."""

import pytest

from tertial.domain.period import Period
from tertial.economy.models import Remedy, RemedyFollowUp
from tertial.economy.remedies.queries import remedies_of, sums
from tertial.organisation.roles import Role
from tertial.reports.blocks import BLOCKS
from tertial.reports.blocks.remedies import remedies_block
from tertial.reports.blocks.report import Cover
from tests.economy.test_budget_pages import said, undo

pytestmark = pytest.mark.django_db

PAGE = "/KS/2024-T2/ekonomi/atgarder/"
T1, T2 = Period.parse("2024-T1"), Period.parse("2024-T2")
TKR = 100_000
GIVEN = {"what": "Senarelägg upphandlingen", "this_year": "400", "full_year": "1,2 mnkr", "in_forecast": "on"}


def add(client, **fields):
    return client.post(f"{PAGE}ny/", GIVEN | fields, follow=True)


def added():
    return Remedy.objects.get(what=GIVEN["what"])


def test_what_is_done_stands_beside_the_forecast_with_its_effect(client_of):
    client = client_of(Role.REPORTER)

    answer = add(client)

    assert "Åtgärden är tillagd." in said(answer)
    # 500 tkr of the one followed up in the same tertial, and 400 of this.
    assert "Ingår i prognosen 900 tkr" in said(answer)
    assert "Ingår i prognosen 900 tkr Utöver prognosen 0 tkr Helårseffekt 4 200 tkr" in said(
        client.get("/KS/2024-T2/ekonomi/prognos/")
    )


def test_an_effect_on_top_of_the_forecast_is_summed_apart(client_of):
    answer = add(client_of(Role.REPORTER), in_forecast="")

    assert "Ingår i prognosen 500 tkr Utöver prognosen 400 tkr" in said(answer)


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"this_year": "0", "full_year": "0"}, "förbättrar resultatet, i år eller på helår"),
        ({"this_year": "-50", "full_year": "-100"}, "förbättrar resultatet, i år eller på helår"),
        ({"what": "   "}, "måste fyllas i"),
        ({"due": "2023-12-31"}, "Dagen ligger före 2024"),
        ({"this_year": "10000000000 mnkr"}, "för stort för att stämma"),
    ],
)
def test_what_cannot_be_a_remedy_is_refused_and_what_was_typed_stays(client_of, fields, refusal):
    answer = add(client_of(Role.REPORTER), **fields)

    assert answer.status_code == 422
    assert refusal in said(answer)
    assert "1,2 mnkr" in answer.content.decode() or "full_year" in fields
    assert not Remedy.objects.filter(what=GIVEN["what"]).exists()


def test_a_follow_up_holds_from_its_period_on_and_leaves_the_earlier_as_it_was(place):
    unit = place.units["KS"]

    assert sums(remedies_of(unit, T1)).in_forecast == 1000 * TKR
    assert sums(remedies_of(unit, T2)).in_forecast == 500 * TKR


def test_what_is_stopped_gives_nothing_and_says_why(client_of, place):
    client, remedy = client_of(Role.REPORTER), place.rooms["budget"].remedy
    page = f"/ekonomi/atgard/{remedy.ref.key}/2024-10/uppfoljning/"

    without = client.post(page, {"state": "stopped", "this_year": "500", "comment": ""})
    answer = client.post(page, {"state": "stopped", "this_year": "500", "comment": "Behovet kvarstod."}, follow=True)

    assert "Skriv varför åtgärden avbröts." in said(without)
    assert "Behovet kvarstod." in said(answer)
    assert "Ingår i prognosen 0 tkr" in said(answer)


def test_a_remedy_is_not_followed_up_before_it_was_decided_or_in_another_year(client_of, place):
    client, remedy = client_of(Role.REPORTER), place.rooms["budget"].remedy

    for period in ("2024-02", "2025-T1"):
        answer = client.post(
            f"/ekonomi/atgard/{remedy.ref.key}/{period}/uppfoljning/",
            {"state": "done", "this_year": "1", "comment": ""},
        )
        assert "följs upp från den period då åtgärden beslutades till årets slut" in said(answer)
    assert remedy.follow_ups.count() == 1


def test_adding_following_up_and_withdrawing_are_undone_from_their_messages(client_of):
    client = client_of(Role.REPORTER)
    answer = add(client)
    remedy = added()

    followed = client.post(
        f"/ekonomi/atgard/{remedy.ref.key}/2024-T2/uppfoljning/",
        {"state": "done", "this_year": "350", "comment": "Klart"},
        follow=True,
    )
    undo(client, followed)
    assert not RemedyFollowUp.objects.filter(remedy=remedy).exists()

    withdrawn = client.post(f"/ekonomi/atgard/{remedy.ref.key}/dra-tillbaka/", follow=True)
    assert "Senarelägg upphandlingen" in said(withdrawn)
    assert added().archived_at is not None
    undo(client, withdrawn)
    assert added().archived_at is None

    undo(client, answer)
    assert added().archived_at is not None


def test_a_unit_above_shows_the_remedies_below_it_with_their_unit(client_of):
    add(client_of(Role.ADMINISTRATOR))

    answer = said(client_of(Role.ADMINISTRATOR).get("/BY/2024-T2/ekonomi/atgarder/"))

    assert "Senarelägg upphandlingen Enhet KS" in answer
    assert "Ingår i prognosen 900 tkr" in answer


def test_the_file_has_the_amounts_in_kronor(client_of):
    add(client_of(Role.REPORTER))

    lines = client_of(Role.REPORTER).get(f"{PAGE}fil/csv/").content.decode("utf-8-sig").splitlines()

    assert any("Senarelägg upphandlingen" in line and "400000,00;1200000,00" in line for line in lines)


def test_a_year_without_remedies_says_what_they_are_for(client_of):
    assert "Inga åtgärder har beslutats här i år" in said(client_of(Role.REPORTER).get("/KS/2022/ekonomi/atgarder/"))


def test_a_report_prints_them_with_their_sum(place):
    unit = place.units["KS"]
    needs = (Cover(unit, place.units["BY"], T2), remedies_of(unit, T2))

    (table,) = remedies_block(needs, {}).blocks

    assert [column.label for column in table.columns][3] == "Effekt 2024"
    assert table.rows[-1].cells[3].figure.quantity.value == 500
    assert "Avtalet löper ut i september." in table.rows[0].cells[5].runs[0].text
    assert "remedies" in BLOCKS
