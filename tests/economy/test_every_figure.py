"""Every printed figure of the economy of random small municipalities, calculated again from the lines by plain Python.

What a page's file and a report print is the sum of all of it, or no figure: never a sum of some beside the whole.
"""

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.models import LedgerKind
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.actions import save_template
from tertial.reports.compose import compose
from tertial.reports.errors import NothingToReport
from tertial.reports.models import ReportKind
from tertial.reports.render.json import render_json
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_ledger import income_statement, ledger_unit, put_in

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

YEAR = 2025
SEARCHING = os.environ.get("HYPOTHESIS_PROFILE") == "searching"
THOROUGH = {"max_examples": 300} if SEARCHING else {"max_examples": 8, "phases": [Phase.explicit, Phase.generate]}
"""Eight municipalities hold some hundred figures; a failing one is made smaller only where time is given to it."""
BELOW = {"BY": {"1", "2", "3"}, "A": {"1", "2"}, "A1": {"2"}, "B": {"3"}}
"""The ledger's units of each unit: 1 is A's own, 2 that of A1 below it, 3 B's."""
ROWS = {"income": "3010", "personnel": "5010", "other": "6010"}
TOTALS = {"costs": ("personnel", "other"), "result": ("income", "personnel", "other")}
LABELS = {
    "income": "Intäkter",
    "personnel": "Personal",
    "other": "Övrigt",
    "costs": "Kostnader",
    "result": "Årets resultat",
}
TEMPLATE = """
name = "Rapport"
title = "Rapport"
[[chapter]]
title = "Ekonomi"
  [[chapter.block]]
  kind = "statement"
  statement = "income_statement"
"""

amounts = st.integers(-(10**10), 10**10).filter(bool)
months = st.integers(1, 12)


@dataclass(frozen=True)
class Booking:
    """What one account of one ledger unit has, a month at a time: outcome of two years, budget of this one."""

    unit: str
    account: str
    now: int
    before: int
    budget: int | None


@dataclass(frozen=True)
class Municipality:
    """Its bookings, how far each system has come this year, the month that wages lack, and who has foreseen what."""

    bookings: list[Booking]
    closed: dict[str, int]
    lacks: int | None
    foreseen: dict[tuple[str, str], int]
    period: str
    has_budget: bool = field(default=True)

    def system_of(self, booking: Booking) -> str:
        """Wages come from a system of their own."""
        return "Lön" if booking.account == ROWS["personnel"] else "Ekonomi"

    def outcome(self, booking: Booking, year: int) -> Iterator[tuple[int, int]]:
        """Month and öre as booked, each month unlike the others."""
        system = self.system_of(booking)
        last = self.closed[system] if year == YEAR else 12
        for month in range(1, last + 1):
            if not (system == "Lön" and (year, month) == (YEAR, self.lacks)):
                yield month, (booking.now if year == YEAR else booking.before) * month


bookings = st.lists(
    st.builds(
        Booking,
        st.sampled_from(sorted(BELOW["BY"])),
        st.sampled_from(sorted(ROWS.values())),
        amounts,
        amounts,
        st.none() | amounts,
    ),
    min_size=1,
    max_size=6,
    unique_by=lambda each: (each.unit, each.account),
)
municipalities = st.builds(
    Municipality,
    bookings,
    st.fixed_dictionaries({"Ekonomi": months, "Lön": months}),
    st.none() | months,
    st.dictionaries(st.tuples(st.sampled_from(["A", "B"]), st.sampled_from(sorted(ROWS))), amounts, max_size=6),
    st.sampled_from([f"{YEAR}", f"{YEAR}-T2", f"{YEAR}-01--{YEAR}-10"]),
)


