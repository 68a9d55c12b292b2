"""Pages and writes of units."""

from datetime import date

import pytest

from tertial.common.models import AuditEntry
from tertial.common.policies import NotAllowed
from tertial.organisation import actions
from tertial.organisation.models import Succession, Unit, UnitKind
from tertial.organisation.queries import unit_by_code
from tests.organisation.conftest import someone, unit_form
from tests.shared.factories import UnitFactory
from tests.shared.pages import undo_address, words


def test_the_structure_shows_the_tree_with_kind_code_validity_and_people(administrator, reader, browser):
    page = words(browser(administrator).get("structure"))

    assert "Kommunstyrelsen Committee KS since 2019-01-01 1" in page
    assert page.index("Kommunstyrelsen") < page.index("Förvaltningen KSF") < page.index("Socialnämnden")


def test_a_reader_sees_the_own_branch_and_no_button(reader, browser):
    page = words(browser(reader).get("structure"))

    assert "Exempelby kommun" in page
    assert "Förvaltningen KSF" in page
    assert "Socialnämnden" not in page
    assert "New unit" not in page
    assert "End the unit" not in words(browser(reader).get("unit", "KS"))


def test_whoever_has_no_role_is_told_to_ask_for_one(browser):
    outsider = someone("Ulla")

    for page in ("structure", "people", "roles"):
        answer = browser(outsider).get(page)
        assert answer.status_code == 403
        assert "You have no role in any unit yet" in words(answer)
    assert browser(outsider).get("unit", "KS").status_code == 404


def test_the_tree_is_narrowed_by_name_and_kind_and_keeps_what_stands_above(administrator, browser):
    page = words(browser(administrator).get("structure", text="ksf"))
    assert "Exempelby kommun" in page
    assert "Förvaltningen KSF" in page
    assert "Socialnämnden" not in page

    assert "No unit matches" in words(browser(administrator).get("structure", kind=UnitKind.COMPANY))


def test_an_ended_unit_is_shown_only_when_asked_for(administrator, browser, units):
    actions.archive_unit(by=administrator, unit=units["KSF"], last_day=date(2020, 12, 31))

    assert "Förvaltningen KSF" not in words(browser(administrator).get("structure"))
    assert "Förvaltningen KSF Ended" in words(browser(administrator).get("structure", ended="on"))


def test_an_unknown_code_gives_the_nearest_ones(administrator, browser):
    answer = browser(administrator).get("unit", "KSS")

    assert answer.status_code == 404
    assert "No unit has the code KSS; did you mean" in words(answer)


def test_a_new_unit_is_proposed_below_the_municipality_and_not_beside_it(administrator, browser, units):
    form = browser(administrator).get("unit_create").content.decode()

    assert f'<option value="{units["BY"].pk}" selected>' in form


