"""Start page, search, history, trace and counts."""

from collections.abc import Collection
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.control.actions.archiving import archive
from tertial.control.actions.common_controls import RowGiven, set_rows
from tertial.domain.assessment import IndicatorState
from tertial.domain.ref import Ref
from tertial.goals.actions.goals import save_goal
from tertial.goals.models import Assignment, Goal, Indicator, Outcome
from tertial.goals.queries.counts import COUNTS, count_labels
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tertial.texts.models import TextSection
from tertial.things.searching import words_around
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


@pytest.fixture
def rooms() -> Collection[str]:
    return ("control", "free", "projects")


def test_the_first_page_leads_to_the_newest_plan_of_ones_unit(place: SmallMunicipality, owner, reports: Client):
    assert reports.get("/").url == "/BY/2024/"
    assert browser_of(owner).get("/").url == "/KS/2024/"


def test_the_first_page_leads_back_to_where_one_worked(place: SmallMunicipality, reports: Client):
    reports.get(reverse("goals:goals", args=["KS", "2024-T2"]))

    assert reports.get("/").url == "/KS/2024-T2/"


def test_search_finds_the_people_that_one_may_see_and_no_others(place: SmallMunicipality, reports: Client):
    RoleFactory(person=PersonFactory(name="Åsa Granne"), unit=place.units["OLD"], role=Role.READER)
    stranger = RoleFactory(unit=place.units["KSF"], role=Role.READER).person

    assert "Åsa Granne" in words(reports.get(reverse("desk:search"), {"q": "åsa"}))
    assert "Åsa Granne" not in words(browser_of(stranger).get(reverse("desk:search"), {"q": "åsa"}))


def test_someone_without_a_role_is_told_whom_to_ask(place: SmallMunicipality):
    answer = browser_of(place.outsider).get("/")

    assert "Ask an administrator" in words(answer)
    assert "Hemligt" not in words(answer)


def test_my_tasks_are_what_i_am_responsible_for(place: SmallMunicipality, owner):
    Outcome.objects.all().delete()
    Indicator.objects.update(owner=owner)

    page = words(browser_of(owner).get(reverse("desk:start", args=["KS", "2024"])))

    mine, _sep, others = page.partition("What remains in the unit")
    assert "Next: Enter the outcome: Nöjda" in mine
    assert "My tasks 1" in mine
    assert "Write: " in others


def test_a_task_leads_to_the_field_where_it_is_done(place: SmallMunicipality, reports: Client):
    page = reports.get(reverse("desk:start", args=["KS", "2024"])).content.decode()

    assert f'href="/mal/{place.goal.ref.key}/?period=2024#{place.assignment.ref.anchor}"' in page
    goal = reports.get(reverse("goals:goal", args=[place.goal.ref])).content.decode()
    assert f'id="{place.assignment.ref.anchor}"' in goal


@pytest.mark.parametrize("text", ["hemligt", "HEMLIGT NÄMNDMÅL", "nämndmål hemligt", "ÄMNDM"])
def test_search_finds_whatever_the_case_also_of_swedish_letters(place: SmallMunicipality, reports: Client, text: str):
    answer = reports.get(reverse("desk:search"), {"q": text})

    page = answer.content.decode()
    assert "Hemligt nämndmål" in page.replace("<mark>", "").replace("</mark>", "")
    assert "<mark>" in page


FOUND = [
    ("ett mål till", "Goals"),
    ("nöjda", "Indicators"),
    ("uppdrag", "Assignments"),
    ("kameror", "Projects and grants"),
    ("inköp görs utan avtal", "Risks"),
    ("utbilda beställare", "Measures"),
    ("granska inköp", "Systematic controls"),
    ("stickprov av fakturor", "Common controls"),
    ("se över rutinen", "Audit recommendations"),
    ("nytt torg", "Sections of chapters"),
    ("därför", "Texts"),
    ("enhet ksf", "Units"),
    ("kollega", "People"),
]


@pytest.mark.parametrize(("text", "label"), FOUND)
def test_search_finds_what_has_a_name_and_leads_to_it(place: SmallMunicipality, reports: Client, text: str, label: str):
    answer = reports.get(reverse("desk:search"), {"q": text})

    found = next(group for group in answer.context["groups"] if group.label == label)
    assert f"{label} {len(found.hits)}" in words(answer)
    assert reports.get(found.hits[0].url, follow=True).status_code == 200


