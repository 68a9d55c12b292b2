"""`tertial configuration export` and `import`: the structure of one installation in another, to the byte."""

from pathlib import Path

import pytest

from tests.cli.commands_run import LOAD_SAMPLE, ON_POSTGRESQL, Installation, empty_installation

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
BEGIN = """
from datetime import date
from tertial.accounts.system import the_system
from tertial.cli.database import bring_up_to_date
from tertial.organisation.actions import save_unit
bring_up_to_date()
save_unit(by=the_system(), code="EX", name="Exempelby", kind="municipality", parent=None, valid_from=date(2020, 1, 1))
"""
COUNT = """
from tertial.common.models import AuditEntry
from tertial.accounts.models import Person
from tertial.economy.models import LedgerImport
print(AuditEntry.objects.count(), Person.objects.count(), LedgerImport.objects.count())
"""


@pytest.fixture(scope="module")
def sample(tmp_path_factory, django_db_setup) -> Installation:
    made = empty_installation(tmp_path_factory.mktemp("sample"), on_postgresql=ON_POSTGRESQL)
    made.run(("python", LOAD_SAMPLE))
    return made


@pytest.fixture(scope="module")
def file(sample: Installation, tmp_path_factory) -> Path:
    place: Path = tmp_path_factory.mktemp("files") / "huddinge.toml"
    (said,) = sample.run(("configuration", "export", str(place)))
    assert (said.code, said.err) == (0, "")
    return place


@pytest.fixture
def other(tmp_path: Path) -> Installation:
    made = empty_installation(tmp_path / "other", on_postgresql=ON_POSTGRESQL)
    made.run(("python", BEGIN))
    return made


def test_the_structure_of_one_is_that_of_the_other_to_the_byte(file: Path, other: Installation, tmp_path: Path):
    again = tmp_path / "again.toml"
    tried, _counted, done, exported, repeated, counted = other.run(
        ("configuration", "import", str(file), "--dry-run"),
        ("python", COUNT),
        ("configuration", "import", str(file)),
        ("configuration", "export", str(again)),
        ("configuration", "import", str(file)),
        ("python", COUNT),
    )

    assert (tried.code, done.code, exported.code, repeated.code) == (0, 0, 0, 0), done.err
    assert "Nothing was changed." in tried.out
    assert _counted.out.split()[0] == "1"
    assert "The configuration is applied." in done.out
    assert again.read_bytes() == file.read_bytes()
    assert "Everything in the file is here already; nothing was changed." in repeated.out
    assert counted.out.split()[1:] == ["0", "0"]


def test_a_file_holds_no_figures_and_no_people(file: Path):
    text = file.read_text()

    assert "@" not in text
    assert 'caption = "' in text
    for section in (
        "unit",
        "steering_model",
        "coding",
        "statement",
        "project_table",
        "control_model",
        "report_template",
    ):
        assert f"[[{section}]]" in text


def test_nothing_is_overwritten_by_an_export(file: Path, sample: Installation):
    (said,) = sample.run(("configuration", "export", str(file)))

    assert (said.code, said.err) == (2, f"tertial: {file} is there already; choose another name.\n")


def test_without_a_municipality_it_is_said_what_to_do_first(file: Path, tmp_path: Path):
    empty = empty_installation(tmp_path / "empty", on_postgresql=ON_POSTGRESQL)
    _made, said = empty.run(
        ("python", "from tertial.cli.database import bring_up_to_date; bring_up_to_date()"),
        ("configuration", "import", str(file)),
    )

    assert said.code == 2
    assert "There is no municipality here yet" in said.err
