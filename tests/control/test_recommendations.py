"""Recommendations from audits, closed by somebody who looks whether they are met."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.control.models import Recommendation
from tertial.organisation.roles import Role
from tests.control.conftest import listed, page_of
from tests.shared.factories import PersonFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.control import SmallControl

pytestmark = pytest.mark.django_db


def recheck(browser: Client, small: SmallControl, **given: str):
    """Somebody looks at what somebody else is responsible for."""
    Recommendation.objects.filter(responsible=None).update(responsible=PersonFactory(name="Ansa Ansvarig"))
    return recheck_as_it_is(browser, small, **given)


def recheck_as_it_is(browser: Client, small: SmallControl, **given: str):
    url = reverse("control:recheck", args=[small.recommendation.ref])
    return browser.post(url, {"on": "2024-11-01", "seen": "Rutinen följs.", "period": "2024", **given}, follow=True)


def test_a_recommendation_is_closed_only_by_a_named_re_check(small: SmallControl, reports: Client, plans: Client):
    url = reverse("control:follow_up_recommendation", args=[small.recommendation.ref])
    plans.post(url, {"status": "done", "comment": "Klart.", "period": "2024"})
    assert "Awaits a re-check" in words(reports.get(listed("rekommendationer")))

    answer = recheck(reports, small, closes="on")

    page = words(answer)
    assert "The recommendation is closed." in page
    assert "Rutinen följs." in page
    assert "2024-11-01" in page
    assert "Nothing matches" in words(reports.get(listed("rekommendationer", "?only=open")))
    reports.post(undo_address(answer))
    assert "Awaits a re-check" in words(reports.get(listed("rekommendationer")))


def test_a_closed_recommendation_is_called_avslutad_and_not_what_a_closed_account_is(
    small: SmallControl, reports: Client
):
    recheck(reports, small, closes="on")
    Person.objects.update(language="sv")

    seen = [
        words(reports.get(listed("rekommendationer"))),
        words(reports.get(page_of(small.recommendation))),
        reports.get(reverse("control:export", args=["KS", "2024", "rekommendationer", "csv"])).content.decode(),
    ]

    assert all("Avslutad" in page for page in seen)
    assert not any("konto" in page for page in seen)


def test_nobody_re_checks_their_own_work(small: SmallControl, reports: Client, place: SmallMunicipality):
    Recommendation.objects.update(responsible=place.people[Role.REPORTER])

    answer = recheck(reports, small, closes="on")

    assert "somebody else has to re-check it" in words(answer)
    assert not small.recommendation.rechecks.exists()


def test_whoever_has_reported_it_done_does_not_re_check_it(small: SmallControl, reports: Client, plans: Client):
    url = reverse("control:follow_up_recommendation", args=[small.recommendation.ref])
    reports.post(url, {"status": "done", "comment": "Klart.", "period": "2024"})

    answer = recheck(reports, small, closes="on")

    assert answer.status_code == 422
    assert "You have reported “Se över rutinen” done, so somebody else has to re-check it." in words(answer)
    assert "The recommendation is closed." in words(recheck(plans, small, closes="on"))


def test_what_nobody_is_responsible_for_is_not_closed(small: SmallControl, reports: Client):
    answer = recheck_as_it_is(reports, small, closes="on")

    assert answer.status_code == 422
    assert "“Se över rutinen” has nobody responsible" in words(answer)
    assert "it stays open" in words(recheck_as_it_is(reports, small))


@pytest.mark.parametrize(
    ("given", "said"), [({"seen": " "}, "Write what was seen"), ({"on": "2999-01-01"}, "has been made")]
)
def test_a_re_check_says_what_was_seen_and_has_been_made(given, said, small: SmallControl, reports: Client):
    answer = recheck(reports, small, **given)

    assert answer.status_code == 422
    assert said in words(answer)


def test_a_closed_recommendation_is_not_taken_along(small: SmallControl, plans: Client, reports: Client):
    recheck(reports, small, closes="on")
    plans.post(reverse("control:plan_copy", args=["KS", "2024"]))

    assert not Recommendation.objects.filter(plan__year=2025).exists()
