"""The first walk through a new home, where there is a municipality and nothing else: no page leads astray.

Everything that a page links to opens, and what an empty page offers to do can be done.
"""

import io
import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, urljoin

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse, reverse_lazy
from django.utils import timezone

from tertial.__main__ import main
from tertial.accounts.models import Person
from tertial.control.actions.plans import create_control_plan
from tertial.goals.actions.goals import save_goal
from tertial.goals.actions.plans import create_plan
from tertial.goals.actions.steering_start import start_steering_model
from tertial.goals.models import Plan
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.models import ReportKind
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import words
from tests.shared.typed_forms import form_with, forms_of

pytestmark = pytest.mark.django_db

DEEP = 2  # links away from where one begins


@pytest.fixture(scope="module", autouse=True)
def home(django_db_setup, django_db_blocker) -> Iterator[None]:
    """A home as the command line leaves it, with a reader and a coordinator of the municipality."""
    with django_db_blocker.unblock(), transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("sys.stdin", io.StringIO("ett-långt-lösenord-2024\n"))
        assert main(["administrator", "Salems kommun", "SALEM", "anna@salem.example"]) == 0
        for role in (Role.READER, Role.COORDINATOR):
            RoleFactory(person=PersonFactory(language="en"), unit=Unit.objects.get(), role=role)
        Person.objects.update(language="en")
        yield
        transaction.set_rollback(True)


def client_of(role: Role) -> Client:
    client = Client()
    client.force_login(Person.objects.get(roles__role=role))
    return client


def links(answer: HttpResponse, url: str) -> Iterator[str]:
    """Where a page leads within its own period; the menu of periods leads to the same pages once more."""
    for link in re.findall(r'<a [^>]*href="([^"]*)"', answer.content.decode()):
        to = urljoin(url, unescape(link)).partition("#")[0].partition("?back=")[0]
        if re.match(rf"/(?!\w+/\d)|/\w+/{timezone.localdate().year}/", to) and not to.startswith("/static/"):
            yield to


def walk(client: Client, begin: str = "/", deep: int = DEEP) -> dict[str, HttpResponse]:
    """Every page that links lead to, by its address."""
    opened: dict[str, HttpResponse] = {}
    ahead = deque([(begin, 0)])
    while ahead:
        url, steps = ahead.popleft()
        if url in opened:
            continue
        opened[url] = answer = client.get(url, follow=True)
        if steps < deep and is_page(answer):
            ahead.extend((link, steps + 1) for link in links(answer, url))
    return opened


def is_page(answer: HttpResponse) -> bool:
    return answer.status_code == 200 and answer["Content-Type"].startswith("text/html")


def offers(answer: HttpResponse) -> list[str]:
    """Where the buttons of a page post to that ask for nothing more; whoever signs out walks no further."""
    if not is_page(answer):
        return []
    forms = re.findall(
        r'<form [^>]*method="post" action="([^"]*)">(.*?)</form>', answer.content.decode(), flags=re.DOTALL
    )
    asks = re.compile(r"<(textarea|select|input(?! type=.hidden))")
    return [url for url, inside in forms if not asks.search(inside) and url != reverse("accounts:sign_out")]


def alone() -> None:
    """Nothing but the municipality."""


def with_a_committee() -> None:
    UnitFactory(code="BUN", name="Barn- och utbildningsnämnden", parent=Unit.objects.get(code="SALEM"))


def with_a_plan() -> None:
    """The committee's, begun and empty, as is its control plan."""
    with_a_committee()
    administrator, committee = Person.objects.get(roles__role=Role.ADMINISTRATOR), Unit.objects.get(code="BUN")
    start_steering_model(by=administrator, municipality=committee.parent)
    create_plan(by=administrator, unit=committee, year=timezone.localdate().year)
    client = client_of(Role.ADMINISTRATOR)
    settings = reverse("control:settings")
    usual = max(forms_of(client.get(settings)), key=lambda form: len(form.controls))
    assert client.post(settings, usual.values()).status_code == 302
    create_control_plan(by=administrator, unit=committee, year=timezone.localdate().year)


def with_a_goal() -> None:
    with_a_plan()
    administrator, plan = Person.objects.get(roles__role=Role.ADMINISTRATOR), Plan.objects.get()
    level = plan.steering_model.levels.filter(assessed=True).first()
    save_goal(by=administrator, plan=plan, level=level, name="Alla elever når målen")


def with_a_report() -> None:
    """The template that is proposed to whoever has none, saved as it is."""
    with_a_goal()
    client = client_of(Role.ADMINISTRATOR)
    for kind in ReportKind:
        save_proposed(client, kind)


def save_proposed(client: Client, kind: ReportKind) -> None:
    url = reverse("reports:template", args=["SALEM", kind.value])
    saved = client.post(url, form_with(client.get(url), "declaration").values())
    assert saved.status_code == 302, words(saved)


STAGES = [alone, with_a_committee, with_a_plan, with_a_goal, with_a_report]
ROLES = [Role.ADMINISTRATOR, Role.COORDINATOR, Role.READER]


