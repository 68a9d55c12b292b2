"""Which lines count after imports, corrections and take-backs (docs/rules/ledger.md)."""

import os
from datetime import UTC, date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.common.policies import NotAllowed
from tertial.domain.period import Period
from tertial.domain.statement import Measure
from tertial.domain.workflow import NotNow
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.ledger import store
from tertial.economy.ledger.behind import LineFilter, accounts_behind, lines_behind
from tertial.economy.ledger.imports import ImportedFile, ImportRefused, apply_import, undo_import
from tertial.economy.ledger.reading import months, read_statement
from tertial.economy.ledger.segments import counting
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.economy.projects.queries.ledger_sums import ledger_sums
from tertial.organisation.actions import add_successor
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tests.domain.rule_page import table
from tests.shared.factories import RoleFactory, UnitFactory
from tests.shared.small_ledger import income_statement, ledger_unit, put_in, staged

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")


@pytest.fixture(autouse=True)
def home(settings, tmp_path) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"


@pytest.fixture
def municipality() -> Unit:
    made = UnitFactory(code="BY", kind=UnitKind.MUNICIPALITY)
    committee = UnitFactory(code="KS", parent=made)
    ledger_unit(made, "10", committee)
    income_statement(made)
    return made


@pytest.fixture
def committee(municipality: Unit) -> Unit:
    return Unit.objects.get(code="KS")


def outcome(unit: Unit, row: str = "personnel", period: Period = YEAR, **more: object) -> int | None:
    reading = read_statement(unit, period, "income_statement", **more)
    return next(line for line in reading.lines if line.key == row).amounts.get(Measure.OUTCOME)


def test_each_month_counts_from_the_newest_import_that_has_it(municipality, tmp_path):
    rows = table("ledger", "made", "import")
    made: dict[str, LedgerImport] = {}
    for row in rows:
        first, last = (int(each[-2:]) for each in (row["months"].split(" to ") * 2)[:2])
        lines = [(202400 + month, "5010", "10", "", 100) for month in range(first, last + 1)]
        made[row["import"]] = put_in(municipality, tmp_path / row["import"], lines)
        at = datetime.combine(datetime(2024, 5, 1, tzinfo=UTC), time.fromisoformat(row["made"]), tzinfo=UTC)
        LedgerImport.objects.filter(pk=made[row["import"]].pk).update(applied_at=at)
    for column in ("at 10:30", "at 11:30", "at 12:30"):
        as_of = datetime.fromisoformat(f"2024-05-01T{column[3:]}:00+00:00")
        assert counted(municipality, made, as_of) == {row["import"]: row[column] for row in rows}

    undo_import(by=the_system(), ledger_import=made["B"])

    assert counted(municipality, made) == {row["import"]: row[list(row)[-1]] for row in rows}


def counted(municipality: Unit, made: dict[str, LedgerImport], as_of: datetime | None = None) -> dict[str, str]:
    """The months of each import that count, as the rule page writes them."""
    found = {segment.source.pk: segment.periods for segment in counting(municipality, LedgerKind.OUTCOME, as_of)}
    return {name: as_written(sorted(found.get(each.pk, ()))) for name, each in made.items()}


def as_written(periods: list[int]) -> str:
    months = [f"{period % 100:02}" for period in periods]
    whole = len(months) > 2 and int(months[-1]) - int(months[0]) == len(months) - 1
    return (f"{months[0]}–{months[-1]}" if whole else ", ".join(months)) or "–"


def test_a_correction_takes_the_place_of_what_it_corrects_and_the_earlier_report_can_still_be_asked_for(
    municipality, committee, tmp_path
):
    first = put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500), (202402, "5010", "10", "", 70)])
    before = LedgerImport.objects.get(pk=first.pk).applied_at
    put_in(municipality, tmp_path / "b", [(202401, "5010", "10", "", 900)])

    assert outcome(committee) == -970
    assert outcome(committee, as_of=before) == -570


def test_two_source_systems_stand_side_by_side(municipality, committee, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)])
    put_in(municipality, tmp_path / "b", [(202401, "5010", "10", "", 40)], source_system="Lön")

    assert outcome(committee) == -540


