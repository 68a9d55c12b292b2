"""How often each page of the sample municipality asks the database, as when something has just been written.

Exactly so often: a page that comes to ask more or less often says so here, so that a question is never added unseen.
"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tertial.accounts.models import Person
from tertial.common.stamps import mark_area
from tertial.organisation.models import Unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]
STATEMENT = "ekonomi/sammanstallning/income_statement"


@pytest.mark.parametrize(
    ("page", "times"),
    [
        ("/KS/2024/rapport/", 91),
        ("/KS/2024/rapport/avsnitt/handelser/", 29),
        ("/KS/2024/losa-andar/", 63),
        ("/HUDDINGE/2024/ekonomi/", 35),
        (f"/KS/2024/{STATEMENT}/", 44),
        (f"/KS/2024/{STATEMENT}/cell/result/deviation/", 28),
        ("/KS/2024/ekonomi/budget/", 23),
        ("/HUDDINGE/2024/ekonomi/prognos/", 24),
        ("/HUDDINGE/2024/ekonomi/prognos/traffsakerhet/", 26),
        ("/KS/2024/ekonomi/projekt/", 20),
        ("/KS/2024/ekonomi/projekt/external_funding/", 28),
        ("/KSF/2024/personal/", 28),
        ("/KS/2024/personal/anstallda/", 20),
        ("/KS/2024/personal/sjukfranvaro/", 23),
        ("/KS/2024/personal/hme/", 24),
        ("/KS/2024/internkontroll/", 37),
        ("/KS/2024/internkontroll/risker/", 26),
    ],
)
def test_a_page_of_the_sample_municipality_asks_the_database_seldom(page: str, times: int):
    assert questions_for("lasare", page) == times


def test_the_page_of_a_text_asks_seldom_though_it_offers_the_figures_of_every_room():
    unit = Unit.objects.get(code="KS")

    assert questions_for("samordnare", f"/texter/report:{unit.ref.key}/summary/2024/") == 88


def questions_for(name: str, page: str) -> int:
    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@huddinge.example"))
    mark_area("organisation")  # what the process has seen until now is no longer all that has been written
    with CaptureQueriesContext(connection) as caught:
        assert client.get(page).status_code == 200
    return len(caught)