@pytest.fixture(scope="module", params=STAGES, ids=lambda stage: stage.__name__)
def stage(request: pytest.FixtureRequest, home: None, django_db_blocker) -> Iterator[str]:
    """How far the municipality has come: the unit that one begins from, while it is so."""
    with django_db_blocker.unblock(), transaction.atomic():
        request.param()
        yield "SALEM" if request.param is alone else "BUN"
        transaction.set_rollback(True)


@pytest.fixture(scope="module", params=ROLES, ids=lambda role: role.value)
def client(request: pytest.FixtureRequest, stage: str, django_db_blocker) -> Iterator[Client]:
    """The browser of someone with a role."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield client_of(request.param)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def opened(client: Client, stage: str) -> dict[str, HttpResponse]:
    """Every page that this reader is led to, opened once for all that is asked of it."""
    return walk(client, f"/{stage}/{timezone.localdate().year}/")


def test_every_link_of_a_new_municipality_opens(opened: dict[str, HttpResponse]):
    assert len(opened) > 15
    assert {url: answer.status_code for url, answer in opened.items() if answer.status_code != 200} == {}


def test_what_the_pages_of_a_new_municipality_offer_can_be_done(client: Client, opened: dict[str, HttpResponse]):
    for url, page in opened.items():
        for offered in offers(page):
            with transaction.atomic():
                done = client.post(offered, follow=True)
                transaction.set_rollback(True)
            assert done.status_code == 200, f"{url} offers {offered}: {words(done)}"


@pytest.mark.parametrize("stage", [with_a_report], indirect=True)
@pytest.mark.parametrize("span", ["", "-T2"], ids=["annual", "interim"])
def test_the_template_that_is_proposed_makes_the_first_report(stage: str, span: str):
    client, place = client_of(Role.READER), [stage, f"{timezone.localdate().year}{span}"]

    report = words(client.get(reverse("reports:report", args=place)))

    assert "Alla elever når målen" in report
    assert "There is no report to show yet" not in report
    pdf = client.get(reverse("reports:download", args=[*place, "pdf"]))
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize("stage", [alone], indirect=True)
def test_the_list_of_templates_says_which_one_serves(stage: str):
    client = client_of(Role.ADMINISTRATOR)
    row = "Salems kommun"

    assert f"{row} none yet" in words(client.get(reverse("reports:templates")))
    save_proposed(client, ReportKind.ANNUAL)
    page = words(client.get(reverse("reports:templates")))
    assert "that of the annual report" in page
    assert "none yet" not in page


def test_no_page_of_a_new_municipality_counts_nothing(opened: dict[str, HttpResponse]):
    counted = re.compile(r"\b(?:0 of 0|of 0 rows?|All commented)\b")

    assert {
        url: found for url, page in opened.items() if is_page(page) and (found := counted.findall(words(page)))
    } == {}


FIRST = {
    "goals:goals": ("steering_model:page", "steering"),
    "goals:indicators": ("steering_model:page", "steering"),
    "goals:assignments": ("steering_model:page", "steering"),
    "economy:overview": ("economy:layouts", "economy"),
    "economy:forecast": ("economy:layouts", "economy"),
    "control:overview": ("control:settings", "control"),
    "reports:report": ("reports:templates", "reports"),
    "checks:report": ("reports:templates", "reports"),
}
"""What must be set up before a page has anything, and the presets of it."""


@pytest.mark.parametrize("stage", [alone], indirect=True)
@pytest.mark.parametrize("view", FIRST)
def test_where_something_must_come_first_an_administrator_is_led_there_and_back(stage: str, view: str):
    client, url = client_of(Role.ADMINISTRATOR), reverse(view, args=[stage, timezone.localdate().year])
    first, group = FIRST[view]

    page = client.get(url).content.decode()

    assert f'href="{reverse(first)}?back={url}"' in page
    assert f'href="{reverse("desk:presets")}?back={quote(url, safe="")}#{group}"' in page
    assert f'href="{url}">' in client.get(reverse(first), {"back": url}).content.decode()


@pytest.mark.parametrize("stage", [alone], indirect=True)
@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.READER])
@pytest.mark.parametrize("view", FIRST)
def test_where_something_must_come_first_others_are_told_who_does_it(stage: str, role: Role, view: str):
    page = client_of(role).get(reverse(view, args=[stage, timezone.localdate().year]))

    assert "An administrator of the municipality sets it up under Structure and settings." in words(page)
    assert reverse(FIRST[view][0]) not in page.content.decode()


@pytest.mark.parametrize("stage", [alone], indirect=True)
@pytest.mark.parametrize(
    "page",
    [
        reverse_lazy("steering_model:page"),
        reverse_lazy("economy:codes", args=["konton"]),
        reverse_lazy("economy:layouts"),
        reverse_lazy("reports:templates"),
        reverse_lazy("control:settings"),
    ],
)
def test_what_is_not_set_up_yet_can_be_chosen_among_the_presets(stage: str, page: str):
    answer = client_of(Role.ADMINISTRATOR).get(page)

    assert re.search(rf'href="{reverse("desk:presets")}\?back=[^"]*#\w+">Choose a preset<', answer.content.decode())
