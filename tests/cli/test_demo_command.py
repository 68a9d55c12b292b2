"""`tertial demo` and the first start of an empty installation."""

import io
import subprocess
import sys

import pytest

from tertial.__main__ import main
from tertial.accounts.models import Person
from tertial.demo.load import DEMO_PASSWORD
from tertial.environment import ConfigurationError, database
from tertial.organisation.models import RoleAssignment, Unit
from tertial.organisation.roles import Role
from tests.cli.served import PATIENCE, environment_of
from tests.shared.sample import load_sample, load_second_sample

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english_terminal(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setenv("TERTIAL_DEMO", "0")


def test_the_demo_prints_a_sign_in_for_every_role(capsys):
    assert main(["demo", "--no-serve"]) == 0

    printed = capsys.readouterr().out
    assert DEMO_PASSWORD in printed
    for address in ("lasare", "rapportor", "samordnare", "godkannare", "administrator", "utanfor"):
        assert f"{address}@huddinge.example" in printed
    roles = set(RoleAssignment.objects.filter(unit__code__in=["KS", "HUDDINGE"]).values_list("role", flat=True))
    assert roles == set(Role.values)


def test_the_second_sample_is_loaded_by_its_name_and_opened_again_without(monkeypatch, capsys):
    monkeypatch.setattr("tertial.demo.exempelby.load.load", load_second_sample)

    assert main(["demo", "exempelby", "--no-serve"]) == 0
    assert "administrator@exempelby.example" in capsys.readouterr().out

    assert main(["demo", "--no-serve"]) == 0
    assert "administrator@exempelby.example" in capsys.readouterr().out


def test_a_sample_is_not_loaded_on_top_of_the_other(small_ledger, capsys):
    main(["demo", "--no-serve"])
    units = Unit.objects.count()

    assert main(["demo", "exempelby", "--no-serve"]) == 2
    assert "Another sample, huddinge, is here already; choose another TERTIAL_HOME" in capsys.readouterr().err
    assert Unit.objects.count() == units


def test_a_sample_that_is_not_there_is_refused_with_those_that_are(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["demo", "storstad", "--no-serve"])

    assert ended.value.code == 2
    assert "huddinge, exempelby" in capsys.readouterr().err.replace("'", "")


@pytest.fixture
def small_ledger(monkeypatch):
    """The sample municipality with few lines in its ledger."""
    monkeypatch.setattr("tertial.demo.load.load_demo", load_sample)


def test_the_ledger_of_the_demo_is_written_out_to_try_imports_with(tmp_path, capsys):
    assert main(["demo", "--write-ledger", str(tmp_path)]) == 0

    written = sorted(path.name for path in tmp_path.iterdir())
    assert written == [f"{name}-{year}.csv" for name in ("budget", "huvudbok") for year in (2022, 2023, 2024)]
    assert str(tmp_path / "huvudbok-2024.csv") in capsys.readouterr().out
    assert not Unit.objects.exists()


def test_loading_the_demo_twice_changes_nothing(small_ledger, capsys):
    main(["demo", "--no-serve"])
    people, units = Person.objects.count(), Unit.objects.count()

    assert main(["demo", "--no-serve"]) == 0
    assert (Person.objects.count(), Unit.objects.count()) == (people, units)


def test_an_empty_installation_gets_its_municipality_and_administrator(monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO("ett-långt-lösenord-2024\n"))

    assert main(["administrator", "Salems kommun", "SALEM", "anna@salem.example"]) == 0

    assert Unit.objects.get().name == "Salems kommun"
    person = Person.objects.get()
    assert person.check_password("ett-långt-lösenord-2024")
    assert person.roles.get().role == Role.ADMINISTRATOR


def test_a_second_municipality_is_refused(small_ledger, capsys):
    main(["demo", "--no-serve"])

    assert main(["administrator", "Salems kommun", "SALEM", "anna@salem.example"]) == 2
    assert "There is a municipality here already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["", "  "])
def test_a_municipality_without_a_name_is_refused(monkeypatch, capsys, name):
    monkeypatch.setattr("sys.stdin", io.StringIO("ett-långt-lösenord-2024\n"))

    assert main(["administrator", name, "SALEM", "anna@salem.example"]) == 1
    assert "needs a name" in capsys.readouterr().err
    assert not Unit.objects.exists()


@pytest.mark.parametrize("typed", ["kort\n", "\n", ""])
def test_a_weak_password_leaves_nothing_behind(monkeypatch, capsys, typed):
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))

    assert main(["administrator", "Salems kommun", "SALEM", "anna@salem.example"]) == 1
    assert "12" in capsys.readouterr().err
    assert not Unit.objects.exists()
    assert not Person.objects.exists()


def test_the_port_that_is_taken_is_named(capsys, unused_port_holder):
    port = unused_port_holder

    assert main(["serve", "--port", str(port)]) == 2
    assert f"Port {port} on 127.0.0.1 is taken" in capsys.readouterr().err


@pytest.fixture
def unused_port_holder():
    import socket

    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held.getsockname()[1]


@pytest.mark.parametrize("port", ["0", "99999", "-1", "http", "9" * 5000])
def test_a_number_that_no_port_has_is_wrong_use(capsys, port):
    with pytest.raises(SystemExit) as left:
        main(["demo", f"--port={port}"])

    assert left.value.code == 2
    assert "is not a port; write a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize("processes", ["0", "-1", "65", "två", "9" * 5000])
def test_a_number_of_processes_that_cannot_serve_is_wrong_use(capsys, processes):
    with pytest.raises(SystemExit) as left:
        main(["serve", f"--workers={processes}"])

    assert left.value.code == 2
    assert "cannot serve; write a number from 1 to 64" in capsys.readouterr().err


def test_an_address_of_another_database_is_refused_without_its_password(monkeypatch):
    monkeypatch.setenv("TERTIAL_DATABASE_URL", "mysql://anna:hemligt@host/name")

    with pytest.raises(ConfigurationError, match="begins with “mysql”") as refused:
        database("TERTIAL_DATABASE_URL", "")

    assert "hemligt" not in str(refused.value)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("TERTIAL_DATABASE_URL", "postgresql://anna:hem/ligt@host/name", "signs such as /, @, # and % in the password"),
        ("TERTIAL_DATABASE_URL", "postgresql://anna:hemligt@host:abc/name", "cannot be read as an address"),
        ("TERTIAL_DATABASE_URL", "postgresql://anna:hemligt@[host/name", "cannot be read as an address"),
        ("TERTIAL_ORIGINS", "tertial.example.se", "write it with https://"),
    ],
)
def test_a_setting_that_cannot_be_read_ends_in_a_sentence_without_its_password(tmp_path, name, given, told):
    command = [sys.executable, "-m", "tertial", "serve"]
    given_too = environment_of(tmp_path) | {name: given}
    ended = subprocess.run(command, env=given_too, capture_output=True, text=True, timeout=PATIENCE, check=False)

    assert ended.returncode == 2
    assert told in ended.stderr
    assert len(ended.stderr.splitlines()) == 1
    assert "ligt" not in ended.stderr.replace(told, "")


def test_without_a_municipality_the_command_says_how_to_get_one(tmp_path, capsys):
    code = main(["report", "KS", "2024", "--out", str(tmp_path)])

    assert code == 2
    assert "There are no units yet" in capsys.readouterr().err
