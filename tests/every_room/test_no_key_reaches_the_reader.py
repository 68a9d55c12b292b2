"""No page tells its reader what is meant for the program: keys of periods, unfilled templates, refs, names in code.

Every address is opened in a tertial, in January to a month, and in a month alone, where the key of the period is no
word that anyone would say.
"""

import html
import re
from collections.abc import Iterator

import pytest
from django.http import HttpResponse
from django.urls import resolve, reverse

from tertial.organisation.roles import Role
from tests.every_room.addresses import NEEDED
from tests.every_room.test_every_address import ADDRESSES, Address, as_if, ask_in, session_of
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

PERIODS = ("2024-T2", "2024-01--2024-10", "2024-10")
KEYS = re.compile(
    # a period
    r"\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b(?!-\d)|\b(?:19|20)\d\d-T[12]\b|(?<![-\w])20\d\d(?:0[1-9]|1[0-2])(?![-\w])"
    # a place in a template
    r"|\{[a-z_.]+\}|%\([a-z_]+\)s"
    # a ref
    r"|\b(?:goal|indicator|assignment|unit|staff|forecast|statement|project|risk|count|plan|text):\w+(?::[\w-]+)*"
    # a key or a name in code
    r"|\b[a-z]+(?:_[a-z0-9]+)+\b|\b(?:Period|Message|Decimal|Ref)\(|\bNone\b|\bTrue\b|\bFalse\b"
)
TOLD_ON_PURPOSE = re.compile(
    r"2024, 2024-T1, 2024-04 för en enda månad, eller 2024-01--2024-10"  # how a period is written
    r"|\{year\}|\[\[[^\]]*\]\]"  # what a writer may put into a heading or a text, on the page that asks for it
    r"|\| 202501 \||\b5010 1010 2025\d\d\b|\b2 2024-02 KSF\b"  # rows of files, as they have them
    r'|\btitle = "[^"]*"'  # a report template in the log, as it was written
)
WRITTEN_IN_CODE = {"reports:template", "reports:templates"}
"""A report template is written in its own language, whose words are shown."""


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker) -> Iterator[SmallMunicipality]:
    """One municipality for all the tests here; pages are only read."""
    with django_db_blocker.unblock(), as_if():
        yield small_municipality()


@pytest.fixture(scope="module")
def administrator(place: SmallMunicipality) -> str:
    """The session of someone who may open every page."""
    return session_of(place.people[Role.ADMINISTRATOR])


def read_aloud(answer: HttpResponse) -> str:
    """What a page says to eyes and ears: its text, and the texts of its attributes; not code that is shown as code."""
    body = re.sub(
        r"<(script|style|template|code|pre|textarea)\b.*?</\1>", " ", answer.content.decode(), flags=re.DOTALL
    )
    said = re.findall(r'\b(?:aria-label|title|placeholder|alt|data-label)="([^"]*)"', body)
    text = html.unescape(" ".join([re.sub(r"<[^>]+>", " ", body), *said]))
    return TOLD_ON_PURPOSE.sub(" ", " ".join(text.split()))


def in_period(address: Address, place: SmallMunicipality, key: str) -> str:
    """The page in a period: in its address, or asked for after it."""
    match = resolve(address.at(place))
    if "period" in match.kwargs:
        return reverse(match.view_name, kwargs=match.kwargs | {"period": key})
    return f"{address.at(place)}?period={key}&text=a"


@pytest.mark.parametrize(
    "address", [each for each in ADDRESSES if each.name in NEEDED], ids=lambda address: address.name
)
def test_no_page_tells_a_key(address: Address, place: SmallMunicipality, administrator: str):
    if address.name in WRITTEN_IN_CODE:
        return
    for key in PERIODS:
        url = in_period(address, place, key)
        answer = ask_in(administrator, "get", url)
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            text = read_aloud(answer)
            told = [text[max(0, found.start() - 40) : found.end() + 20] for found in KEYS.finditer(text)]
            assert told == [], url
