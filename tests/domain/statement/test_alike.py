"""What belongs to a row, told by codes, is what belongs to it pair by pair."""

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.statement import Layout, LayoutRow, LineKind, Selection, coding_of

ACCOUNTS = ("3010", "3510", "4610", "5010", "5710", "7910")
ACTIVITIES = ("100", "110", "240", "910", "")

selections = st.builds(
    Selection.parse,
    st.lists(st.sampled_from(("3", "35", "4-5", "50-57", "7")), max_size=2, unique=True),
    st.lists(st.sampled_from(("1", "2", "9", "110")), max_size=2, unique=True),
)
layouts = st.builds(
    lambda given, scope: Layout("prov", "Prov", (*rows_of(given), total_of(given)), scope),
    st.lists(st.tuples(selections, st.sampled_from((LineKind.ROW, LineKind.OF_WHICH))), min_size=1, max_size=4),
    selections,
)


def rows_of(given) -> list[LayoutRow]:
    return [LayoutRow(f"r{at}", f"Rad {at}", kind, held) for at, (held, kind) in enumerate(given)]


def total_of(given) -> LayoutRow:
    return LayoutRow("sum", "Summa", LineKind.TOTAL, parts=tuple(f"r{at}" for at in range(0, len(given), 2)))


def counted_in(layout: Layout, account: str, activity: str) -> set[str]:
    """The rows of a pair, by the rule as it is written: the first that is added up, each of which, and their totals."""
    pair = (account, activity)
    if not held(layout.scope, *pair):
        return set()
    fitting = [row for row in layout.rows if not row.parts and held(row.selection, *pair)]
    added = [row.key for row in fitting if row.kind is LineKind.ROW][:1]
    found = {*added, *(row.key for row in fitting if row.kind is LineKind.OF_WHICH)}
    return found | {row.key for row in layout.rows if found & set(row.parts)}


def held(selection: Selection, account: str, activity: str) -> bool:
    return all(
        not groups or any(group.holds(code) for group in groups)
        for groups, code in ((selection.accounts, account), (selection.activities, activity))
    )


@given(layouts)
def test_the_codes_of_a_row_are_the_pairs_that_are_counted_in_it(layout: Layout):
    for row in layout.rows:
        coding = coding_of(layout, row.key, ACCOUNTS, ACTIVITIES)
        activities = ACTIVITIES if coding.activities is None else coding.activities
        pairs = {(account, activity) for account in coding.accounts for activity in activities}

        found = pairs if coding.pairs is None else pairs & set(coding.pairs)

        assert found == {
            (account, activity)
            for account in ACCOUNTS
            for activity in ACTIVITIES
            if row.key in counted_in(layout, account, activity)
        }
