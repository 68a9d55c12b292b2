"""Settings that cannot be used are refused at start, in one sentence that says what to write."""

import subprocess
import sys

import pytest

from tertial import environment
from tertial.environment import ConfigurationError, MailRoute, MailSender
from tests.architecture.test_operation_page import told
from tests.cli.served import environment_of

REFUSED = [
    (
        lambda: environment.mail_route("TERTIAL_DEBUG"),
        "mail.example.se",
        "TERTIAL_DEBUG begins with “…”; write smtp://user:password@host:587, smtps://…, file:FOLDER, or console:.",
    ),
    (
        lambda: environment.mail_route("TERTIAL_DEBUG"),
        "imap://user:hemligt@mail.example.se",
        "TERTIAL_DEBUG begins with “imap”; write smtp://user:password@host:587, smtps://…, file:FOLDER, or console:.",
    ),
    (
        lambda: environment.mail_route("TERTIAL_DEBUG"),
        "smtp://user:hemligt@mail.example.se/?tls=maybe",
        (
            "TERTIAL_DEBUG cannot be read as a mail server; write smtp://user:password@host:587, with ?tls=no where "
            "the server has no TLS."
        ),
    ),
    (
        lambda: environment.mail_route("TERTIAL_DEBUG"),
        "smtp://user:hemligt@mail.example.se?tls=no",
        "TERTIAL_DEBUG would send the password in the clear; leave out ?tls=no.",
    ),
    (
        lambda: environment.mail_route("TERTIAL_DEBUG"),
        "smtp://user:hem/ligt@mail.example.se",
        (
            "TERTIAL_DEBUG cannot be read as an address; write smtp://user:password@host:587, and signs such as /, @, "
            "# and % in the password as %2F, %40, %23 and %25."
        ),
    ),
    (
        lambda: environment.mail_sender("TERTIAL_DEBUG", MailRoute("smtp", "mail.example.se")),
        "",
        "TERTIAL_DEBUG is missing; write whom mail is from: Tertial <tertial@exempelby.se>.",
    ),
    (
        lambda: environment.mail_sender("TERTIAL_DEBUG", None),
        "Tertial",
        "TERTIAL_DEBUG is “Tertial”; write whom mail is from: Tertial <tertial@exempelby.se>.",
    ),
    (
        lambda: environment.optional_folder("TERTIAL_DEBUG"),
        "backups",
        "TERTIAL_DEBUG is “backups”; write the whole path, such as /srv/tertial-backups.",
    ),
    (
        lambda: environment.time_of_day("TERTIAL_DEBUG", "02:00"),
        "2.30",
        "TERTIAL_DEBUG is “2.30”; write a time such as 02:00.",
    ),
    (
        lambda: environment.numbers("TERTIAL_DEBUG", (14, 8, 12)),
        "30",
        "TERTIAL_DEBUG is “30”; write 3 whole numbers, such as 14,8,12.",
    ),
    (
        lambda: environment.public_keys("TERTIAL_DEBUG"),
        "AGE-SECRET-KEY-1XYZ",
        (
            "TERTIAL_DEBUG has what is no public key; it begins with age1, and “tertial backup --new-key FILE” makes "
            "one."
        ),
    ),
    (
        lambda: environment.token("TERTIAL_DEBUG"),
        "kort",
        "TERTIAL_DEBUG is too easy to guess; write at least 20 random letters and digits.",
    ),
    (
        lambda: environment.one_of("TERTIAL_DEBUG", "text", ("text", "json")),
        "xml",
        "TERTIAL_DEBUG is “xml”; write text or json.",
    ),
    (lambda: environment.flag("TERTIAL_DEBUG"), "ja", "TERTIAL_DEBUG is “ja”; write 1 or 0."),
    (
        lambda: environment.number("TERTIAL_DEBUG", 4),
        "0",
        "TERTIAL_DEBUG is “0”; write a whole number from 1 to 1000000.",
    ),
    (
        lambda: environment.hosts("TERTIAL_DEBUG", ""),
        "https://t.example.se",
        "TERTIAL_DEBUG has “https://t.example.se”; write the name alone, such as tertial.example.se.",
    ),
    (
        lambda: environment.hosts("TERTIAL_DEBUG", ""),
        "t.example.se, t.example.se:8000",
        "TERTIAL_DEBUG has “t.example.se:8000”; write the name alone, such as tertial.example.se.",
    ),
    (
        lambda: environment.database("TERTIAL_DEBUG", ""),
        "postgresql://user:secret@host",
        "TERTIAL_DEBUG names no database; write postgresql://user:password@host/name.",
    ),
]


