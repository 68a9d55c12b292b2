"""Every form there is, filled in by two people at the same time.

A new form fails here until its view is marked with `edits`, its template prints `form.began` and CHANGED says what two
people write in it; or until ADDS says why there is nothing in it that could be put back.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tertial.accounts.models import Person
from tertial.organisation.roles import Role
from tests.every_room.test_every_address import ADDRESSES, as_if
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.typed_forms import TypedForm, forms_of

pytestmark = pytest.mark.django_db

Typed = Mapping[str, str]

ADDS = {
    "accounts:password": "the present password says who changes it",
    "accounts:password_link": "the link says who sets it, and works once",
    "accounts:sign_in": "signs in",
    "checks:check": "a report, of which nothing is stored",
    "control:common_new": "a new control",
    "control:measure_new": "a new measure",
    "control:question_new": "a new question",
    "control:thing_new": "a new risk, control or recommendation",
    "desk:preset": "what a preset adds",
    "economy:amounts_begin": "other signs from a year on",
    "economy:budget_decision_new": "a new decision",
    "economy:code_new": "a new code",
    "economy:codes_named": "new codes",
    "economy:layout_begin": "a layout from a year on",
    "economy:layout_new": "a new statement",
    "economy:layout_row_new": "a new row",
    "economy:project_amount_add": "one more amount",
    "economy:project_group_new": "a new group",
    "economy:project_new": "a new project",
    "economy:project_paste": "carries a mark of what each row was shown to become",
    "economy:project_table_new": "a new table",
    "economy:project_transfer": "a new decision",
    "economy:remedy_new": "a new remedy",
    "goals:assignment_new": "a new assignment",
    "goals:goal_indicator_add": "one more indicator of a goal",
    "goals:goal_indicator_new": "a new indicator",
    "goals:goal_new": "a new goal",
    "goals:indicator_new": "a new indicator",
    "organisation:people_invite": "new people",
    "organisation:person_create": "a new person",
    "organisation:role_give_in": "a new role",
    "organisation:role_give_to": "a new role",
    "organisation:successor_add": "a new link",
    "organisation:unit_create": "a new unit",
    "reports:chapter": "a new section",
    "intake:apply": "carries the number of the reading that the page told of (adr 0044)",
    "intake:close": "a new row, which is believed because it is the newest",
    "intake:read": "files that one person has sent",
    "intake:send": "files",
    "intake:workbook_apply": "carries the mark of the comparison that the page shows",
    "intake:workbook_file": "a file that is downloaded",
    "intake:workbooks": "a file",
    "steering_model:add": "a new part",
    "steering_model:begin": "new words from a year on",
    "texts:picture_new": "a new picture",
    "texts:section": "carries the revision of the text (docs/rules/texts.md)",
    "texts:table_new": "a new table",
}
"""Forms that put nothing stored back, and why."""

CHANGED: dict[str, tuple[Typed, Typed]] = {
    "accounts:profile": ({"name": "Bo"}, {"title": "Chef"}),
    "control:answer": ({"population-{question}": "50", "replace": "on"}, {"population-{question}": "60"}),
    "control:common_change": ({"process": "Bos process"}, {"why": "Annas skäl"}),
    "control:common_rows": ({"categories": "Bos"}, {"categories": "Annas"}),
    "control:question_change": ({"label": "Bos fråga"}, {"label": "Annas fråga"}),
    "control:settings": ({"likelihoods": "Ett\nTvå\nTre\nFyra"}, {"confidence_percent": "97"}),
    "control:thing_change": ({"process": "Bos process"}, {"description": "Annas risk"}),
    "economy:amounts_change": ({"decimals": "2"}, {"money_unit": "mnkr"}),
    "economy:budget_decision_change": ({"reference": "Bo 1"}, {"text": "Annas text"}),
    "economy:budget_spread": ({"spread-method": "own"}, {"spread-method": "season"}),
    "economy:code_change": ({"name": "Bos kod"}, {"valid_to": "2190"}),
    "economy:forecast": ({"amount_{row}": "100"}, {"amount_{row}": "200"}),
    "economy:layout_change": ({"title": "Bos rubrik"}, {"threshold": "700"}),
    "economy:layout_row_change": ({"label": "Bos rad"}, {"percent_decimals": "1"}),
    "economy:project_amount_change": ({"reference": "Bo 1"}, {"text": "Annas text"}),
    "economy:project_change": ({"name": "Bos projekt"}, {"last_year": "2039"}),
    "economy:project_group_change": ({"name": "Bos grupp"}, {"position": "7"}),
    "economy:project_words": ({"caption": "Bos tabell"}, {"total_label": "Annas summa"}),
    "economy:remedy_change": ({"what": "Bos åtgärd"}, {"full_year": "900"}),
    "economy:remedy_follow_up": ({"comment": "Bos ord"}, {"this_year": "90"}),
    "goals:assess": ({"reason": "Bos skäl"}, {"reason": "Annas skäl"}),
    "goals:assignment_change": ({"title": "Bos uppdrag"}, {"due": "2024-09-01"}),
    "goals:follow_up": ({"status": "{last}", "comment": "Bos ord"}, {"status": "{last}", "comment": "Annas ord"}),
    "goals:goal_change": ({"name": "Bos mål"}, {"description": "Annas beskrivning"}),
    "goals:goal_weights": ({"weight_{link}": "2"}, {"weight_{link}": "3"}),
    "goals:indicator_change": ({"name": "Bos indikator"}, {"source": "Annas källa"}),
    "goals:indicator_override": (
        {"state": "not_met", "reason": "Bos skäl"},
        {"state": "not_met", "reason": "Annas skäl"},
    ),
    "goals:outcome_record": ({"text": "84", "replace": "on"}, {"text": "85", "replace": "on"}),
    "goals:outcome_table": ({"outcome-{number}": "84"}, {"outcome-{number}": "85"}),
    "goals:steps": ({"steps-0-title": "Bos steg"}, {"steps-1-title": "Annas steg"}),
    "goals:targets": ({"expression": "≥81"}, {"expression": "≥82"}),
    "organisation:person_change": ({"name": "Bo"}, {"title": "Chef"}),
    "organisation:unit_change": ({"name": "Bos enhet"}, {"valid_from": "2018-01-01"}),
    "reports:entry_rename": ({"heading": "Bos rubrik"}, {"heading": "Annas rubrik"}),
    "reports:template": ({"declaration": "{}\n# Bo\n"}, {"declaration": "{}\n# Anna\n"}),
    "steering_model:change": ({"name": "Bos modell"}, {"word_analysis": "Annas ord"}),
    "steering_model:change_part": ({"name": "Bos nivå"}, {"name_plural": "Annas nivåer"}),
    "texts:attachment": ({"alternative": "Bos bild"}, {"caption": "Annas rad"}),
}
"""What Bo and Anna write in each form that both have open; Bo saves first."""

ALIKE = {"goals:goal_move": "one field of goals:goal_change", "organisation:unit_end": "one day, as a heading is one"}
"""Forms with one field in which the small municipality has nothing for two people to choose."""


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker) -> Iterator[SmallMunicipality]:
    """One municipality for all the tests here: each takes back what it writes."""
    with django_db_blocker.unblock(), as_if():
        made = small_municipality()
        Person.objects.update(language="en")
        yield made


@pytest.fixture(scope="module")
def forms(place: SmallMunicipality) -> dict[str, tuple[str, TypedForm]]:
    """Each form by the name of the address that it is sent to: where it stands, and what it holds."""
    client, found = browser(place), dict[str, tuple[str, TypedForm]]()
    during_the_year = reverse("economy:forecast", args=["KS", "2024-T2"])
    for url in [*(address.at(place) for address in ADDRESSES), during_the_year]:
        with as_if():
            answer = client.get(url)
        if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
            for form in forms_of(answer):
                match = resolve((form.action or url).partition("?")[0])
                found.setdefault(match.view_name, (url, form))
    return found


def browser(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=place.people[Role.ADMINISTRATOR].pk))
    return client


def test_every_form_joins_what_two_people_change_or_says_why_it_need_not(forms):
    carrying = {name for name, (_url, form) in forms.items() if any(field.endswith("began") for field in form.sent)}

    assert forms.keys() - carrying == ADDS.keys() & forms.keys(), sorted(forms.keys() - carrying - ADDS.keys())
    assert carrying == CHANGED.keys() | ALIKE.keys(), sorted(carrying ^ (CHANGED.keys() | ALIKE.keys()))


@pytest.mark.parametrize("name", CHANGED)
def test_what_two_people_write_in_one_form_is_joined_or_asked_about(place, forms, name):
    url, form = forms[name]
    bos, annas = (filled(form, typed) for typed in CHANGED[name])
    client, address = browser(place), form.action or url
    with as_if():
        saved = client.post(address, form.values(**bos), follow=True)
        answer = client.post(address, form.values(**annas), follow=True)
        again = again_at(client, url, name)

    assert saved.status_code == 200, words(saved)
    if bos.keys() & annas.keys():
        both = bos.keys() & annas.keys() - {"state", "status", "replace"}
        assert answer.status_code == 422, words(answer)
        assert "what is to stand?" in words(answer)
        assert again is None or all(annas[field] not in again.sent.get(field, []) for field in both)
    else:
        assert answer.status_code == 200, words(answer)
        stands = [text for texts in (again.sent if again is not None else {}).values() for text in texts]
        assert {*bos.values(), *annas.values()} <= set(stands)


def filled(form: TypedForm, typed: Typed) -> dict[str, str]:
    """What is typed, on top of what stood where `{}` says so."""
    said = dict[str, str]()
    for field, text in typed.items():
        name = field_in(form, field)
        offered = form.controls[name].options[-1:] if name in form.controls else []
        said[name] = text.replace("{}", form.sent.get(name, [""])[0]).replace("{last}", "".join(offered))
    return said


def field_in(form: TypedForm, field: str) -> str:
    start, _brace, _rest = field.partition("{")
    return next(name for name in form.controls if name.startswith(start)) if "{" in field else field


def again_at(client: Client, url: str, name: str) -> TypedForm | None:
    for form in forms_of(client.get(url)):
        if resolve((form.action or url).partition("?")[0]).view_name == name:
            return form
    return None