def test_an_import_that_is_taken_back_is_as_if_it_had_not_been(municipality, committee, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)])
    second = put_in(municipality, tmp_path / "b", [(202401, "5010", "10", "", 900)])
    undo_import(by=the_system(), ledger_import=second)

    assert outcome(committee) == -500
    with pytest.raises(NotNow, match="taken back already"):
        undo_import(by=the_system(), ledger_import=second)


def test_rows_that_do_not_agree_with_the_files_are_refused_and_nothing_is_left(municipality, tmp_path):
    lines = staged(tmp_path / "a", [(202401, "5010", "10", "", 500)])
    given = {
        "by": the_system(),
        "municipality": municipality,
        "kind": LedgerKind.OUTCOME,
        "source_system": "E",
        "lines": lines,
    }

    with pytest.raises(ImportRefused, match="1 rows were read where the files hold 3"):
        apply_import(**given, files=[ImportedFile("a", "x", 1, 4)], refused_count=1)
    with pytest.raises(ImportRefused, match="no row"):
        apply_import(**{**given, "lines": staged(tmp_path / "b", [])}, files=[ImportedFile("b", "x", 1, 0)])

    assert not LedgerImport.objects.exists()
    assert not list(store.folder().glob("*.parquet"))


def test_only_coordinators_of_the_municipality_may_import(municipality, tmp_path):
    reporter: Person = RoleFactory(unit=municipality, role=Role.REPORTER).person
    lines = staged(tmp_path / "a", [(202401, "5010", "10", "", 500)])

    with pytest.raises(NotAllowed):
        apply_import(
            by=reporter,
            municipality=municipality,
            kind=LedgerKind.OUTCOME,
            source_system="E",
            lines=lines,
            files=[ImportedFile("a", "x", 1, 1)],
        )


def test_what_nothing_covers_is_unknown_and_what_is_missing_is_told(municipality, committee, tmp_path):
    assert outcome(committee) is None
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)])

    codes = [finding.code for finding in read_statement(committee, YEAR, "income_statement").findings]

    assert codes == ["ledger-month-missing", "budget-missing"]


def test_accounts_outside_what_a_statement_covers_are_told_whatever_their_class(municipality, committee, tmp_path):
    booked = [("5010", 500), ("2440", 70), ("9110", -30), ("1510", 0)]
    put_in(municipality, tmp_path / "a", [(202401, account, "10", "", amount * 100) for account, amount in booked])

    reading = read_statement(committee, YEAR, "income_statement")
    told = [each for each in (*reading.findings, *reading.notes) if "outside" in each.code]

    assert [(each.severity.value, each.message.params["accounts"].replace("\u00a0", " ")) for each in told] == [
        ("warning", "9110 (30 kr)"),
        ("note", "2440 (−70 kr)"),
    ]


def test_accounts_that_another_statement_covers_are_only_noted(municipality, committee, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 50_000), (202401, "9110", "10", "", -3_000)])
    wider = {"title": "Allt", "scope_accounts": ["3-9"], "threshold_amount": 0, "threshold_percent": Decimal(0)}
    rows = [{"key": "all", "label": "Allt", "accounts": ["3-9"]}]
    save_statement(by=the_system(), municipality=municipality, key="wider", values=wider, rows=rows)

    reading = read_statement(committee, YEAR, "income_statement")
    told = [each for each in (*reading.findings, *reading.notes) if "outside" in each.code]

    assert [(each.severity.value, each.message.params["accounts"].replace("\u00a0", " ")) for each in told] == [
        ("note", "9110 (30 kr)"),
    ]


def test_a_unit_of_the_ledger_counts_for_the_units_above_and_no_others(municipality, committee, tmp_path):
    other = UnitFactory(code="SN", parent=municipality)
    below = UnitFactory(code="KSF", parent=committee, kind=UnitKind.DEPARTMENT)
    ledger_unit(municipality, "20", other)
    ledger_unit(municipality, "11", below)
    put_in(municipality, tmp_path / "a", [(202401, "5010", code, "", 100) for code in ("10", "11", "20")])

    assert [outcome(unit) for unit in (below, committee, other, municipality)] == [-100, -200, -100, -300]


