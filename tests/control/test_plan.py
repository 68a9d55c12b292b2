"""Risks, measures, systematic controls and recommendations, as people work with them."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.control.actions.risks import save_measure
from tertial.control.models import ControlFollowUp, ControlPlan, ControlResult, Measure, Risk
from tertial.organisation.roles import Role
from tests.control.conftest import listed, page_of
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.control import SmallControl

pytestmark = pytest.mark.django_db

RISK = {
    "process": "Löner",
    "description": "Risk att fel lön betalas ut",
    "likelihood": "2",
    "consequence": "2",
    "decision": "control",
}


def test_the_overview_shows_the_judgement_beside_what_it_rests_on(small: SmallControl, reports: Client):
    page = words(reports.get(reverse("control:overview", args=["KS", "2024"])))

    assert "Judgement of internal control" in page
    assert "0 of 1 measures done" in page or "measures done 0 of 1" in page
    assert "1 risk" in page
    assert "Bristfälligt" in page


def test_what_the_judgement_rests_on_leads_to_where_it_comes_from(small: SmallControl, reports: Client):
    answer = reports.get(reverse("control:overview", args=["KS", "2024"]))
    html = answer.content.decode()

    for subject, shown in (("risker", "1"), ("atgarder", "0 of 1"), ("rekommendationer", "0 of 1")):
        assert f'<a href="{listed(subject)}">{shown}</a>' in html
    assert f'href="{listed("kontroller", "?zone=Bristf%C3%A4lligt")}">1' in html
    assert "Stickprov av fakturor 1 of 2 have answered, 1 Underkänt" in words(answer)
    assert reverse("control:common", args=["KS", "2024", small.common.ref]) in html


def test_each_cell_of_the_matrix_says_its_zone_in_words_and_leads_to_its_risks(small: SmallControl, reports: Client):
    html = reports.get(listed("risker")).content.decode()

    for word in ("Hög", "Medel", "Låg"):
        assert html.count(f"<span>{word}</span>") >= 2
    assert 'scope="row"' in html
    link = "?likelihood=3&amp;consequence=2"
    assert link in html
    assert "Risk att inköp görs utan avtal" in words(reports.get(listed("risker", "?likelihood=3&consequence=2")))
    assert "Nothing matches" in words(reports.get(listed("risker", "?likelihood=1&consequence=1")))


def test_a_cell_of_the_matrix_leads_to_its_risks_says_so_and_has_a_way_out(small: SmallControl, reports: Client):
    everything = reports.get(listed("risker")).content.decode()
    assert '?likelihood=3&amp;consequence=2#found"' in everything
    assert '#found" aria-current' not in everything
    assert "Show all" not in everything

    narrowed = reports.get(listed("risker", "?likelihood=3&consequence=2"))
    html = narrowed.content.decode()

    assert "Sannolik × Kännbar : 1 of 1 Show all" in words(narrowed)
    assert f'<a href="{listed("risker")}">Show all</a>' in html
    assert 'id="found"' in html
    assert html.count('consequence=2#found" aria-current="true"') == 1


def test_a_risk_is_added_found_in_the_list_and_taken_back(small: SmallControl, plans: Client):
    answer = plans.post(reverse("control:thing_new", args=["KS", "2024", "risker"]), RISK, follow=True)
    assert "Risk att fel lön betalas ut" in words(answer)

    plans.post(undo_address(answer))

    assert Risk.objects.get(process="Löner").archived_at is not None
    assert "Risk att fel lön betalas ut" not in words(plans.get(listed("risker")))


def test_one_of_the_gravest_risks_is_accepted_only_with_a_reason(small: SmallControl, plans: Client):
    grave = {**RISK, "likelihood": "3", "consequence": "3", "decision": "accept"}
    url = reverse("control:thing_new", args=["KS", "2024", "risker"])

    refused = plans.post(url, grave)

    assert refused.status_code == 422
    assert "can only be accepted with a reason" in words(refused)
    assert plans.post(url, {**grave, "reason": "Det går inte att påverka."}).status_code == 302


def test_a_changed_risk_can_be_changed_back_unless_someone_else_has_been_there(small: SmallControl, plans: Client):
    url = reverse("control:thing_change", args=[small.risk.ref])
    mine = undo_address(plans.post(url, {**RISK, "process": "Löner"}, follow=True))
    plans.post(url, {**RISK, "process": "Något annat"})

    answer = plans.post(mine)

    assert "has been changed since" in words(answer)
    assert Risk.objects.get(pk=small.risk.pk).process == "Något annat"


def test_a_risk_about_a_goal_shows_its_name(small: SmallControl, reports: Client, place: SmallMunicipality):
    assert place.goal.name in words(reports.get(page_of(small.risk)))


def test_a_risk_can_be_about_nothing_that_does_not_exist(small: SmallControl, plans: Client):
    refused = plans.post(reverse("control:thing_new", args=["KS", "2024", "risker"]), {**RISK, "about": "goal:99999"})

    assert refused.status_code == 422
    assert not Risk.objects.filter(process="Löner").exists()


def test_a_measure_is_followed_up_by_whoever_is_responsible_and_by_nobody_else_below(
    small: SmallControl, place: SmallMunicipality
):
    person = PersonFactory(name="Olle Ansvarig", language="en")
    RoleFactory(person=person, unit=place.units["KSF"], role=Role.REPORTER)
    browser, url = browser_of(person), reverse("control:follow_up_measure", args=[small.measure.ref])
    given = {"status": "done", "comment": "Klart.", "period": "2024"}
    assert browser.post(url, given).status_code == 403

    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title=small.measure.title, responsible=person)
    answer = browser.post(url, given, follow=True)

    assert "The follow-up is saved." in words(answer)
    assert ControlFollowUp.objects.get().status == "done"
    browser.post(undo_address(answer))
    assert not ControlFollowUp.objects.exists()


def test_a_late_measure_is_counted_and_found(small: SmallControl, reports: Client):
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", due=date(2024, 3, 1))

    assert "Utbilda" in words(reports.get(listed("atgarder", "?only=late")))
    assert "Measures past their day" in words(reports.get(reverse("control:overview", args=["KS", "2024"])))


def test_a_risk_whose_measure_is_put_away_lacks_one(small: SmallControl, plans: Client):
    assert "No measure yet" not in words(plans.get(page_of(small.risk)))

    plans.post(reverse("control:thing_archive", args=[small.measure.ref]))

    assert "No measure yet" in words(plans.get(page_of(small.risk)))


def test_whoever_has_left_is_named_on_the_overview(small: SmallControl, reports: Client, place: SmallMunicipality):
    gone = PersonFactory(name="Greta Gången", is_active=False)
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", responsible=gone)

    assert "Greta Gången has left" in words(reports.get(reverse("control:overview", args=["KS", "2024"])))


def result(browser: Client, small: SmallControl, **given: str):
    form = {"status": "done", "period": "2024", **given}
    return browser.post(reverse("control:result", args=[small.control.ref]), form, follow=True)


def test_the_limits_say_what_a_control_came_to_and_how_sure_that_is(small: SmallControl, reports: Client):
    page = words(reports.get(page_of(small.control)))

    # 3 of 40 wrong is 92.5 percent right; no more than 18.3 percent of all 400 can be
    assert "Bristfälligt" in page
    assert "3 of 40 wrong; with 95 % confidence at most 18 % wrong" in page


def limited(browser: Client, small: SmallControl, limits: str, **more: str):
    form = {"process": "Inköp", "name": "Granska inköp", "limits": limits, **more}
    return browser.post(reverse("control:thing_change", args=[small.control.ref]), form, follow=True)


def test_a_control_is_judged_by_limits_of_its_own_where_it_has_any(small: SmallControl, plans: Client, reports: Client):
    before = words(reports.get(page_of(small.control)))
    assert "Limits: Godkänt from 95 %, Bristfälligt from 80 %, otherwise Underkänt." in before

    saved = words(limited(plans, small, "90 Godkänt\n0 Bristfälligt"))

    # 3 of 40 wrong is 92.5 percent right
    assert "Limits: Godkänt from 90 %, otherwise Bristfälligt." in saved
    assert "By the limits: Godkänt from 90 %, otherwise Bristfälligt." in saved
    assert "Examined Deviations Result Comment Entered 2024 Done 40 3 93 % Godkänt" in saved
    refused = result(reports, small, population="40", deviations="3", conclusion="Bristfälligt")
    assert "By the limits the result is “Godkänt”" in words(refused)
    assert "90 Godkänt" in plans.get(reverse("control:thing_change", args=[small.control.ref])).content.decode()


@pytest.mark.parametrize(
    ("limits", "said"),
    [
        ("90 Utmärkt\n0 Underkänt", "“Utmärkt” is not a result here; choose among Godkänt, Bristfälligt, Underkänt."),
        ("90 Godkänt\n10 Underkänt", "let the last word begin at 0"),
        ("Godkänt", "“Godkänt” cannot be read"),
    ],
)
def test_limits_that_cannot_be_get_one_sentence(limits, said, small: SmallControl, plans: Client):
    answer = limited(plans, small, limits)

    assert answer.status_code == 422
    assert said in words(answer)


def test_a_control_that_carries_out_a_common_one_has_its_limits_there(small: SmallControl, plans: Client):
    answer = limited(plans, small, "90 Godkänt\n0 Underkänt", common=str(small.common.pk))

    assert "are set on its questions, not here" in words(answer)


def test_where_everything_was_examined_nothing_is_uncertain(small: SmallControl, reports: Client):
    result(reports, small, population="40", deviations="3")

    page = words(reports.get(page_of(small.control)))

    assert "3 of 40 wrong" in page
    assert "confidence" not in page


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"population": "40", "sample": "50", "deviations": "1"}, "A sample of 50 cannot be drawn from 40"),
        ({"population": "400", "sample": "40", "deviations": "41"}, "41 deviations are more than the 40"),
        ({"population": "400", "sample": "40", "deviations": "7 %"}, "7 % is a percentage, but a count belongs here"),
        ({"deviations": "1"}, "Also write how many were looked at"),
        ({"population": "40", "deviations": "0", "conclusion": "Underkänt"}, "By the limits the result is “Godkänt”"),
    ],
)
def test_a_result_that_cannot_be_gets_one_sentence_and_the_old_one_stays(
    given, said, small: SmallControl, reports: Client
):
    answer = result(reports, small, **given)

    assert answer.status_code == 422
    assert said in words(answer)
    assert ControlResult.objects.get().deviations == 3


def test_people_conclude_otherwise_with_a_reason(small: SmallControl, reports: Client):
    given = {"population": "400", "sample": "40", "deviations": "3", "conclusion": "Godkänt"}
    answer = result(reports, small, comment="Felen är rättade.", **given)

    assert ControlResult.objects.get().conclusion == "Godkänt"
    reports.post(undo_address(answer))
    assert ControlResult.objects.get().conclusion == ""


def test_a_control_that_carries_out_a_common_one_takes_no_counts_of_its_own(small: SmallControl, plans: Client):
    form = {"process": "Inköp", "name": "Stickprov", "common": small.common.pk}
    plans.post(reverse("control:thing_new", args=["KS", "2024", "kontroller"]), form)
    control = small.plan.controls.get(name="Stickprov")

    page = words(plans.get(page_of(control)))

    assert "7 of 22 wrong; with 95 % confidence at most 52 % wrong" in page
    assert "Sample size" not in page
    twice = plans.post(reverse("control:thing_new", args=["KS", "2024", "kontroller"]), form)
    assert "The plan already carries out" in words(twice)


def test_next_years_plan_takes_along_what_is_open_and_can_be_taken_back(small: SmallControl, plans: Client, reports):
    done = save_measure(by=the_system(), risk=small.risk, title="Redan gjort")
    reports.post(
        reverse("control:follow_up_measure", args=[done.ref]), {"status": "done", "comment": "", "period": "2024"}
    )
    answer = plans.post(reverse("control:plan_copy", args=["KS", "2024"]), follow=True)
    copy = ControlPlan.objects.get(year=2025)

    assert "with everything that is still open" in words(answer)
    assert [each.title for each in Measure.objects.filter(risk__plan=copy)] == ["Utbilda beställare"]
    assert copy.risks.get().continues == small.risk
    assert copy.recommendations.get().continues == small.recommendation
    assert copy.controls.get().risk == copy.risks.get()
    assert not ControlResult.objects.filter(control__plan=copy).exists()
    common = small.common.continuations.get()
    assert (common.year, common.questions.count(), common.rows.count()) == (2025, 1, 2)

    plans.post(undo_address(answer))
    common.refresh_from_db()

    assert ControlPlan.objects.get(year=2025).archived_at is not None
    assert common.archived_at is not None


def test_what_was_to_be_done_last_year_begins_on_time_and_what_was_moved_is_shown(
    small: SmallControl, plans: Client, reports: Client
):
    save_measure(by=the_system(), risk=small.risk, measure=small.measure, title="Utbilda", due=date(2024, 12, 31))
    kept = save_measure(by=the_system(), risk=small.risk, title="Upphandla", due=date(2025, 6, 30))
    control = {"process": "Inköp", "name": "Granska inköp 2024", "frequency": "I december 2024", "method": "KS-2024/7"}
    plans.post(reverse("control:thing_change", args=[small.control.ref]), control)

    page = words(plans.post(reverse("control:plan_copy", args=["KS", "2024"]), follow=True))

    copy = ControlPlan.objects.get(year=2025)
    assert dict(Measure.objects.filter(risk__plan=copy).values_list("title", "due")) == {
        "Utbilda": date(2025, 12, 31),
        "Upphandla": kept.due,
    }
    assert copy.controls.get().name == "Granska inköp 2025"
    assert "Utbilda 2024-12-31 2025-12-31" in page
    assert "I december 2024 I december 2025" in page
    assert "KS-2024/7" not in page
    assert "Upphandla" not in page
    overview = words(reports.get(reverse("control:overview", args=["KS", "2025"])))
    assert "Days and words moved from last year 3" in overview


def test_a_unit_without_a_plan_is_told_what_to_do(small: SmallControl, plans: Client, reports: Client):
    url = reverse("control:overview", args=["KSF", "2024"])

    assert "A coordinator of the unit can create it." in words(reports.get(url))
    assert "Begin an empty plan" in words(plans.get(url))
    begun = plans.post(reverse("control:plan_begin", args=["KSF", "2024"]), follow=True)
    assert "The control plan is begun." in words(begun)
    assert "No risks yet" in words(begun)


@pytest.mark.parametrize("subject", ["risker", "atgarder", "kontroller", "rekommendationer"])
def test_every_list_is_a_file_too(subject, small: SmallControl, reports: Client):
    answer = reports.get(reverse("control:export", args=["KS", "2024", subject, "csv"]))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    excel = reports.get(reverse("control:export", args=["KS", "2024", subject, "xlsx"]))

    assert len(rows) == 2
    assert len(rows[0]) == len(rows[1])
    assert excel.content[:2] == b"PK"


def test_the_trail_tells_what_was_done_in_words(small: SmallControl, plans: Client):
    plans.post(reverse("control:thing_change", args=[small.risk.ref]), {**RISK, "process": "Inköp"})

    page = words(plans.get(reverse("desk:history", args=[small.risk.ref])))

    assert "Changed the risk" in page
    assert "likelihood before: 3 → after: 2" in page


def test_a_scale_is_not_made_shorter_than_its_risks_and_gaps_are_refused(small: SmallControl, as_role):
    browser, url = as_role(Role.ADMINISTRATOR), reverse("control:settings")
    form = {
        "likelihoods": "Osannolik\nMöjlig\nSannolik",
        "consequences": "Lindrig\nKännbar\nAllvarlig",
        "zones": "6 Hög\n3 Medel\n1 Låg",
        "results": "95 Godkänt\n80 Bristfälligt\n0 Underkänt",
        "confidence_percent": "95",
    }

    assert "valued higher than a scale of 2" in words(browser.post(url, {**form, "likelihoods": "Låg\nHög"}))
    assert "let the last word begin at 0" in words(browser.post(url, {**form, "results": "95 Godkänt\n80 Underkänt"}))
    assert "cannot be read" in words(browser.post(url, {**form, "zones": "Hög"}))
    assert "abc is not a percentage" in words(browser.post(url, {**form, "confidence_percent": "abc"}))
    assert "at least 50 and below 100" in words(browser.post(url, {**form, "confidence_percent": "100"}))
    assert "has more than one decimal" in words(browser.post(url, {**form, "confidence_percent": "97,55"}))
    sure = {**form, "zones": "5 Hög\n1 Låg", "statuses-done": "Genomfört", "confidence_percent": "97,5 %"}
    saved = browser.post(url, sure, follow=True)
    assert 'value="97,5"' in saved.content.decode()
    assert "Scales and words are saved." in words(saved)
    assert "Genomfört" in words(browser.get(page_of(small.measure)))


def test_a_writer_finds_the_counts_of_the_plan_and_of_common_controls_among_the_figures(
    small: SmallControl, reports: Client
):
    url = reverse("texts:figures", args=[small.plan.ref, "judgement", "2024"])
    found = {each["label"]: each for each in reports.get(url).json()}

    assert found["Measures done"]["text"] == "0"
    assert found["Measures against risks and after audits"]["text"] == "2"
    assert found["Measures against risks and after audits, done"]["text"] == "0"
    assert found["Stickprov av fakturor, Andel rätt: Enhet KS"]["text"] == "68"
    own = [each for each in found.values() if each["ref"].startswith(("controlplan:", "common"))]
    assert len(own) > 2
    for each in own:
        assert reports.get(reverse("desk:trace", args=[each["ref"]])).status_code == 302, each