def test_a_unit_is_added_below_another(administrator, browser, units):
    form = browser(administrator).get("unit_create", under="KS").content.decode()
    assert f'<option value="{units["KS"].pk}" selected>' in form

    answer = browser(administrator).post("unit_create", **unit_form(code="ksf-hr", parent=units["KSF"].pk))

    unit = Unit.objects.get(code="KSF-HR")
    assert (unit.parent, unit.valid_from) == (units["KSF"], date(2024, 1, 1))
    assert answer.redirect_chain[-1][0].endswith("/enheter/KSF-HR/")
    assert AuditEntry.objects.get(action="unit.create").person == administrator


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "ks"}, "The code ks is already used by another unit; choose another."),
        ({"code": "K/S"}, "“K/S” cannot be a code"),
        ({"code": "../x"}, "“../x” cannot be a code"),
        ({"valid_from": "när som helst"}, "Enter a valid date."),
        ({"kind": "galaxy"}, "Select a valid choice."),
        ({"parent": "99999"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_unit_that_cannot_be_added_says_why_and_keeps_what_was_typed(administrator, browser, wrong, sentence):
    before = Unit.objects.count()

    answer = browser(administrator).post("unit_create", **unit_form(**{"name": "Näringsliv", "code": "KSF-N", **wrong}))

    assert answer.status_code == 422
    assert sentence in words(answer)
    kept = wrong.get("code", "KSF-N")
    assert f'value="{kept}"' in answer.content.decode()
    assert Unit.objects.count() == before


def test_a_unit_is_changed_and_moved_and_one_press_takes_it_back(administrator, browser, units):
    clicks = browser(administrator)
    answer = clicks.post(
        "unit_change", "KSF", **unit_form(name="Stadens förvaltning", code="KSF", parent=units["SN"].pk)
    )
    assert "Stadens förvaltning is changed." in words(answer)
    assert Unit.objects.get(code="KSF").parent == units["SN"]

    back = clicks.press(undo_address(answer))

    unit = Unit.objects.get(code="KSF")
    assert (unit.name, unit.parent, unit.valid_from) == ("Förvaltningen KSF", units["KS"], date(2019, 1, 1))
    assert "The change is undone." in words(back)


def test_what_has_been_changed_since_cannot_be_undone_unseen(administrator, browser, units):
    clicks = browser(administrator)
    answer = clicks.post("unit_change", "KSF", **unit_form(name="Första", code="KSF", parent=units["KS"].pk))
    clicks.post("unit_change", "KSF", **unit_form(name="Andra", code="KSF", parent=units["KS"].pk))

    refused = clicks.press(undo_address(answer))

    assert refused.status_code == 422
    assert "has been changed since" in words(refused)
    assert Unit.objects.get(code="KSF").name == "Andra"


def test_a_unit_cannot_stand_under_itself_or_under_its_own_part(administrator, browser, units):
    for place in ("KS", "KSF"):
        form = unit_form(code="KS", name="Kommunstyrelsen", parent=units[place].pk)
        answer = browser(administrator).post("unit_change", "KS", **form)

        assert answer.status_code == 422
        assert "which is part of it; choose another place." in words(answer)
    assert Unit.objects.get(code="KS").parent == units["BY"]


def test_a_unit_is_ended_and_reopened(administrator, browser, units):
    clicks = browser(administrator)
    ended = clicks.post("unit_end", "KSF", valid_to="2024-03-31")
    assert "2019-01-01 to 2024-03-31" in words(ended)
    assert "This unit has ended" in words(ended)

    opened = clicks.post("unit_reopen", "KSF")

    assert "Förvaltningen KSF is open again." in words(opened)
    assert Unit.objects.get(code="KSF").valid_to is None
    clicks.press(undo_address(opened))
    assert Unit.objects.get(code="KSF").valid_to == date(2024, 3, 31)


def test_a_unit_cannot_end_before_it_begins(administrator, browser):
    answer = browser(administrator).post("unit_end", "KSF", valid_to="2018-12-31")

    assert answer.status_code == 422
    assert "The unit would end 2018-12-31, before it begins 2019-01-01; correct one of the dates." in words(answer)
    assert 'value="2018-12-31"' in answer.content.decode()
    assert Unit.objects.get(code="KSF").valid_to is None


def test_a_unit_with_living_units_below_cannot_end(administrator, browser):
    answer = browser(administrator).post("unit_end", "KS", valid_to="2024-12-31")

    assert "Kommunstyrelsen still has units under it: Förvaltningen KSF. Move or end them first." in words(answer)


def test_a_unit_cannot_be_reopened_under_one_that_has_ended(administrator, browser, units):
    for code in ("KSF", "KS"):
        actions.archive_unit(by=administrator, unit=Unit.objects.get(code=code), last_day=date(2024, 12, 31))

    answer = browser(administrator).post("unit_reopen", "KSF")

    assert "Förvaltningen KSF cannot remain under Kommunstyrelsen, which ends 2024-12-31" in words(answer)
    assert Unit.objects.get(code="KSF").valid_to == date(2024, 12, 31)


def test_a_successor_is_added_shown_on_both_units_and_removed(administrator, browser, units):
    clicks = browser(administrator)
    clicks.post("successor_add", "KSF", successor=units["SOF"].pk, on="2024-04-01")
    assert "Taken over by Förvaltningen SOF from 2024-04-01" in words(clicks.get("unit", "KSF"))
    assert "Took over from Förvaltningen KSF from 2024-04-01" in words(clicks.get("unit", "SOF"))

    removed = clicks.post("successor_remove", Succession.objects.get().ref)
    assert not Succession.objects.exists()

    clicks.press(undo_address(removed))
    link = Succession.objects.get()
    assert (link.predecessor, link.successor, link.on) == (units["KSF"], units["SOF"], date(2024, 4, 1))


def test_successors_never_go_in_a_circle_or_come_twice(administrator, browser, units):
    clicks = browser(administrator)
    clicks.post("successor_add", "KSF", successor=units["SOF"].pk, on="2024-04-01")

    for code, successor, sentence in (
        ("SOF", "KSF", "the line of successors would go in a circle."),
        ("KSF", "KSF", "the line of successors would go in a circle."),
        ("KSF", "SOF", "already takes over from"),
    ):
        answer = clicks.post("successor_add", code, successor=units[successor].pk, on="2024-05-01")
        assert answer.status_code == 422
        assert sentence in words(answer)
    assert Succession.objects.count() == 1


@pytest.mark.parametrize("page", ["unit_change", "unit_end", "unit_reopen", "successor_add", "role_give_in"])
def test_a_reader_changes_nothing(reader, browser, page):
    answer = browser(reader).post(page, "KS", valid_to="2024-12-31", **unit_form(code="KS"))

    assert answer.status_code == 403
    assert "Only an administrator can change the structure of Kommunstyrelsen." in words(answer)
    assert not AuditEntry.objects.exists()


def test_the_administrator_of_a_committee_keeps_to_it(head_of_ks, browser, units):
    clicks = browser(head_of_ks)
    renamed = clicks.post(
        "unit_change",
        "KS",
        **unit_form(
            name="Styrelsen", code="KS", kind=UnitKind.COMMITTEE, parent=units["BY"].pk, valid_from="2019-01-01"
        ),
    )
    assert "Styrelsen is changed." in words(renamed)
    assert clicks.post("unit_create", **unit_form(parent=units["KS"].pk)).status_code == 200

    assert clicks.get("unit_change", "SN").status_code == 404
    for place in ("", units["SN"].pk):
        assert clicks.post("unit_create", **unit_form(code="X", parent=place)).status_code == 422
    assert not Unit.objects.filter(code="X").exists()


def test_only_an_administrator_of_the_whole_municipality_puts_a_unit_at_the_top(head_of_ks, units):
    values = {"name": "Ny", "kind": UnitKind.COMPANY, "valid_from": date(2024, 1, 1)}

    with pytest.raises(NotAllowed):
        actions.save_unit(by=head_of_ks, code="NY", parent=None, **values)
    with pytest.raises(NotAllowed):
        actions.save_unit(by=head_of_ks, unit=units["KS"], code="KS", parent=None, **values)


def test_the_pages_of_units_cost_the_same_however_many_units_there_are(
    administrator, browser, units, django_assert_max_num_queries
):
    for number in range(60):
        UnitFactory(code=f"D{number}", parent=units["KSF"])
    clicks = browser(administrator)

    with django_assert_max_num_queries(9):
        clicks.get("structure")
    with django_assert_max_num_queries(12):
        clicks.get("unit", "KSF")
    with django_assert_max_num_queries(10):
        clicks.get("unit_change", "KSF")


def test_a_code_is_found_and_taken_in_any_case_also_with_swedish_letters(administrator, units):
    kept = {"by": administrator, "name": "Äldre", "kind": UnitKind.COMMITTEE, "parent": units["BY"]}
    actions.save_unit(**kept, code="än", valid_from=date(2024, 1, 1))

    assert unit_by_code("Än").code == "ÄN"
    with pytest.raises(actions.UnitNotSaved):
        actions.save_unit(**kept, code="äN", valid_from=date(2024, 1, 1))


def test_an_end_is_not_brought_back_by_undo_while_a_unit_under_it_lives_on(administrator, browser, units):
    clicks = browser(administrator)
    clicks.post("unit_end", "KSF", valid_to="2024-12-31")
    clicks.post("unit_end", "KS", valid_to="2024-12-31")
    reopened = clicks.post("unit_reopen", "KS")
    clicks.post("unit_reopen", "KSF")

    answer = clicks.client.post(undo_address(reopened))

    assert "still has units under it" in words(answer)
    assert Unit.objects.get(code="KS").valid_to is None


def test_a_code_that_no_longer_exists_does_not_stay_in_the_navigation(reader, administrator, browser, units):
    clicks = browser(reader)
    session = clicks.client.session
    session["workplace"] = {"unit": "GAMMAL", "period": "2024"}
    session.save()

    assert "/GAMMAL/" not in clicks.get("structure").content.decode()
