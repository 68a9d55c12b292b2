"""A table of statement rows by activities whose margins are exactly the declared totals."""

from collections.abc import Mapping

from tertial.demo.ledger_export.declared import Totals, shared_out

INCOME = "income"
_UNNAMED = 0.02
_ROUNDS = 400

Weights = Mapping[str, Mapping[str, float]]
Cells = dict[tuple[str, str], int]


def matrix(totals: Totals, weights: Weights) -> Cells:
    """Öre as booked (cost plus, income minus) by row and activity.

    Income is shared out by its weights. Costs are fitted to both margins in turns until they agree, and the öre that
    rounding leaves are then put where they do not show: in the largest row and the largest activity.
    """
    income = shared_out(totals.rows[INCOME], _named(weights[INCOME], totals))
    costs_of_row = {row: -amount for row, amount in totals.rows.items() if row != INCOME}
    costs_of_activity = {activity: income[activity] - net for activity, net in totals.activities.items()}
    fitted = _fitted(costs_of_row, costs_of_activity, weights, totals)
    cells = _whole(fitted, costs_of_row, costs_of_activity)
    return cells | {(INCOME, activity): -amount for activity, amount in income.items()}


def _named(weights: Mapping[str, float], totals: Totals) -> dict[str, float]:
    return {activity: weights.get(activity, _UNNAMED) for activity in totals.activities}


def _fitted(
    rows: Mapping[str, int], activities: Mapping[str, int], weights: Weights, totals: Totals
) -> dict[tuple[str, str], float]:
    cells = {(row, activity): weight for row in rows for activity, weight in _named(weights[row], totals).items()}
    for _round in range(_ROUNDS):
        for margin, at in ((rows, 0), (activities, 1)):
            sums = dict.fromkeys(margin, 0.0)
            for cell, amount in cells.items():
                sums[cell[at]] += amount
            for cell in cells:
                cells[cell] *= margin[cell[at]] / sums[cell[at]]
    return cells


def _whole(fitted: Mapping[tuple[str, str], float], rows: Mapping[str, int], activities: Mapping[str, int]) -> Cells:
    cells = {cell: int(amount) for cell, amount in fitted.items()}
    last_row = max(rows, key=lambda row: rows[row])
    last_activity = max(activities, key=lambda activity: activities[activity])
    for row, amount in rows.items():
        cells[row, last_activity] += amount - sum(cells[row, activity] for activity in activities)
    for activity, amount in activities.items():
        if activity == last_activity:  # comes out by itself, since both margins have the same sum
            continue
        left = amount - sum(cells[row, activity] for row in rows)
        cells[last_row, activity] += left
        cells[last_row, last_activity] -= left
    return cells
