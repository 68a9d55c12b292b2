"""Settings that cannot be used are refused at start, in one sentence that says what to write."""

import subprocess
import sys

import pytest

from tertial import environment
from tertial.environment import ConfigurationError, MailRoute, MailSender
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
    (lambda: environment.number("TERTIAL_DEBUG", 4), "0", "TERTIAL_DEBUG is “0”; write a whole number from 1."),
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