def test_last_year_is_counted_with_the_units_whose_work_was_taken_over(municipality, committee, tmp_path):
    old = UnitFactory(code="OLD", parent=UnitFactory(code="SN", parent=municipality), kind=UnitKind.DEPARTMENT)
    ledger_unit(municipality, "20", old, valid_to=2023)
    put_in(municipality, tmp_path / "a", [(202301, "5010", "20", "", 70), (202401, "5010", "10", "", 90)])
    assert outcome(committee, period=Period.parse("2023")) == 0

    add_successor(by=the_system(), predecessor=old, successor=committee, on=date(2024, 4, 1))

    reading = read_statement(committee, YEAR, "income_statement")
    assert reading.lines[1].amounts[Measure.PREVIOUS] == -70


def test_a_cell_opens_into_accounts_and_lines_that_add_up_to_it(municipality, committee, tmp_path):
    lines = [(202401, "5010", "10", "1", 100), (202402, "5610", "10", "1", 30), (202402, "6010", "10", "1", 7)]
    put_in(municipality, tmp_path / "lon.csv", lines)
    cell = (committee, YEAR, "income_statement", "costs", Measure.OUTCOME)

    accounts = accounts_behind(*cell)
    page = lines_behind(*cell, page_size=2)

    assert [(each.code, each.amount) for each in accounts] == [("5010", -100), ("5610", -30), ("6010", -7)]
    assert (page.count, page.total) == (3, -137)
    assert [(line.file, line.row, line.amount) for line in page.lines] == [("lon.csv", 2, -100), ("lon.csv", 3, -30)]
    only = lines_behind(*cell, filters=LineFilter(account="56", text="text 3", at_most=-30, month=2))
    assert [line.account for line in only.lines] == ["5610"]
    assert accounts_behind(*cell, filters=LineFilter(month=1))[0].amount == -100


def test_a_row_is_read_month_by_month_with_its_budget(municipality, committee, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 100), (202403, "5010", "10", "", 50)])
    put_in(municipality, tmp_path / "b", [(202403, "5010", "10", "", 60)], kind=LedgerKind.BUDGET)

    assert months(committee, 2024, "income_statement", "personnel")[:4] == [(-100, 0), (0, 0), (-50, -60), (0, 0)]


def test_debit_and_credit_of_a_project_are_told_apart_on_every_account(municipality, committee, tmp_path):
    lines = [(202401, "1180", "10", "", 500), (202402, "1180", "10", "", -200), (202403, "5010", "10", "", 40)]
    put_in(municipality, tmp_path / "a", lines, project="3001")

    sums = ledger_sums(committee, YEAR)["3001"]

    assert (sums.expenditure, sums.income) == (540, -200)


def test_what_is_derived_can_be_deleted_and_is_made_again(municipality, committee, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)], project="1")
    assert outcome(committee) == -500
    for derived in store.folder().glob("*.*.parquet"):
        derived.unlink()
    LedgerImport.objects.get().save()

    assert outcome(committee, period=Period.parse("2024-T1")) == -500
    assert ledger_sums(committee, YEAR)["1"].expenditure == 500


def test_what_a_killed_import_left_lying_is_swept_after_some_hours(municipality, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)])
    kept = {path.name for path in store.folder().glob("*.parquet")}
    left = store.folder() / ".unfinished-x"
    left.mkdir()
    orphan = store.folder() / ("0" * 64 + ".parquet")
    orphan.write_bytes(b"left")
    for each in (left, orphan, *store.folder().glob("*.parquet")):
        os.utime(each, (0, 0))

    put_in(municipality, tmp_path / "b", [(202402, "5010", "10", "", 500)])

    assert not left.exists()
    assert not orphan.exists()
    assert kept <= {path.name for path in store.folder().glob("*.parquet")}


def test_lines_in_the_store_are_never_changed(municipality, tmp_path):
    put_in(municipality, tmp_path / "a", [(202401, "5010", "10", "", 500)])
    (path,) = (each for each in store.folder().glob("*.parquet") if each.name.count(".") == 1)
    content = Path(path).read_bytes()
    put_in(municipality, tmp_path / "b", [(202401, "5010", "10", "", 700)])

    assert path.read_bytes() == content
    assert path.name == f"{store.content_of(path)}.parquet"