def another_committee(place: SmallMunicipality) -> Unit:
    given = {"kind": UnitKind.COMMITTEE, "parent": place.units["BY"], "valid_from": date(2019, 1, 1)}
    return save_unit(by=the_system(), code="SN", name="Socialnämnden", **given)


def test_search_finds_in_one_unit_nothing_of_another(place: SmallMunicipality):
    reader = browser_of(RoleFactory(person=PersonFactory(language="en"), unit=another_committee(place)).person)

    for text, _label in FOUND:
        answer = reader.get(reverse("desk:search"), {"q": text})
        assert [group.label for group in answer.context["groups"] if group.label != "People"] == [], text


def test_search_finds_a_common_control_from_a_unit_that_is_asked(place: SmallMunicipality):
    asked = another_committee(place)
    set_rows(
        by=the_system(), control=place.rooms["control"].common, rows=[RowGiven(place.units["KS"]), RowGiven(asked)]
    )
    reader = browser_of(RoleFactory(person=PersonFactory(language="en"), unit=asked).person)

    (found,) = reader.get(reverse("desk:search"), {"q": "stickprov av fakturor"}).context["groups"]

    assert found.label == "Common controls"
    assert reader.get(found.hits[0].url).status_code == 200


def test_the_words_around_what_is_found_hold_the_figures_of_the_text(place: SmallMunicipality, reports: Client):
    text = reverse("texts:section", args=[place.goal.ref, "work", "2024"])
    revision = TextSection.objects.filter(slot="work").values_list("revision", flat=True).first() or 0
    offered = reports.get(f"{text}siffror/").json()[0]
    said = f"Kryssning: andelen är [[{offered['ref']}]] i år."
    assert reports.post(text, {"text": said, "revision": revision}).status_code == 302

    page = words(reports.get(reverse("desk:search"), {"q": "kryssning"}))

    assert f"andelen är {offered['text']} i år." in page


def test_search_finds_nothing_that_is_put_away(place: SmallMunicipality, reports: Client):
    archive(by=the_system(), thing=place.rooms["control"].risk)

    answer = reports.get(reverse("desk:search"), {"q": "inköp görs utan avtal"})

    assert "Nothing has" in words(answer)
    assert "Measures" not in words(reports.get(reverse("desk:search"), {"q": "utbilda beställare"}))


def test_search_shows_nothing_of_units_one_may_not_read(place: SmallMunicipality):
    place.role.delete()
    assert browser_of(place.colleague).get(reverse("desk:search"), {"q": "hemligt"}).status_code == 403


def test_search_takes_signs_as_they_are(place: SmallMunicipality, reports: Client):
    save_goal(by=the_system(), plan=place.plan, level=place.goal.level, name="100 % förnybart (el)")

    assert "Goals 1" in words(reports.get(reverse("desk:search"), {"q": "(el) för"}))
    assert "Nothing has" in words(reports.get(reverse("desk:search"), {"q": "f.rnybart"}))


def test_search_by_htmx_gives_the_hits_alone(place: SmallMunicipality, reports: Client):
    headers = {"HX-Request": "true", "HX-Target": "hits"}

    page = reports.get(reverse("desk:search"), {"q": "nöjda"}, headers=headers).content.decode()

    assert page.strip().startswith('<div id="hits"')


def test_the_words_around_a_match_are_cut_from_a_long_text():
    text = "Först kommer mycket annat. " * 20 + "Tryggheten ökade i år. " + "Sedan mer. " * 20

    cut = words_around(text, ["tryggheten"])

    assert "Tryggheten ökade i år." in cut
    assert len(cut) < 230
    assert cut.startswith("…")


def test_history_tells_who_changed_what_from_what_to_what(place: SmallMunicipality, plans: Client):
    plans.post(
        reverse("goals:goal_change", args=[place.goal.ref]),
        {"name": "Nytt namn", "level": place.goal.level_id, "above": place.goal.contributes_to_id},
    )

    page = words(plans.get(reverse("desk:history", args=[place.goal.ref])))

    assert "before: Hemligt nämndmål → after: Nytt namn" in page
    assert str(place.people[Role.COORDINATOR].name) in page


def test_the_history_of_an_indicator_keeps_what_was_removed(place: SmallMunicipality, reports: Client):
    reports.post(reverse("goals:outcome_remove", args=[place.outcome.ref]), {"period": "2024"})

    page = words(reports.get(reverse("desk:history", args=[place.indicator.ref])))

    assert "before: 83" in page


