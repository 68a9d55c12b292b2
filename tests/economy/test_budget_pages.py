"""Budgets through the door: entering decisions, moving budget, spreading it, and taking it back."""

import re

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tertial.domain.document import figure_text
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.budget.live_figures import FrameFigures
from tertial.economy.budget.queries.frame import budget_frame
from tertial.economy.models import BudgetDecision, BudgetSpread
from tertial.organisation.roles import Role
from tertial.things.finding import held
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

PAGE = "/KS/2024/ekonomi/budget/"
KRONA = 100


def said(answer) -> str:
    """The words of a page, its no-break spaces as plain ones."""
    text = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ").replace("\u2212", "-")
    return re.sub(r"\s+", " ", text)


def enter(client: Client, kind: str, **fields: str):
    given = {"decided_on": "2024-05-27", "reference": "KS § 7"} | fields
    prefixed = {f"{kind}-{name}": value for name, value in given.items()}
    return client.post(f"{PAGE}beslut/{kind}/", prefixed, follow=True)


def undo(client: Client, answer):
    """Presses Undo in the newest message of an answer."""
    addresses = re.findall(r"/struktur/logg/[0-9-]+/angra/", answer.content.decode())
    assert addresses, "the message offers no undo"
    return client.post(addresses[-1], follow=True)


def adjusted(place: SmallMunicipality, code: str = "KS") -> int:
    return budget_frame(place.units[code], 2024).frame.adjusted // KRONA


def test_an_adjustment_is_added_to_the_frame_and_the_running_total_shows_it(client_of, place):
    answer = enter(client_of(Role.COORDINATOR), "adjustment", amount="1,2 mnkr", text="Ny uppgift")

    assert "Ny uppgift" in said(answer)
    assert "1 200 6 200" in said(answer)
    assert adjusted(place) == 6_200_000


def test_an_adjustment_is_withdrawn_and_brought_back_and_each_can_be_undone(client_of, place):
    client = client_of(Role.COORDINATOR)
    entered = enter(client, "adjustment", amount="100")

    undo(client, entered)
    assert adjusted(place) == 5_000_000
    decision = BudgetDecision.objects.get(kind="adjustment")
    client.post(f"/ekonomi/budget/beslut/{decision.ref.key}/aterstall/")
    assert adjusted(place) == 5_100_000
    undo(client, client.post(f"/ekonomi/budget/beslut/{decision.ref.key}/dra-tillbaka/", follow=True))
    assert adjusted(place) == 5_100_000


def test_a_correction_can_be_undone_until_something_is_written_over_it(client_of, place):
    client = client_of(Role.COORDINATOR)
    enter(client, "adjustment", amount="100")
    decision = BudgetDecision.objects.get(kind="adjustment")
    page = f"/ekonomi/budget/beslut/{decision.ref.key}/andra/"
    shown = client.get(page).content.decode()
    assert 'value="100"' in shown

    given = {"decided_on": "2024-05-27", "reference": "KS § 7"}
    first = client.post(page, given | {"amount": "250"}, follow=True)
    assert adjusted(place) == 5_250_000
    undo(client, first)
    assert adjusted(place) == 5_100_000

    second = client.post(page, given | {"amount": "300"}, follow=True)
    client.post(page, given | {"amount": "400"}, follow=True)
    answer = undo(client, second)
    assert "har ändrats sedan dess" in said(answer)
    assert adjusted(place) == 5_400_000


def test_a_second_frame_is_refused_and_nothing_typed_is_lost(client_of, place):
    answer = enter(client_of(Role.COORDINATOR), "frame", amount="7 mnkr", reference="KF § 99")

    assert answer.status_code == 422
    assert "har redan en ram för 2024" in said(answer)
    assert BudgetDecision.objects.filter(kind="frame").count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetDecision.objects.create(
            unit=place.units["KS"], year=2024, kind="frame", decided_on="2024-01-01", reference="Förbi reglerna"
        )


def test_the_frame_can_be_withdrawn_and_a_unit_without_one_says_so(client_of, place):
    client = client_of(Role.COORDINATOR)
    enter(client, "adjustment", amount="100")

    answer = client.post(f"/ekonomi/budget/beslut/{place.rooms['budget'].frame.ref.key}/dra-tillbaka/", follow=True)

    assert "men ingen ram" in said(answer)
    assert "Ange ramen" in said(answer)


def test_a_transfer_moves_budget_and_leaves_the_sum_as_it_was(client_of, place):
    units = {name: str(place.units[code].pk) for name, code in (("unit_1", "KS"), ("unit_2", "KSF"))}

    answer = enter(client_of(Role.COORDINATOR), "transfer", amount_1="-500", amount_2="500", **units)

    assert "Enhet KSF 500" in said(answer)
    assert (adjusted(place), adjusted(place, "KSF")) == (4_500_000, 500_000)