class Reckoned:
    """The figures of a unit, öre with income plus, None where something that belongs to them is missing."""

    def __init__(self, made: Municipality, unit: str) -> None:
        self.made, self.unit, self.codes = made, unit, BELOW[unit]
        self.last = min(Period.parse(made.period).last, self._closed())
        booking = self._systems(self.codes)
        self.lacks = {
            month
            for system in booking
            for month in range(1, self.last + 1)
            if month not in self._held(system) and month < max(self._held(system), default=0)
        }
        held = set().union(*(self._held(system) for system in ("Ekonomi", "Lön")))
        self.lacks |= set(range(1, self.last + 1)) - held

    def _held(self, system: str) -> set[int]:
        of_system = [each for each in self.made.bookings if self.made.system_of(each) == system]
        return {month for each in of_system for month, _ore in self.made.outcome(each, YEAR)}

    def _systems(self, codes: set[str]) -> set[str]:
        of_unit = {self.made.system_of(each) for each in self.made.bookings if each.unit in codes}
        return of_unit or {self.made.system_of(each) for each in self.made.bookings}

    def _closed(self) -> int:
        """The system that is behind decides, of those that book on the unit this year."""
        these = {
            self.made.system_of(each)
            for each in self.made.bookings
            if each.unit in self.codes and self._held(self.made.system_of(each))
        }
        every = {self.made.system_of(each) for each in self.made.bookings if self._held(self.made.system_of(each))}
        return min((max(self._held(system)) for system in these or every), default=0)

    def is_empty(self) -> bool:
        """Whether nothing is booked or budgeted on the unit and those below it."""
        figures = (self.figures(row) for row in LABELS)
        return not any(each[measure] for each in figures for measure in ("outcome", "previous", "budget_year"))

    def figures(self, row: str) -> dict[str, int | None]:
        """Every measure of a row or a total."""
        parts = TOTALS.get(row, (row,))
        of_row = [
            each
            for each in self.made.bookings
            if each.unit in self.codes and each.account in {ROWS[part] for part in parts}
        ]
        outcome = budget = deviation = previous = None
        year = -sum((each.budget or 0) * 12 for each in of_row) if self._has_budget() else None
        if self.last and not self.lacks:
            outcome = -self._booked(of_row, YEAR)
        if self.last:
            previous = -self._booked(of_row, YEAR - 1)
            budget = -sum((each.budget or 0) * self.last for each in of_row) if self._has_budget() else None
        if outcome is not None and budget is not None:
            deviation = outcome - budget
        forecast = self._forecast(parts)
        return {
            "outcome": outcome,
            "previous": previous,
            "budget": budget,
            "budget_year": year,
            "deviation": deviation,
            "forecast": forecast,
            "forecast_deviation": forecast - year if forecast is not None and year is not None else None,
        }

    def _has_budget(self) -> bool:
        return any(each.budget for each in self.made.bookings)

    def _booked(self, of_row: list[Booking], year: int) -> int:
        return sum(ore for each in of_row for month, ore in self.made.outcome(each, year) if month <= self.last)

    def _forecast(self, rows: tuple[str, ...]) -> int | None:
        """Of everyone who has anything in the rows this year, or nothing."""
        asked = {"BY": ("A", "B")}.get(self.unit, (self.unit,))
        amounts = [
            self.made.foreseen.get((unit, row))
            for row in rows
            for unit in asked
            if (unit, row) in self.made.foreseen or self._has_any(unit, row)
        ]
        return sum(each for each in amounts if each is not None) if amounts and None not in amounts else None

    def _has_any(self, unit: str, row: str) -> bool:
        of_row = [each for each in self.made.bookings if each.account == ROWS[row] and each.unit in BELOW[unit]]
        return any(each.budget or list(self.made.outcome(each, YEAR)) for each in of_row)


@settings(**THOROUGH)
@given(municipalities)
def test_every_printed_figure_is_of_all_or_is_none(made):
    with transaction.atomic(), TemporaryDirectory() as folder:
        units = stored(made, Path(folder))
        client = Client()
        person = PersonFactory(language="sv")
        RoleFactory(person=person, unit=units["BY"], role=Role.READER)
        client.force_login(person)
        for code in ("BY", "A", "B"):
            reckoned = Reckoned(made, code)
            compare(of_file(client, code, made.period), reckoned)
            printed = of_report(units[code], Period.parse(made.period))
            compare(printed, reckoned)
            assert printed or reckoned.is_empty()
        transaction.set_rollback(True)


