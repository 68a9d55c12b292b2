"""The administrator's page of the structure as a file: taken out, looked at, applied; what is wrong changes nothing."""

import tomllib
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tertial.goals.models import Level
from tertial.organisation.roles import Role
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
PAGE = "/struktur/konfiguration/"
HEAD = 'format = "tertial-configuration"\nversion = 1\n'


@pytest.fixture
def place() -> SmallMunicipality:
    made = small_municipality()
    Person.objects.update(language="en")
    return made


@pytest.fixture
def browser(place: SmallMunicipality) -> Client:
    client = Client()
    client.force_login(place.people[Role.ADMINISTRATOR])
    return client


def file_of(browser: Client) -> str:
    return browser.get(f"{PAGE}fil/").content.decode()


def look(browser: Client, text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    answer = browser.post(f"{PAGE}jamfor/", {"file": SimpleUploadedFile("a.toml", content)})
    return unescape(answer.content.decode())


def apply(browser: Client, page: str, text: str) -> str:
    mark = page.partition('name="mark" value="')[2].partition('"')[0]
    answer = browser.post(f"{PAGE}tillampa/", {"text": text.replace("\n", "\r\n"), "mark": mark}, follow=True)
    return unescape(answer.content.decode())


def test_what_is_taken_out_comes_in_again_as_it_was(browser: Client):
    text = file_of(browser)

    assert {"unit", "steering_model", "statement", "report_template"} <= tomllib.loads(text).keys()
    assert "Everything in the file is here already" in look(browser, text)


def test_what_would_change_is_shown_and_then_applied_with_an_entry_in_the_log(browser: Client):
    text = file_of(browser).replace('name = "Nämndmål"', 'name = "Styrelsemål"')
    assert text != file_of(browser)
    page = look(browser, text)
    assert "Levels" in page
    assert "Nämndmål: Name Nämndmål → Styrelsemål" in page
    assert not Level.objects.filter(name="Styrelsemål").exists()

    assert "The configuration is applied." in apply(browser, page, text)
    assert Level.objects.filter(name="Styrelsemål").exists()
    assert AuditEntry.objects.filter(action="level.save").latest("pk").after == {"name": "Styrelsemål"}
    assert file_of(browser) == text


def test_what_has_changed_since_it_was_shown_is_shown_again(browser: Client):
    text = file_of(browser).replace('name = "Nämndmål"', 'name = "Styrelsemål"')
    page = look(browser, text)
    Level.objects.filter(name="Nämndmål").update(name="Något annat")

    assert "Something has been changed here meanwhile" in apply(browser, page, text)
    assert not Level.objects.filter(name="Styrelsemål").exists()


WRONG = {
    "foreign": (b"PK\x03\x04 a workbook", "not a configuration that Tertial has made"),
    "another text": (b'title = "hej"', "not a configuration that Tertial has made"),
    "later": (HEAD.replace("1", "2").encode(), "is of form 2; install the Tertial that made it"),
    "broken": (HEAD.encode() + b"[[unit", "The configuration is damaged"),
    "cut in a letter": (HEAD.encode() + b'a = "\xc3', "The configuration is damaged"),
    "unknown section": (f"{HEAD}[[castle]]\n".encode(), "has “castle”, which this version"),
    "unknown field": (f'{HEAD}[[unit]]\ncastle = "x"\n'.encode(), "unit 1 has “castle”"),
    "no name": (f'{HEAD}[[unit]]\ncode = "A"\n'.encode(), "unit 1 has no “name”"),
    "no such kind": (
        f'{HEAD}[[unit]]\ncode = "A"\nname = "A"\nkind = "castle"\nvalid_from = "2020-01-01"\n'.encode(),
        "“castle” cannot be “kind”",
    ),
    "no day": (
        f'{HEAD}[[unit]]\ncode = "A"\nname = "A"\nkind = "committee"\nvalid_from = "yesterday"\n'.encode(),
        "“yesterday” cannot be “valid_from”",
    ),
    "a table that is none": (f"{HEAD}unit = 3\n".encode(), "has to be a list of tables"),
    "twice": (
        HEAD.encode() + b'[[unit]]\ncode = "A"\nname = "A"\nkind = "committee"\nvalid_from = "2020-01-01"\n' * 2,
        "has “A” twice",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_no_good_is_said_in_a_sentence(browser: Client, case: str):
    content, sentence = WRONG[case]

    assert sentence in look(browser, content)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (
            '[[unit]]\ncode = "NY"\nname = "Ny"\nkind = "committee"\nparent = "XX"\nvalid_from = "2020-01-01"\n',
            "has no unit “XX”",
        ),
        ("[[control_model]]\nzones = [{ castle = 3 }]\n", "holds what cannot be used"),
        ('[[report_template]]\nkind = "annual"\ndeclaration = "castle"\n', "Nothing of the configuration was applied"),
        (
            '[[steering_model]]\nname = "M"\nscale = [{key="a", name="A", at_least="30", shape="x", tone="y"}]\n',
            "Nothing of the configuration was applied",
        ),
    ],
)
def test_what_cannot_be_made_leaves_everything_as_it_was(browser: Client, table: str, sentence: str):
    before = file_of(browser)
    text = f'{HEAD}[[unit]]\ncode = "FORST"\nname = "Först"\nkind = "committee"\nvalid_from = "2020-01-01"\n{table}'

    assert sentence in apply(browser, look(browser, text), text)
    assert file_of(browser) == before


def test_only_an_administrator_takes_it_out_or_in(place: SmallMunicipality):
    client = Client()
    client.force_login(place.people[Role.COORDINATOR])

    assert client.get(PAGE).status_code == 403
    assert client.get(f"{PAGE}fil/").status_code == 403
    assert client.post(f"{PAGE}tillampa/", {"text": HEAD, "mark": ""}).status_code == 403