def test_a_transfer_that_does_not_sum_to_zero_is_refused_with_the_difference(client_of, place):
    units = {name: str(place.units[code].pk) for name, code in (("unit_1", "KS"), ("unit_2", "KSF"))}

    answer = enter(client_of(Role.COORDINATOR), "transfer", amount_1="-500", amount_2="400", **units)

    assert answer.status_code == 422
    assert "de här raderna blir -100 tkr" in said(answer)
    assert 'value="-500"' in answer.content.decode()
    assert adjusted(place) == 5_000_000
    assert not BudgetDecision.objects.filter(kind="transfer").exists()


def test_an_amount_that_cannot_be_read_is_told_beside_its_field(client_of, place):
    answer = enter(client_of(Role.COORDINATOR), "adjustment", amount="mycket")

    assert answer.status_code == 422
    assert "mycket är inte ett tal" in said(answer)


def test_the_difference_from_the_budget_in_the_ledger_is_told_and_goes_away(client_of, place):
    client = client_of(Role.COORDINATOR)
    assert "är 1 180 tkr högre än den justerade ramen" in said(client.get(PAGE))

    answer = enter(client, "adjustment", amount="1 180")

    assert budget_frame(place.units["KS"], 2024).findings == []
    assert "Budgeten i huvudboken är lika stor" in said(answer)


def test_months_follow_a_later_decision_and_sum_to_it(client_of, place):
    client = client_of(Role.COORDINATOR)
    own = {f"spread-month_{month}": "8,33" for month in range(1, 12)} | {"spread-month_12": "8,37"}

    client.post(f"{PAGE}fordela/", {"spread-method": "own", **own})
    enter(client, "adjustment", amount="0,33333")

    months = budget_frame(place.units["KS"], 2024).spread.months
    assert sum(months) == 500_000_000 + 33_333
    assert len(set(months[:11])) <= 2


def test_own_weights_that_are_not_a_hundred_percent_are_refused_and_kept_in_the_form(client_of, place):
    answer = client_of(Role.COORDINATOR).post(
        f"{PAGE}fordela/", {"spread-method": "own", "spread-month_1": "60", "spread-month_2": "30,5"}
    )

    assert answer.status_code == 422
    assert "9,5 procentenheter mindre än 100" in said(answer)
    assert 'value="30,5"' in answer.content.decode()


def test_the_season_of_last_year_is_used_refused_when_unusable_and_undone(client_of, place):
    client = client_of(Role.COORDINATOR)

    answer = client.post(f"{PAGE}fordela/", {"spread-method": "season"}, follow=True)
    spread = BudgetSpread.objects.get(unit=place.units["KS"], year=2024)
    assert (spread.method, len(set(spread.weights))) == ("season", 1)
    undo(client, answer)
    assert BudgetSpread.objects.get(pk=spread.pk).method == "even"

    unknown = client.post("/KS/2021/ekonomi/budget/fordela/", {"spread-method": "season"})
    assert "inget utfall för hela året att hämta säsongsmönstret från" in said(unknown)


def test_a_spread_is_taken_away_and_brought_back(client_of, place):
    client = client_of(Role.COORDINATOR)

    answer = client.post(f"/ekonomi/budget/fordelning/{place.rooms['budget'].spread.ref.key}/ta-bort/", follow=True)
    assert "inte längre periodiserad" in said(answer)
    undo(client, answer)
    assert budget_frame(place.units["KS"], 2024).spread is not None


def test_the_files_hold_what_the_page_holds(read):
    csv = read(f"{PAGE}fil/csv/").content.decode("utf-8-sig")
    months = read(f"{PAGE}manader/csv/").content.decode("utf-8-sig")

    assert "5000000,00" in csv
    assert "KF § 12" in csv
    assert months.count("416666,67") == 8
    assert months.count("416666,66") == 4
    assert read(f"{PAGE}fil/xlsx/").content[:2] == b"PK"


def test_a_reporter_sees_the_budget_but_cannot_write(client_of, place):
    client = client_of(Role.REPORTER)

    assert "Ange ett beslut" not in said(client.get(PAGE))
    assert enter(client, "adjustment", amount="1").status_code == 403
    assert adjusted(place) == 5_000_000


def test_the_frame_stands_in_texts_and_leads_back_to_its_page(place, read):
    figures = FrameFigures(place.units["KS"], Period.parse("2024"))

    figure = figures.figure(Ref("budgetframe", "adjusted-mnkr"))

    assert figure_text(figure) == "5,0"
    assert read(held(figure.ref).page).status_code == 200
    assert figures.figure(Ref("budgetframe", "nothing-mnkr")) is None
    assert "Justerad ram, mnkr" in {choice.label for choice in figures.choices()}
