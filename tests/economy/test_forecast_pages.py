"""Forecasts through the door: proposals, entering, history, undo, and how earlier ones came out."""

import re

import pytest
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.domain.document import figure_text
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.budget.errors import ForecastNotSaved
from tertial.economy.budget.live_figures import ForeseenFigures
from tertial.economy.budget.queries.forecasts import read_forecast
from tertial.economy.budget.queries.track_record import track_record
from tertial.economy.models import Forecast
from tertial.organisation.roles import Role
from tertial.things.finding import held
from tests.economy.test_budget_pages import said, undo

pytestmark = pytest.mark.django_db

PAGE = "/KS/2024-T2/ekonomi/prognos/"
T1, T2, YEAR = (Period.parse(key) for key in ("2024-T1", "2024-T2", "2024"))
TKR = 100_000
ROWS = ("income", "personnel", "premises", "consultants")


def foresee(unit, period=T2, **thousands):
    given = [Foreseen(row, amount * TKR) for row, amount in thousands.items()]
    return save_forecasts(by=the_system(), unit=unit, period=period, statement="income_statement", foreseen=given)


def in_tkr(amounts):
    return {row: amount // TKR for row, amount in amounts.items()}


def test_both_proposals_stand_beside_the_outcome_and_the_budget(read):
    text = said(read(PAGE))

    # Income: 8 × 120 + 500 received in June; budget 12 × 115; last year 110 each month.
    assert "Intäkter 1 460 1 380 1 920 2 190" in text
    # Consultants: 8 × 105 so far, the extra of September has not come.
    assert "Konsulter -840 -840 -1 120 -1 260" in text


def test_a_forecast_of_a_month_counts_from_january(read):
    assert "Konsulter -1 195 -840 -1 405" in said(read("/KS/2024-09/ekonomi/prognos/"))


def test_what_cannot_be_proposed_says_why(read):
    text = said(read("/KS/2022-T2/ekonomi/prognos/"))

    assert "kan inte föreslås" in text
    assert "Föregående år har inget utfall för hela året att hämta säsongsmönstret från" in text
    assert "Det finns ingen budget för året" in text


def test_a_proposal_fills_empty_rows_only_and_can_be_undone_as_a_whole(client_of, place):
    client = client_of(Role.REPORTER)

    answer = client.post(f"{PAGE}foresla/", {"method": "season"}, follow=True)

    assert in_tkr(read_forecast(place.units["KS"], T2, "income_statement").amounts) == {
        "income": 2190,
        "personnel": -6108,
        "premises": -490,
        "consultants": -1260,
    }
    assert Forecast.objects.get(row="income").method == "season"
    undo(client, answer)
    assert in_tkr(read_forecast(place.units["KS"], T2, "income_statement").amounts) == {"premises": -490}


def test_forecasts_are_typed_as_people_write_them_and_the_total_follows(client_of, place):
    given = {"amount_income": "1,9 mnkr", "amount_personnel": "-6 100", "amount_consultants": "-1 200"}
    answer = client_of(Role.REPORTER).post(
        PAGE, given | {"amount_premises": "-490", "comment_premises": "Höjd hyra"}, follow=True
    )

    assert in_tkr(read_forecast(place.units["KS"], T2, "income_statement").amounts)["income"] == 1900
    assert re.search(r"Resultat -3 .*?-5 890 290", said(answer))
    assert "3 prognoser är sparade" in said(answer)


def test_a_changed_forecast_keeps_its_history_and_can_be_undone(client_of, place):
    client = client_of(Role.REPORTER)
    answer = client.post(PAGE, {"amount_premises": "-480", "comment_premises": "Sänkt hyra"}, follow=True)
    forecast = Forecast.objects.get(row="premises")

    history = said(client.get(f"/historik/{forecast.ref}/"))
    assert "Ändrade prognosen" in history
    assert "Höjd hyra" in history
    undo(client, answer)
    assert Forecast.objects.get(row="premises").amount == -490 * TKR


def test_a_forecast_is_taken_away_by_emptying_it_and_brought_back_with_its_history(client_of, place):
    client = client_of(Role.REPORTER)
    forecast = Forecast.objects.get(row="premises")

    answer = client.post(PAGE, {"amount_premises": "", "comment_premises": ""}, follow=True)
    assert not Forecast.objects.exists()
    assert client.get(f"/historik/{forecast.ref}/").status_code == 200
    undo(client, answer)
    assert Forecast.objects.get(pk=forecast.pk, ref=forecast.ref).comment == "Höjd hyra"


def test_bad_input_loses_nothing_and_saves_nothing(client_of, place):
    given = {"amount_income": "1 900", "amount_personnel": "sex miljoner", "comment_consultants": "Utan belopp"}
    answer = client_of(Role.REPORTER).post(PAGE, given)

    assert answer.status_code == 422
    assert "sex miljoner är inte ett tal" in said(answer)
    assert "Skriv prognosen som kommentaren gäller" in said(answer)
    assert 'value="1 900"' in answer.content.decode()
    assert Forecast.objects.get().row == "premises"


def test_a_sum_or_a_whole_year_cannot_be_foreseen(place):
    with pytest.raises(ForecastNotSaved, match="not a row"):
        foresee(place.units["KS"], result=-5)
    with pytest.raises(ForecastNotSaved, match="during the year"):
        foresee(place.units["KS"], YEAR, income=5)


def test_a_parent_sums_its_units_where_it_has_no_forecast_of_its_own_and_says_so(place, read):
    foresee(place.units["KSF"], income=1000, premises=-400)
    foresee(place.units["OLD"], income=200)

    reading = read_forecast(place.units["BY"], T2, "income_statement")

    # What is booked on the committee itself is a part too, and it has made no forecast of its income.
    assert in_tkr(reading.amounts) == {"premises": -490}
    assert reading.rows["income"].whole.missing == {"KS": "Enhet KS"}
    text = said(read("/BY/2024-T2/ekonomi/prognos/"))
    assert "Prognosen är summan av prognoserna för" in text
    assert "Enhet KSF" in text


def test_the_latest_occasion_counts_until_the_next_and_none_before_it(place):
    unit = place.units["KS"]
    foresee(unit, T1, premises=-470)

    latest = {
        key: in_tkr(read_forecast(unit, Period.parse(key), "income_statement").amounts)
        for key in ("2024-02", "2024-T1", "2024-06", "2024-T2", "2024", "2025-T1")
    }

    assert latest == {
        "2024-02": {},
        "2024-T1": {"premises": -470},
        "2024-06": {"premises": -470},
        "2024-T2": {"premises": -490},
        "2024": {"premises": -490},
        "2025-T1": {},
    }


def test_the_statement_has_the_forecast_in_its_column_and_the_overview_tells_it(read, place):
    foresee(place.units["KS"], income=1900, personnel=-6100, consultants=-1200)

    assert "-5 890" in said(read(reverse("economy:statement", args=["KS", "2024-T2", "income_statement"])))
    assert "Prognos för året" in said(read("/KS/2024-T2/ekonomi/"))


def test_the_track_record_compares_earlier_forecasts_with_what_happened(read, place):
    foresee(place.units["KS"], income=1900, personnel=-6100, consultants=-1200)

    text = said(read("/KS/2024/ekonomi/prognos/traffsakerhet/"))

    # Personnel: 12 × (330 + 99 + 80) = 6 108 in the end. Consultants: 12 × 105 + 250 = 1 510.
    assert "Personal -6 100 -6 108 -8" in text
    assert "Konsulter -1 200 -1 510 -310" in text
    assert "Resultat -5 890 -6 158 -268" in text
    assert 'id="track-chart"' in read("/KS/2024/ekonomi/prognos/traffsakerhet/").content.decode()
    assert "-310000,00" in read("/KS/2024/ekonomi/prognos/traffsakerhet/fil/csv/").content.decode("utf-8-sig")


def test_a_year_that_is_not_over_is_not_compared(read, place):
    Forecast.objects.all().delete()
    foresee(place.units["KS"], Period.parse("2025-T1"), income=5)

    assert track_record(place.units["KS"], "income_statement").records == []
    text = said(read("/KS/2025-T1/ekonomi/prognos/traffsakerhet/"))
    assert "Ingen prognos kan jämföras ännu" in text
    assert "2025" in text


def test_what_was_foreseen_stands_in_texts_and_leads_back_to_its_page(place, read):
    foresee(place.units["KS"], income=1900, personnel=-6100, consultants=-1200)
    figures = ForeseenFigures(place.units["KS"], YEAR)

    figure = figures.figure(Ref.parse("foreseen:income_statement:result:deviation-mnkr-2024-T2"))

    assert figure_text(figure) == "0,3"
    assert read(held(figure.ref).page).status_code == 200
    assert figures.figure(Ref.parse("foreseen:income_statement:result:deviation-mnkr-2024-T1")) is None
    assert "Resultaträkning, Resultat: prognos mot budget, mnkr" in {choice.label for choice in figures.choices()}


def test_the_file_holds_amounts_in_full_with_who_and_why(read):
    csv = read(f"{PAGE}fil/csv/").content.decode("utf-8-sig")

    assert "-490000,00" in csv
    assert "Höjd hyra" in csv
    assert read(f"{PAGE}fil/xlsx/").content[:2] == b"PK"


def test_an_unchanged_row_leaves_no_trace(client_of):
    before = AuditEntry.objects.count()

    answer = client_of(Role.REPORTER).post(
        PAGE, {"amount_premises": "-490", "comment_premises": "Höjd hyra"}, follow=True
    )

    assert AuditEntry.objects.count() == before
    assert "Inget ändrades" in said(answer)
