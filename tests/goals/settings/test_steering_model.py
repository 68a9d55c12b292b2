"""The pages on which a municipality chooses its own words and rules for steering."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from tertial.common.models import AuditEntry
from tertial.common.policies import NotAllowed
from tertial.domain.assessment import AssignmentState
from tertial.domain.document import Shape, Tone
from tertial.goals.actions.steering_model import move_part, remove_part, save_part
from tertial.goals.actions.steering_start import start_steering_model
from tertial.goals.models import Goal, Level, Plan, ScaleStep, SteeringModel
from tertial.goals.queries.plan_reading import scale_of
from tertial.goals.settings.forms import SHAPE_WORDS, STATE_WORDS, TONE_WORDS
from tests.shared.factories import PersonFactory, UnitFactory
from tests.shared.pages import undo_address, words

pytestmark = pytest.mark.django_db


def go(client: Client, name: str, *args: object, data: dict[str, object] | None = None):
    """Posts, and follows to the page that comes after; what is of a whole model is of that of 2024."""
    args = (2024, *args) if name in {"change", "add"} else args
    return client.post(reverse(f"steering_model:{name}", args=args), data or {}, follow=True)


def percentages(**changes: str) -> dict[str, object]:
    return {"name": "Vår modell", "tolerance_percent": "5", "indicator_weight_percent": "75", **changes}


def names(model: SteeringModel, rows: str) -> list[str]:
    return [str(row) for row in getattr(model, rows).all()]


def test_a_municipality_without_a_steering_model_begins_with_a_plain_one(municipality, clicks, reads):
    assert "An administrator of the municipality begins one here." in words(reads.get(reverse("steering_model:page")))
    assert "Exempelby kommun has no steering model yet" in words(clicks.get(reverse("steering_model:page")))

    page = words(go(clicks, "start"))

    model = SteeringModel.objects.get(municipality=municipality)
    assert names(model, "levels") == ["Goal area", "Council goal", "Committee goal"]
    assert [step.at_least for step in scale_of(model)[1].steps] == [75, 25, 0, None]
    assert {status.meaning for status in model.assignment_statuses.all()} == set(AssignmentState)
    assert "Change its words to your own." in page
    go(clicks, "start")
    assert SteeringModel.objects.count() == 1


def test_the_page_shows_every_part_with_what_it_means(model, clicks):
    page = words(clicks.get(reverse("steering_model:page")))

    assert "5 %: an indicator that misses its target by no more than this is close to it" in page
    assert "Committee goal Committee goals Committee yes" in page
    assert "Partly reached 25 %" in page
    assert "Cannot be judged nothing to judge from" in page
    assert "Paused Paused: counts as not carried out" in page
    assert "The council From the council" in page


def test_a_reader_sees_the_words_and_no_button(model, reads):
    page = words(reads.get(reverse("steering_model:page")))

    assert "Partly reached" in page
    assert "Remove" not in page
    assert "Add" not in page


def test_percentages_and_headings_are_saved_as_people_write_them_and_taken_back(model, clicks):
    saved = go(
        clicks,
        "change",
        data=percentages(tolerance_percent="7,5 %", word_interim_target="Etappmål", word_status="  "),
    )

    model.refresh_from_db()
    assert (model.name, model.tolerance_percent) == ("Vår modell", Decimal("7.5"))
    assert model.words == {"interim_target": "Etappmål"}
    assert "Interim target Etappmål" in words(saved)
    assert 'value="7,5"' in clicks.get(reverse("steering_model:change", args=[2024])).content.decode()

    clicks.post(undo_address(saved))
    model.refresh_from_db()
    assert (model.tolerance_percent, model.words) == (5, {})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("101", "101 is not between 0 and 100 percent; correct it."),
        ("−1", "−1 is not between 0 and 100 percent; correct it."),
        ("mycket", "mycket"),
        ("", "This field is required."),
    ],
)
@pytest.mark.parametrize("field", ["tolerance_percent", "indicator_weight_percent"])
def test_a_percentage_that_cannot_be_used_is_explained_beside_its_field(model, clicks, field, typed, sentence):
    answer = go(clicks, "change", data=percentages(**{field: typed, "word_work": "Gjort"}))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert f'id="id_{field}_error"' in page
    assert sentence in words(answer)
    assert f'value="{typed}"' in page or not typed
    assert 'value="Gjort"' in page
    model.refresh_from_db()
    assert model.tolerance_percent == 5


NEW = {
    "nivaer": {"name": "Delmål", "name_plural": "Delmål", "unit_kind": "department", "assessed": "on"},
    "skala": {"name": "Nästan", "at_least": "50", "shape": "most", "tone": "good"},
    "statusar": {"word": "Försenat", "meaning": "ongoing"},
    "ursprung": {"name": "Staten", "prefix": "Från staten"},
}
ROWS = {"nivaer": "levels", "skala": "scale_steps", "statusar": "assignment_statuses", "ursprung": "assignment_origins"}
NAME = {kind: values.get("name", values.get("word")) for kind, values in NEW.items()}


@pytest.mark.parametrize("kind", NEW)
def test_a_part_is_added_changed_removed_and_each_is_taken_back(model, clicks, kind):
    before = names(model, ROWS[kind])
    added = go(clicks, "add", kind, data=NEW[kind])
    assert f"“{NAME[kind]}” is added." in words(added)
    assert set(names(model, ROWS[kind])) == {*before, NAME[kind]}
    part = next(row for row in getattr(model, ROWS[kind]).all() if str(row) == NAME[kind])

    new_name = {"word" if kind == "statusar" else "name": "Annat"}
    changed = go(clicks, "change_part", part.ref, data=NEW[kind] | new_name)
    assert "Annat" in names(model, ROWS[kind])
    clicks.post(undo_address(changed))
    assert NAME[kind] in names(model, ROWS[kind])

    with_part = names(model, ROWS[kind])
    removed = go(clicks, "remove", part.ref)
    assert names(model, ROWS[kind]) == before
    clicks.post(undo_address(removed))
    assert names(model, ROWS[kind]) == with_part


@pytest.mark.parametrize("kind", NEW)
def test_a_part_added_by_mistake_goes_away_with_one_press(model, clicks, kind):
    before = names(model, ROWS[kind])

    clicks.post(undo_address(go(clicks, "add", kind, data=NEW[kind])))

    assert names(model, ROWS[kind]) == before


@pytest.mark.parametrize("kind", ["nivaer", "statusar", "ursprung"])
def test_a_part_is_moved_and_moved_back(model, clicks, kind):
    before = names(model, ROWS[kind])
    second = list(getattr(model, ROWS[kind]).all())[1]

    moved = go(clicks, "move", second.ref)
    assert names(model, ROWS[kind]) == [before[1], before[0], *before[2:]]
    clicks.post(undo_address(moved))
    assert names(model, ROWS[kind]) == before

    go(clicks, "move", second.ref, data={"down": "1"})
    if len(before) > 2:
        assert names(model, ROWS[kind]) == [before[0], before[2], before[1], *before[3:]]


def test_a_move_is_not_taken_back_past_what_stands_there_now(model, clicks):
    """The one that it passed is gone, so going one step back would pass another."""
    go(clicks, "add", "ursprung", data=NEW["ursprung"])
    first, second, *_rest = model.assignment_origins.all()
    moved = go(clicks, "move", second.ref)
    go(clicks, "remove", first.ref)
    after = names(model, "assignment_origins")
    assert len(after) > 1

    answer = clicks.post(undo_address(moved))

    assert answer.status_code == 422
    assert "has been changed since" in words(answer)
    assert names(model, "assignment_origins") == after


def test_at_the_end_of_the_list_a_move_changes_nothing(model, administrator, clicks):
    entries = AuditEntry.objects.count()

    go(clicks, "move", model.assignment_origins.first().ref)

    assert not move_part(by=administrator, part=model.levels.last(), down=True)
    assert AuditEntry.objects.count() == entries


def test_a_step_stands_where_its_limit_puts_it(model, clicks):
    go(clicks, "add", "skala", data=NEW["skala"])

    assert names(model, "scale_steps") == ["Reached", "Nästan", "Partly reached", "Not reached", "Cannot be judged"]
    refused = go(clicks, "move", model.scale_steps.first().ref)
    assert "“Reached” stands where its limit puts it; change the limit." in words(refused)


@pytest.mark.parametrize("limit", ["75", "25", "0"])
def test_two_steps_never_have_the_same_limit(model, clicks, limit):
    answer = go(clicks, "add", "skala", data=NEW["skala"] | {"at_least": limit})

    assert answer.status_code == 422
    assert "The limits of the scale must fall from step to step and end with 0." in words(answer)
    assert 'value="Nästan"' in answer.content.decode()
    assert ScaleStep.objects.count() == 4


@pytest.mark.parametrize("limit", ["101", "-5", "hälften"])
def test_a_limit_that_is_no_percentage_is_explained(model, clicks, limit):
    answer = go(clicks, "add", "skala", data=NEW["skala"] | {"at_least": limit})

    assert answer.status_code == 422
    assert 'id="id_at_least_error"' in answer.content.decode()


def test_the_lowest_limit_cannot_be_raised_and_the_steps_every_scale_needs_cannot_be_removed(model, clicks):
    lowest, unjudged = list(model.scale_steps.all())[2:]
    raised = go(clicks, "change_part", lowest.ref, data=NEW["skala"] | {"name": "Ej", "at_least": "10"})
    assert raised.status_code == 422

    for step in (lowest, unjudged):
        assert "rename “" in words(go(clicks, "remove", step.ref))
    assert ScaleStep.objects.count() == 4


def test_the_step_for_what_cannot_be_judged_is_renamed_without_a_limit(model, clicks):
    unjudged = model.scale_steps.last()
    data = {"name": "Går inte att bedöma", "shape": "unknown", "tone": "neutral", "at_least": "50"}
    form = clicks.get(reverse("steering_model:change_part", args=[unjudged.ref])).content.decode()
    assert "at_least" not in form

    go(clicks, "change_part", unjudged.ref, data=data)

    unjudged.refresh_from_db()
    assert (unjudged.name, unjudged.at_least) == ("Går inte att bedöma", None)


def test_a_word_that_is_taken_is_explained_beside_its_field(model, clicks):
    answer = go(clicks, "add", "statusar", data={"word": "Done", "meaning": "done"})

    assert answer.status_code == 422
    assert "“Done” collides with another of the same kind" in words(answer)
    assert 'id="id_word_error"' in answer.content.decode()


def test_what_is_in_use_is_neither_removed_nor_moved(model, committee, clicks):
    level = model.levels.last()
    Goal.objects.create(
        plan=Plan.objects.create(unit=committee, year=2024, steering_model=model), level=level, name="Mål"
    )

    assert "“Committee goal” is in use; change what uses it first." in words(go(clicks, "remove", level.ref))
    assert "There are goals on “Committee goal” or “Council goal”" in words(go(clicks, "move", level.ref))
    assert names(model, "levels") == ["Goal area", "Council goal", "Committee goal"]


def test_every_shape_tone_and_state_can_be_chosen_by_a_word(model, clicks):
    page = words(clicks.get(reverse("steering_model:add", args=[2024, "skala"])))

    assert (set(SHAPE_WORDS), set(TONE_WORDS), set(STATE_WORDS)) == (set(Shape), set(Tone), set(AssignmentState))
    with override("en"):
        assert all(str(word) in page for word in [*SHAPE_WORDS.values(), *TONE_WORDS.values()])


def test_a_reader_changes_nothing(model, reads, clicks):
    part = model.levels.first()
    before = AuditEntry.objects.count()
    for name, args in (
        ("start", []),
        ("change", []),
        ("add", ["nivaer"]),
        ("change_part", [part.ref]),
        ("move", [part.ref]),
        ("remove", [part.ref]),
    ):
        assert go(reads, name, *args, data=NEW["nivaer"]).status_code == 403, name

    person = PersonFactory()
    for write in (
        lambda: save_part(by=person, part=part, values={"name": "X"}),
        lambda: remove_part(by=person, part=part),
        lambda: move_part(by=person, part=part, down=True),
        lambda: start_steering_model(by=person, municipality=model.municipality),
    ):
        with pytest.raises(NotAllowed):
            write()
    assert AuditEntry.objects.count() == before


def test_an_address_of_another_municipalitys_part_leads_nowhere(model, clicks):
    other = SteeringModel.objects.create(municipality=UnitFactory(kind="municipality"), name="Annan")
    level = Level.objects.create(
        steering_model=other, key="x", name="X", name_plural="X", unit_kind="municipality", position=0
    )

    assert clicks.get(reverse("steering_model:change_part", args=[level.ref])).status_code == 404
    assert clicks.get(reverse("steering_model:add", args=[2024, "annat"])).status_code == 404


def test_the_page_costs_the_same_however_many_parts_there_are(model, clicks, django_assert_max_num_queries):
    for number in range(30):
        go(clicks, "add", "ursprung", data={"name": f"Ursprung {number}"})

    with django_assert_max_num_queries(12):
        clicks.get(reverse("steering_model:page"))