def test_every_ref_leads_to_the_place_where_its_figure_stands(place: SmallMunicipality, reports: Client):
    target, assessment = place.indicator.targets.get(), place.goal.assessments.get()
    goal, indicator = f"/mal/{place.goal.ref.key}/?period=2024", f"/indikatorer/{place.indicator.ref.key}/?period=2024"
    for ref, address in (
        (place.outcome.ref, f"{indicator}#{place.outcome.ref.anchor}"),
        (place.indicator.ref.extended("2024"), f"{indicator}#{place.outcome.ref.anchor}"),
        (target.ref, f"{indicator}#{target.ref.anchor}"),
        (place.indicator.ref, indicator),
        (place.goal.ref, goal),
        (assessment.ref, f"{goal}#assessment"),
        (Ref("text", place.goal.ref, "work"), f"{goal}#text-{place.goal.ref.anchor}-work"),
        (place.assignment.ref, f"/uppdrag/{place.assignment.ref.key}/?period=2024"),
    ):
        answer = reports.get(reverse("desk:trace", args=[ref]))
        assert answer.url == address
        page = reports.get(answer.url).content.decode()
        assert "#" not in address or f'id="{address.partition("#")[2]}"' in page


@pytest.mark.parametrize("ref", ["outcome:999999", "outcome:x", "nothing:1", "goal:", "text:goal:1"])
def test_a_ref_that_stands_for_nothing_is_said_to(place: SmallMunicipality, reports: Client, ref: str):
    answer = reports.get(reverse("desk:trace", args=[ref]))

    assert answer.status_code == 404
    assert "Nothing is called" in words(answer)


def test_the_ref_of_a_count_leads_to_what_it_counts_also_before_one_has_worked_anywhere(
    place: SmallMunicipality, reports: Client
):
    answer = reports.get(reverse("desk:trace", args=["count:indicators_met"]), follow=True)

    assert answer.status_code == 200
    assert "Indicators that met their target:" in words(answer)


def test_a_count_lists_exactly_what_it_counts(place: SmallMunicipality, reports: Client):
    page = words(reports.get(reverse("goals:counted", args=["KS", "2024", "indicators_met"])))
    assert "Indicators that met their target: 1" in page
    assert "Nöjda" in page

    none = words(reports.get(reverse("goals:counted", args=["KS", "2024", "indicators_not_met"])))
    assert "Nöjda" not in none
    assert reports.get(reverse("goals:counted", args=["KS", "2024", "cakes"])).status_code == 404


def test_every_count_has_a_name_and_every_state_a_count():
    assert COUNTS.keys() == count_labels().keys()
    assert {f"indicators_{state.value}" for state in IndicatorState} <= COUNTS.keys()


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/KS/2024/", 33),
        ("/KS/2024/mal/", 24),
        ("/mal/{goal}/", 34),
        ("/KS/2024/indikatorer/", 24),
        ("/indikatorer/{indicator}/", 15),  # one to the gate, on who answers for it
        ("/KS/2024/uppdrag/", 24),
        ("/uppdrag/{assignment}/", 12),
        ("/sok/?q=uppdrag", 20),
    ],
)
def test_a_page_asks_the_database_as_often_for_much_as_for_little(
    place: SmallMunicipality, reports: Client, page: str, most: int
):
    address = page.format(
        goal=place.goal.ref.key, indicator=place.indicator.ref.key, assignment=place.assignment.ref.key
    )

    def queries() -> int:
        reports.get(address)
        with CaptureQueriesContext(connection) as caught:
            assert reports.get(address).status_code == 200
        return len(caught)

    few = queries()
    for number in range(6):
        goal = Goal.objects.create(
            plan=place.plan,
            level=place.goal.level,
            name=f"Uppdragsmål {number}",
            contributes_to=place.goal.contributes_to,
        )
        indicator = Indicator.objects.create(
            unit=place.units["KS"], name=f"Mått {number}", unit_of_measure="index", direction="higher"
        )
        goal.goal_indicators.create(indicator=indicator)
        place.goal.goal_indicators.create(indicator=indicator, position=number + 1)
        Outcome.objects.create(indicator=indicator, period="2024", value=number, decimals=0)
        Assignment.objects.create(
            plan=place.plan, goal=place.goal, origin=place.assignment.origin, title=f"Uppdrag {number}"
        )

    assert queries() <= few + 1
    assert few <= most
