"""Files of the ledger that are gone or damaged: they are named, what is derived is made again, and the rest goes on."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tertial.common.kept import one_moment
from tertial.common.wording import sentence
from tertial.domain.finding import Severity
from tertial.domain.period import Period
from tertial.domain.statement import Measure
from tertial.economy.ledger import store
from tertial.economy.ledger.reading import read_statement
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.organisation.models import Unit
from tests.shared.pages import words
from tests.shared.small_ledger import store_ledger
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db
YEAR = Period.parse("2024")
STATEMENT = "/KS/2024/ekonomi/sammanstallning/income_statement/"
OF_THE_LEDGER = {Measure.OUTCOME, Measure.PREVIOUS, Measure.BEFORE_PREVIOUS}

DAMAGES: dict[str, Callable[[Path, bytes], object]] = {
    "gone": lambda path, _whole: path.unlink(),
    "empty": lambda path, _whole: path.write_bytes(b""),
    "cut off": lambda path, whole: path.write_bytes(whole[: len(whole) // 2]),
    "garbage": lambda path, _whole: path.write_bytes(b"garbage" * 100),
    "garbage within": lambda path, whole: path.write_bytes(whole[:4] + b"\xff" * (len(whole) - 8) + whole[-4:]),
}
damaged = pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)


@pytest.fixture
def place(settings, tmp_path: Path) -> SmallMunicipality:
    settings.TERTIAL_HOME = tmp_path
    return small_municipality(only=("economy",))


def content() -> str:
    return LedgerImport.objects.filter(kind=LedgerKind.OUTCOME).latest("pk").content


def lines_file() -> Path:
    return store.lines_path(content())


def damage_all(damage, *, but: Path | None = None) -> None:
    for path in store.folder().glob(f"{content()}.*"):
        if path != but:
            damage(path, path.read_bytes())


def statement():
    """What is read now; within a moment, so that it is read as a page reads it."""
    with one_moment():
        reading = read_statement(Unit.objects.get(code="KS"), YEAR, "income_statement")
    return {line.key: dict(line.amounts) for line in reading.lines}, reading.findings


@pytest.fixture
def client(place) -> Client:
    client = Client()
    client.force_login(place.colleague)
    return client


@damaged
def test_what_is_derived_is_made_again_where_it_is_damaged(place, damage):
    before = statement()
    damage_all(damage, but=lines_file())

    assert statement() == before


@damaged
def test_a_lost_file_is_named_and_what_it_held_is_unknown_while_the_rest_goes_on(place, client, damage):
    before, _findings = statement()
    damage_all(damage)

    amounts, findings = statement()

    told = next(each for each in findings if each.code == "ledger-file-lost")
    assert told.severity is Severity.ERROR
    assert lines_file().name in sentence(told.message)
    assert not any(OF_THE_LEDGER & row.keys() for row in amounts.values())
    assert any(Measure.BUDGET_YEAR in row for row in amounts.values())
    assert client.get("/KS/2024/ekonomi/").status_code == 200
    assert lines_file().name in words(client.get(STATEMENT))

    store_ledger(Unit.objects.get(parent=None), {})
    assert statement()[0] == before


@damaged
def test_sums_are_shown_without_their_lines_and_what_needs_these_names_the_file(place, client, damage):
    before = statement()
    damage(lines_file(), lines_file().read_bytes())

    assert statement() == before
    answer = client.get(f"{STATEMENT}cell/income/outcome/")
    assert answer.status_code in (200, 422)
    assert lines_file().name in words(answer)