def stored(made: Municipality, folder: Path) -> dict[str, Unit]:
    """The municipality with its ledger, its forecasts and a template of its reports."""
    units: dict[str, Unit] = {}
    for code, kind, above in (
        ("BY", "municipality", ""),
        ("A", "committee", "BY"),
        ("A1", "department", "A"),
        ("B", "committee", "BY"),
    ):
        parent = units.get(above)
        units[code] = save_unit(
            by=the_system(), code=code, name=code, kind=kind, parent=parent, valid_from=date(2019, 1, 1)
        )
    for code, unit in (("1", "A"), ("2", "A1"), ("3", "B")):
        ledger_unit(units["BY"], code, units[unit])
    income_statement(units["BY"])
    for system in ("Ekonomi", "Lön"):
        for year in (YEAR - 1, YEAR):
            lines = [
                (year * 100 + month, each.account, each.unit, "100", ore)
                for each in made.bookings
                if made.system_of(each) == system
                for month, ore in made.outcome(each, year)
            ]
            if lines:
                put_in(units["BY"], folder / f"{system}{year}", lines, source_system=system)
    budget = [
        (YEAR * 100 + month, each.account, each.unit, "100", each.budget)
        for each in made.bookings
        if each.budget
        for month in range(1, 13)
    ]
    if budget:
        put_in(units["BY"], folder / "budget", budget, kind=LedgerKind.BUDGET)
    occasion = Period.parse(f"{YEAR}-T1")
    for (code, row), amount in made.foreseen.items():
        given_ = [Foreseen(row, amount)]
        save_forecasts(
            by=the_system(), unit=units[code], period=occasion, statement="income_statement", foreseen=given_
        )
    for kind in ReportKind:
        save_template(by=the_system(), unit=units["BY"], kind=kind, declaration=TEMPLATE)
    return units


Printed = dict[tuple[str, str], str]


def of_file(client: Client, code: str, period: str) -> Printed:
    """What the file of the statement says, by row and column."""
    url = reverse("economy:statement_file", args=[code, period, "income_statement", "csv"])
    heads, *rows = csv.reader(io.StringIO(client.get(f"{url}?enhet=tkr").content.decode("utf-8-sig")), delimiter=";")
    return {(row[0], head): text for row in rows for head, text in zip(heads[1:], row[1:], strict=True)}


def of_report(unit: Unit, period: Period) -> Printed:
    """What the report says, by row and column; nothing where there is none."""
    found: Printed = {}
    try:
        tree = json.loads(render_json(compose(unit, period).document))
    except NothingToReport:
        return found

    def walk(node: object) -> None:
        if isinstance(node, dict):
            if node.get("type") == "table":
                heads = [column["label"] for column in node["columns"]]
                for row in node["rows"]:
                    name, *cells = (cell.get("text", "") for cell in row["cells"])
                    found.update({(name, head): text for head, text in zip(heads[1:], cells, strict=True)})
            for each in node.values():
                walk(each)
        elif isinstance(node, list):
            for each in node:
                walk(each)

    walk(tree)
    return found


def measure_of(head: str) -> str:
    """Which figure a column holds, from its heading."""
    said = head.lower()
    if said.startswith("budget"):
        return "budget_year" if "helår" in said else "budget"
    if said.startswith("prognos"):
        return "forecast_deviation" if "budget" in said else "forecast"
    if said.startswith("avvikelse"):
        return "percent" if "%" in said else "deviation"
    if said.startswith("utfall"):
        return "outcome" if str(YEAR) in said else "previous"
    return ""


def compare(printed: Printed, reckoned: Reckoned) -> None:
    told = {label: key for key, label in LABELS.items()}
    for (label, head), text in printed.items():
        figures, measure = reckoned.figures(told[label]), measure_of(head)
        if not measure:
            continue
        if measure == "percent":
            expected = share(figures["deviation"], figures["budget"])
        else:
            expected = thousands(figures[measure])
        assert number(text) == expected, (reckoned.unit, label, head, text)


def number(text: str) -> int | None:
    """A figure as it is printed; None for what is none."""
    plain = text.replace("\u00a0", "").replace(" ", "").replace("\u2212", "-").replace("%", "")
    return int(plain) if plain.lstrip("-").isdigit() else None


def thousands(ore: int | None) -> int | None:
    return None if ore is None else int((Decimal(ore) / 100_000).quantize(Decimal(1), ROUND_HALF_UP))


def share(deviation: int | None, budget: int | None) -> int | None:
    if deviation is None or not budget:
        return None
    return int((Decimal(deviation) * 100 / abs(budget)).quantize(Decimal(1), ROUND_HALF_UP))
