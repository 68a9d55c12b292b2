"""What a municipality can ask of the blocks about staff, and what it learns when that cannot be."""

import pytest

from tertial.domain.document import to_json
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration
from tertial.reports.errors import UnusableTemplate

CHAPTER = 'title = "Rapport"\n[[chapter]]\ntitle = "Personal"\n[[chapter.block]]\n'


@pytest.mark.parametrize(
    ("block", "said"),
    [
        (
            'kind = "sick_leave"\nrows = ["total", "elva"]',
            "there is no row “elva” on sick leave; choose among: total, women",
        ),
        ('kind = "sick_leave"\nmonth = "13"', "“13” is not a month; write 01 to 12."),
        ('kind = "sick_leave_by_sex"\nmonth = "november"', "“november” is not a month"),
        ('kind = "staff_text"\nslot = "lon"', "there is no text “lon” about staff; choose among: employees"),
    ],
)
def test_what_a_block_does_not_know_is_refused_when_the_template_is_stored(block, said):
    with pytest.raises(UnusableTemplate) as refused:
        read_declaration(CHAPTER + block)

    assert said in str(refused.value.message.params["refusal"])


@pytest.mark.django_db
def test_every_block_prints_for_a_committee_and_says_where_nothing_has_been_imported(demo_municipality):
    kinds = (
        "employees",
        "turnover",
        "sick_leave",
        "sick_leave_by_sex",
        "sick_leave_by_length",
        "sick_leave_by_month",
        "sick_leave_months",
        "sick_leave_key_figures",
        "hme",
    )
    blocks = "".join(f'[[chapter.block]]\nkind = "{kind}"\n' for kind in kinds)
    declaration = read_declaration('title = "Rapport"\n[[chapter]]\ntitle = "Personal"\n' + blocks)

    full = compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration)
    printed = [block["type"] for block in to_json(full.document)["blocks"][0]["blocks"]]
    assert printed == ["table", "table", "table", "chart", "chart", "chart", "table", "table", "table"]

    # Next year's plan is there before any of its payroll files.
    empty = compose(unit_by_code("KS"), Period.parse("2025"), declaration=declaration)
    assert "note" in [block["type"] for block in to_json(empty.document)["blocks"][0]["blocks"]]


@pytest.mark.django_db
def test_employees_can_be_split_into_permanent_temporary_and_over_65(demo_municipality):
    declaration = read_declaration(CHAPTER + 'kind = "employees"\nsplit = true')
    tree = to_json(compose(unit_by_code("KS"), Period.parse("2024"), declaration=declaration).document)

    (table,) = tree["blocks"][0]["blocks"]
    assert [[cell["text"] for cell in row["cells"]] for row in table["rows"]] == [
        ["Antal anställda", "420", "457", "37"],
        ["Tillsvidareanställda", "412", "448", "36"],
        ["Visstidsanställda", "8", "9", "1"],
        ["Över 65 år", "8", "13", "5"],
    ]
