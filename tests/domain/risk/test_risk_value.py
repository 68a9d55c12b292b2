import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.risk import RiskScale, RiskZone, UnusableRisk, matrix
from tests.domain.rule_page import table

ZONES = tuple(RiskZone(row["zone"], int(row["from"])) for row in table("risk-value", "zone"))
PRINTED = table("risk-value", "likelihood")
HUDDINGE = RiskScale(("a", "b", "c", "d"), ("Försumbar", "Lindrig", "Kännbar", "Allvarlig"), ZONES)


@st.composite
def scales(draw):
    """Any scale: axes of their own lengths, zones with falling limits down to 1."""
    likelihoods = tuple(f"sannolikt {n}" for n in range(draw(st.integers(1, 7))))
    consequences = tuple(f"allvarligt {n}" for n in range(draw(st.integers(1, 7))))
    limits = sorted(draw(st.sets(st.integers(2, 60), max_size=4)), reverse=True)
    zones = tuple(RiskZone(f"zon {limit}", limit) for limit in (*limits, 1))
    return RiskScale(likelihoods, consequences, zones)


def test_the_page_says_what_is_computed():
    rows = matrix(HUDDINGE, [], lambda each: each)

    for row, printed in zip(rows, PRINTED, strict=True):
        assert str(row.likelihood) == printed["likelihood"]
        told = [f"{cell.value} {cell.zone.word}" for cell in row.cells]
        assert told == [value for key, value in printed.items() if key != "likelihood"]


@given(scales())
def test_the_matrix_maps_every_pair_on_any_scale_once(scale):
    pairs = [
        (likelihood, consequence)
        for likelihood in range(1, len(scale.likelihoods) + 1)
        for consequence in range(1, len(scale.consequences) + 1)
    ]
    rows = matrix(scale, pairs, lambda pair: pair)
    cells = [cell for row in rows for cell in row.cells]

    assert sorted((cell.likelihood, cell.consequence) for cell in cells) == pairs
    assert all(cell.risks == ((cell.likelihood, cell.consequence),) for cell in cells)
    assert all(cell.value == cell.likelihood * cell.consequence >= cell.zone.at_least for cell in cells)
    assert [row.likelihood for row in rows] == list(range(len(scale.likelihoods), 0, -1))


@given(scales(), st.data())
def test_a_likelier_or_graver_risk_never_falls_in_a_milder_zone(scale, data):
    likelihood = data.draw(st.integers(1, len(scale.likelihoods)))
    consequence = data.draw(st.integers(1, len(scale.consequences)))
    here = scale.zones.index(scale.zone(likelihood, consequence))

    if likelihood < len(scale.likelihoods):
        assert scale.zones.index(scale.zone(likelihood + 1, consequence)) <= here
    if consequence < len(scale.consequences):
        assert scale.zones.index(scale.zone(likelihood, consequence + 1)) <= here


def test_risks_that_share_a_pair_stand_together():
    rows = matrix(HUDDINGE, ["ett", "två", "tre"], {"ett": (4, 3), "två": (4, 3), "tre": (1, 1)}.__getitem__)

    assert rows[0].cells[2].risks == ("ett", "två")
    assert rows[3].cells[0].risks == ("tre",)


def test_a_risk_off_a_shortened_scale_stands_nowhere():
    rows = matrix(HUDDINGE, [(5, 1)], lambda pair: pair)

    assert all(not cell.risks for row in rows for cell in row.cells)


@pytest.mark.parametrize(
    ("likelihood", "consequence", "field"), [(0, 1, "likelihood"), (5, 1, "likelihood"), (1, 9, "consequence")]
)
def test_a_value_off_the_scale_is_refused_at_its_field(likelihood, consequence, field):
    with pytest.raises(UnusableRisk, match="is not on the scale, which goes from 1 to 4") as refused:
        HUDDINGE.value(likelihood, consequence)
    assert refused.value.field == field


@pytest.mark.parametrize("limits", [[], [9, 4], [4, 9, 1], [4, 4, 1]])
def test_zones_that_leave_a_value_without_word_are_refused(limits):
    with pytest.raises(UnusableRisk):
        RiskScale(("a",), ("b",), tuple(RiskZone(str(limit), limit) for limit in limits))


def test_axes_without_words_are_refused():
    with pytest.raises(UnusableRisk, match="Both axes"):
        RiskScale((), ("b",), ZONES)


def test_the_gravest_zone_is_the_first_and_needs_another_beside_it():
    assert HUDDINGE.is_gravest(3, 3)
    assert not HUDDINGE.is_gravest(2, 4)
    assert not RiskScale(("a",), ("b",), (RiskZone("Alla", 1),)).is_gravest(1, 1)
