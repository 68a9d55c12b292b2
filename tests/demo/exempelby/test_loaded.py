"""The second sample as it is loaded: everything counts, and nothing was refused on the way."""

import pytest

from tertial.domain.period import Period
from tertial.economy.ledger.reading import Measure, read_statement
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.goals.models import Goal
from tertial.organisation.models import Unit

pytestmark = pytest.mark.django_db


def test_every_file_of_the_ledger_is_in_and_none_of_its_lines_was_refused(second_municipality):
    imports = LedgerImport.objects.all()

    assert {(each.kind, str(each.periods[0])[:4]) for each in imports} == {
        (kind, year) for kind in LedgerKind.values for year in ("2024", "2025", "2026")
    }
    assert not any(each.refused_count for each in imports)


def test_goals_stand_on_two_levels_and_all_of_the_closed_year_are_assessed(second_municipality):
    of_the_year = Goal.objects.filter(plan__year=2025)

    assert set(of_the_year.values_list("level__position", flat=True)) == {0, 1}
    assert not of_the_year.filter(assessments__isnull=True).exists()


def test_the_running_year_is_read_to_the_month_that_is_closed(second_municipality):
    whole = Unit.objects.get(parent=None)
    of_ten_months, of_the_year = (
        read_statement(whole, Period.parse(period), "resultat") for period in ("2026-01--2026-10", "2026")
    )

    def result(reading):
        return {line.key: line.amounts.get(Measure.OUTCOME) for line in reading.lines}["arets_resultat"]

    assert result(of_ten_months) == result(of_the_year)
    assert result(of_the_year)