@pytest.mark.parametrize(("read", "written", "sentence"), REFUSED)
def test_what_cannot_be_used_is_refused(monkeypatch, read, written, sentence):
    monkeypatch.setenv("TERTIAL_DEBUG", written)

    with pytest.raises(ConfigurationError) as refused:
        read()
    assert str(refused.value) == sentence


@pytest.mark.parametrize("written", ["tertial.example.se", ".example.se", "127.0.0.1,[::1]", "*"])
def test_names_are_taken_as_they_are(monkeypatch, written):
    monkeypatch.setenv("TERTIAL_DEBUG", written)

    assert environment.hosts("TERTIAL_DEBUG", "") == written.split(",")


@pytest.mark.parametrize(
    ("written", "route"),
    [
        ("smtp://t:a%2Fb@mail.example.se", MailRoute("smtp", "mail.example.se", 587, "t", "a/b")),
        ("smtps://mail.example.se", MailRoute("smtps", "mail.example.se", 465)),
        ("smtp://mail.example.se?tls=no", MailRoute("smtp", "mail.example.se", 25, tls=False)),
        ("smtp://t:p@127.0.0.1:2525/?tls=no", MailRoute("smtp", "127.0.0.1", 2525, "t", "p", tls=False)),
        ("file:/srv/mail", MailRoute("file", folder="/srv/mail")),
        ("console:", MailRoute("console")),
        ("", None),
    ],
)
def test_each_way_for_mail_is_read(monkeypatch, written, route):
    monkeypatch.setenv("TERTIAL_DEBUG", written)

    assert environment.mail_route("TERTIAL_DEBUG") == route
    assert "a/b" not in repr(route)


def test_the_sender_is_read_with_a_name_or_without(monkeypatch):
    monkeypatch.setenv("TERTIAL_DEBUG", "Exempelby kommun <t@exempelby.se>")
    assert environment.mail_sender("TERTIAL_DEBUG", None) == MailSender("Exempelby kommun", "t@exempelby.se")
    monkeypatch.setenv("TERTIAL_DEBUG", "t@exempelby.se")
    assert environment.mail_sender("TERTIAL_DEBUG", None) == MailSender("Tertial", "t@exempelby.se")


@pytest.mark.parametrize(
    ("name", "meant"), [("TERTIAL_HOST", "write TERTIAL_HOSTS"), ("TERTIAL_QUITE_ELSE", "leave it out")]
)
def test_a_setting_that_is_none_is_refused_and_the_nearest_named(monkeypatch, name, meant):
    monkeypatch.setenv(name, "x")

    with pytest.raises(ConfigurationError, match=f"{name} is no setting of Tertial; {meant}, or see"):
        environment.refuse_unknown()


