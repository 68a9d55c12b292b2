"""Settings that cannot be used are refused at start, in one sentence that says what to write."""

import subprocess
import sys

import pytest

from tertial import environment
from tertial.environment import ConfigurationError
from tests.cli.served import environment_of

REFUSED = [
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
