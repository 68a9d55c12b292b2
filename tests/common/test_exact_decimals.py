"""Decimals come back from both databases as they were written."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from django.apps import apps
from django.db import connection, models, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Max, Min, Sum
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.exact_decimals import ExactDecimalField, TooManyDigits, from_sortable, sortable
from tertial.common.exports import ExportTable, as_xlsx
from tertial.domain.numbers_sv import format_exact
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.goals.models import Outcome
from tertial.organisation.roles import Role
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality, small_municipality

EXTREMES = (
    "-9999999999999.99999",
    "-1234567890123.12345",
    "-0.000001",
    "0",
    "0.000001",
    "1234567890123.12345",
    "1234567890123.12346",
    "9999999999999.99999",
)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, places=10, min_value=-(10**20) + 1, max_value=10**20 - 1)


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=())
    Person.objects.update(language="en")
    return made


@pytest.fixture
def reports(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.REPORTER].pk))
    return client


def enter(browser: Client, place: SmallMunicipality, text: str, period: str = "2023", **more: str):
    form = {"for_period": period, "sex": "T", "text": text, "source": "", "period": "2024", **more}
    return browser.post(reverse("goals:outcome_record", args=[place.indicator.ref]), form, follow=True)


def entered(browser: Client, place: SmallMunicipality) -> None:
    """Every extreme, one for each year before the plan's."""
    Outcome.objects.all().delete()
    for year, text in enumerate(EXTREMES, start=2014):
        enter(browser, place, text.replace(".", ","), str(year))


def test_no_room_keeps_a_number_that_a_database_could_round():
    kept = [field for model in apps.get_models() for field in model._meta.get_fields()]
    rounded = [
        f"{field.model.__name__}.{field.name}"
        for field in kept
        if isinstance(field, models.FloatField)
        or (isinstance(field, models.DecimalField) and not isinstance(field, ExactDecimalField))
    ]

    assert rounded == []
    assert any(isinstance(field, ExactDecimalField) for field in kept)


def test_outcomes_with_many_digits_are_kept_shown_and_compared(place: SmallMunicipality, reports: Client):
    entered(reports, place)
    wanted = [Decimal(text) for text in EXTREMES]
    stored = Outcome.objects.order_by("value")

    assert list(stored.values_list("value", flat=True)) == wanted
    assert list(Outcome.objects.filter(value__gt=wanted[5]).order_by("-value").values_list("value", flat=True)) == [
        wanted[7],
        wanted[6],
    ]
    assert Outcome.objects.filter(value__lt=0).count() == 3
    assert Outcome.objects.filter(value__in=[Decimal("1234567890123.12345"), 0]).count() == 2
    told = stored.aggregate(least=Min("value"), most=Max("value"))
    assert told == {"least": wanted[0], "most": wanted[7]}


def test_the_undo_of_a_replaced_outcome_brings_every_digit_back(place: SmallMunicipality, reports: Client):
    enter(reports, place, "1234567890123,12345")
    answer = enter(reports, place, "-9999999999999,99999", replace="on")

    reports.post(undo_address(answer))

    assert Outcome.objects.get(period="2023").value == Decimal("1234567890123.12345")
    page = reports.get(reverse("goals:indicator", args=[place.indicator.ref])).content.decode()
    assert format_exact(Decimal("1234567890123.12345")) in page
    newest = audit.history(Outcome.objects.get(period="2023")).first()
    assert newest.after["value"] == "1234567890123.12345"


@pytest.mark.parametrize("text", ["0,0000001", "10000000000000"])
def test_an_outcome_with_more_digits_than_are_kept_is_refused(place: SmallMunicipality, reports: Client, text: str):
    answer = enter(reports, place, text)

    assert answer.status_code == 422
    assert "more digits than can be kept" in words(answer)


@pytest.mark.django_db
@pytest.mark.parametrize("value", [Decimal("0.0000001"), Decimal(10) ** 14, Decimal("NaN")])
def test_what_would_have_to_be_rounded_is_never_stored(place: SmallMunicipality, value: Decimal):
    with pytest.raises(TooManyDigits):
        Outcome.objects.create(indicator=place.indicator, period="2020", value=value, decimals=0)


@pytest.mark.django_db
def test_a_float_is_neither_stored_nor_given_out(place: SmallMunicipality):
    with pytest.raises(TypeError, match="float"), transaction.atomic():
        Outcome.objects.create(indicator=place.indicator, period="2020", value=0.1, decimals=1)
    if connection.vendor == "sqlite":
        with pytest.raises(TypeError, match="floats"):
            Outcome.objects.aggregate(Sum("value"))


@given(NUMBERS, NUMBERS)
def test_numbers_as_text_sort_as_numbers_do(one: Decimal, other: Decimal):
    assert (sortable(one) < sortable(other), from_sortable(sortable(one))) == (one < other, one)


def test_a_workbook_shows_all_digits_of_a_figure():
    figures = [Quantity(Decimal("1234567890123.12345"), Unit.KRONOR, 5), Quantity(Decimal("74.500000"), Unit.KRONOR, 1)]
    table = ExportTable("Utfall", ["Utfall"], [[figure] for figure in figures])

    sheet = openpyxl.load_workbook(io.BytesIO(as_xlsx(table))).active

    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["1\u00a0234\u00a0567\u00a0890\u00a0123,12345", 74.5]


def test_what_sqlite_had_rounded_is_mended_from_the_audit_trail(old_database: DatabaseWrapper, migrations: None):
    executor = MigrationExecutor(old_database)
    old = executor.migrate([("goals", "0003_periods_of_any_span"), ("common", "0001_initial")]).apps
    using = old_database.alias
    unit = (
        old.get_model("organisation", "Unit")
        .objects.using(using)
        .create(code="BY", name="By", kind="municipality", valid_from=date(2019, 1, 1))
    )
    indicator = (
        old.get_model("goals", "Indicator")
        .objects.using(using)
        .create(unit=unit, name="Andel", unit_of_measure="percent", direction="higher")
    )
    outcomes = old.get_model("goals", "Outcome").objects.using(using)
    written = {"2020": "1234567890123.12345", "2021": "-74.5", "2022": "9876543210987.654321"}
    for period, value in written.items():
        made = outcomes.create(indicator=indicator, period=period, value=Decimal(value), decimals=6)
        if period == "2020":
            entries = old.get_model("common", "AuditEntry").objects.using(using)
            entries.create(action="outcome.record", ref=Ref("outcome", made.pk), after={"value": value})

    executor = MigrationExecutor(old_database)
    new = executor.migrate([("goals", "0004_exact_decimals")]).apps

    kept = new.get_model("goals", "Outcome").objects.using(using).order_by("period").values_list("value", flat=True)
    assert list(kept) == [Decimal("1234567890123.12345"), Decimal("-74.5"), Decimal("9876543210987.65")]
    back = MigrationExecutor(old_database).migrate([("goals", "0003_periods_of_any_span")]).apps
    kept = back.get_model("goals", "Outcome").objects.using(using).order_by("period").values_list("value", flat=True)
    assert list(kept)[1] == Decimal("-74.5")