def test_the_command_ends_with_that_sentence(tmp_path):
    run = subprocess.run(
        [sys.executable, "-m", "tertial", "doctor"],
        env=environment_of(tmp_path) | {"TERTIAL_THREAD": "8"},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr == (
        "tertial: TERTIAL_THREAD is no setting of Tertial; write TERTIAL_THREADS, or see docs/operation.md.\n"
    )


WRONG = {
    "TERTIAL_HOME": ("{file}", "TERTIAL_HOME is “{file}”, which is a file; write a folder."),
    "TERTIAL_DATABASE_URL": (
        "postgresql://t:hemligt@db/tertial?sslmod=require",
        (
            "TERTIAL_DATABASE_URL has “sslmod” after its ?, which Tertial does not know; it knows host, sslmode, "
            "sslrootcert."
        ),
    ),
    "TERTIAL_HOSTS": (",", "TERTIAL_HOSTS has no name in it; write tertial.example.se, or leave it out."),
    "TERTIAL_BEHIND_PROXY": ("on", "TERTIAL_BEHIND_PROXY is “on”; write 1 or 0."),
    "TERTIAL_HTTPS": ("ja", "TERTIAL_HTTPS is “ja”; write 1 or 0."),
    "TERTIAL_ORIGINS": (
        "https://intranet.exempelby.se/start",
        (
            "TERTIAL_ORIGINS has “https://intranet.exempelby.se/start”; write it with https:// and without what comes "
            "after the name, such as https://tertial.example.se."
        ),
    ),
    "TERTIAL_MAIL": ("mail.exempelby.se", "TERTIAL_MAIL begins with “…”; write smtp://user:password@host:587, "),
    "TERTIAL_MAIL_SENDER": ("Tertial", "TERTIAL_MAIL_SENDER is “Tertial”; write whom mail is from: "),
    "TERTIAL_SECRET_KEY": ("hemligt", "TERTIAL_SECRET_KEY is too easy to guess; write at least 50 random characters"),
    "TERTIAL_THREADS": ("400", "TERTIAL_THREADS is “400”; write a whole number from 1 to 64."),
    "TERTIAL_PROCESS_MEMORY": ("1 GB", "TERTIAL_PROCESS_MEMORY is “1 GB”; write a whole number from 1 to 1000000."),
    "TERTIAL_BACKUPS": ("backups", "TERTIAL_BACKUPS is “backups”; write the whole path, such as /srv/tertial-backups."),
    "TERTIAL_BACKUP_TIME": ("25:00", "TERTIAL_BACKUP_TIME is “25:00”; write a time such as 02:00."),
    "TERTIAL_BACKUP_KEEP": ("0,8,12", "TERTIAL_BACKUP_KEEP is “0,8,12”; write 3 whole numbers, such as 14,8,12."),
    "TERTIAL_BACKUP_KEYS": ("age1x", "TERTIAL_BACKUP_KEYS has what is no public key; it begins with age1, and "),
    "TERTIAL_METRICS_TOKEN": ("hemligt", "TERTIAL_METRICS_TOKEN is too easy to guess; write at least 20 random "),
    "TERTIAL_LOG": ("syslog", "TERTIAL_LOG is “syslog”; write text or json."),
    "TERTIAL_DEMO": ("2", "TERTIAL_DEMO is “2”; write 1 or 0."),
    "TERTIAL_DEBUG": ("på", "TERTIAL_DEBUG is “på”; write 1 or 0."),
}
"""For each setting something that cannot be used, and what is said of it."""


def test_there_is_something_wrong_for_each_setting():
    assert sorted(WRONG) == sorted(told())


@pytest.mark.parametrize("name", WRONG)
def test_a_start_with_what_cannot_be_used_is_refused_in_one_sentence_that_names_the_setting(tmp_path, name):
    file = tmp_path / "a-file"
    file.touch()
    written, sentence = (text.replace("{file}", str(file)) for text in WRONG[name])
    run = subprocess.run(
        [sys.executable, "-m", "tertial", "serve"],
        env=environment_of(tmp_path / "home") | {name: written},
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )

    assert run.returncode == 2
    assert run.stderr.startswith(f"tertial: {sentence}")
    assert run.stderr.count("\n") == 1
    assert "hemligt" not in run.stderr
    assert not (tmp_path / "home" / "tertial.sqlite3").exists()


@pytest.mark.parametrize("written", ["sqlite://", "sqlite:///", "sqlite://host/file"])
def test_a_database_in_no_file_is_refused(monkeypatch, written):
    monkeypatch.setenv("TERTIAL_DEBUG", written)

    with pytest.raises(ConfigurationError, match="TERTIAL_DEBUG names no file; write sqlite:////var/lib"):
        environment.database("TERTIAL_DEBUG", "")


def test_how_postgresql_is_reached_is_taken_from_its_address(monkeypatch):
    monkeypatch.setenv(
        "TERTIAL_DEBUG", "postgresql://t:p%40@db:5433/tertial?sslmode=verify-full&sslrootcert=/etc/ca.pem"
    )
    found = environment.database("TERTIAL_DEBUG", "")

    assert (found["HOST"], found["PORT"], found["PASSWORD"]) == ("db", "5433", "p@")
    assert found["OPTIONS"] == {"connect_timeout": 10, "sslmode": "verify-full", "sslrootcert": "/etc/ca.pem"}
