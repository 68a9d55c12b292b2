"""Reads the environment variables that configure Tertial, and says plainly when one cannot be used."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from difflib import get_close_matches
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from pyrage import RecipientError
from pyrage.x25519 import Recipient


class ConfigurationError(Exception):
    """An environment variable cannot be used; the text says which one and what it should look like."""


_OF_DEVELOPERS = {"TERTIAL_TEST_DATABASE", "TERTIAL_CHROMIUM", "TERTIAL_EXAMPLES"}
_NEAR = 0.85
_LEAST_TOKEN = 20
_OF_POSTGRESQL = ("host", "sslmode", "sslrootcert")
_SECONDS_TO_CONNECT = 10
_DATABASE_EXAMPLE = "postgresql://user:password@host:port/name"
_SMTP_EXAMPLE = "smtp://user:password@host:587"
_ORIGIN = re.compile(r"https?://[^/\s]+")
_ROUTE = re.compile(r"([a-z]+):(.*)", re.DOTALL)
_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
_known = set(_OF_DEVELOPERS)


def refuse_unknown() -> None:
    """To be called when every setting is read. Raises ConfigurationError for a variable that none of them is."""
    for name in sorted(os.environ):
        if name.startswith("TERTIAL_") and name not in _known:
            near = get_close_matches(name, _known - _OF_DEVELOPERS, 1, _NEAR)
            meant = f"write {near[0]}" if near else "leave it out"
            raise ConfigurationError(f"{name} is no setting of Tertial; {meant}, or see docs/operation.md.")


def _written(name: str) -> str:
    _known.add(name)
    return os.environ.get(name, "")


def text(name: str, default: str = "") -> str:
    """The variable as text."""
    return _written(name) or default


def flag(name: str, *, default: bool = False) -> bool:
    """The variable as yes or no; raises ConfigurationError for anything but 1/0, true/false, yes/no."""
    value = _written(name).strip().lower()
    if not value:
        return default
    if value in {"1", "true", "yes"}:
        return True
    if value in {"0", "false", "no"}:
        return False
    raise ConfigurationError(f"{name} is “{value}”; write 1 or 0.")


def words(name: str, default: str = "") -> list[str]:
    """The variable as a list, written with commas."""
    return [word.strip() for word in (_written(name) or default).split(",") if word.strip()]


def hosts(name: str, default: str) -> list[str]:
    """The variable as a list of names; raises ConfigurationError for one with how it is reached, or a port."""
    found = words(name, default)
    if not found:
        raise ConfigurationError(f"{name} has no name in it; write tertial.example.se, or leave it out.")
    for each in found:
        if "/" in each or (":" in each and not each.startswith("[")) or each.split() != [each]:
            raise ConfigurationError(f"{name} has “{each}”; write the name alone, such as tertial.example.se.")
    return found


def origins(name: str) -> list[str]:
    """The variable as a list of sites with how they are reached; raises ConfigurationError for one without."""
    found = words(name)
    for each in found:
        if not _ORIGIN.fullmatch(each):
            raise ConfigurationError(
                f"{name} has “{each}”; write it with https:// and without what comes after the name, such as "
                "https://tertial.example.se."
            )
    return found


def token(name: str) -> str:
    """The variable as a secret word; raises ConfigurationError for one that could be guessed or not be sent."""
    written = _written(name).strip()
    if written and (len(written) < _LEAST_TOKEN or not written.isascii() or written.split() != [written]):
        raise ConfigurationError(
            f"{name} is too easy to guess; write at least {_LEAST_TOKEN} random letters and digits."
        )
    return written


def optional_folder(name: str) -> Path | None:
    """The variable as a folder, None where it is left out; raises ConfigurationError for one that begins nowhere."""
    written = _written(name).strip()
    if not written:
        return None
    if not Path(written).is_absolute():
        raise ConfigurationError(f"{name} is “{written}”; write the whole path, such as /srv/tertial-backups.")
    return Path(written)


def time_of_day(name: str, default: str) -> time:
    """The variable as a time of day; raises ConfigurationError for anything else."""
    written = _written(name).strip() or default
    try:
        return datetime.strptime(written, "%H:%M").time()  # noqa: DTZ007 - of whichever day, in the municipality's time
    except ValueError as error:
        raise ConfigurationError(f"{name} is “{written}”; write a time such as {default}.") from error


def numbers(name: str, default: tuple[int, ...]) -> tuple[int, ...]:
    """The variable as so many whole numbers, the first from 1; raises ConfigurationError for anything else."""
    found = words(name, ",".join(map(str, default)))
    if len(found) != len(default) or not all(each.isdecimal() for each in found) or not int(found[0]):
        written, example = ",".join(found), ",".join(map(str, default))
        raise ConfigurationError(f"{name} is “{written}”; write {len(default)} whole numbers, such as {example}.")
    return tuple(map(int, found))


def public_keys(name: str) -> list[str]:
    """The variable as public keys of age; raises ConfigurationError for what is none."""
    found = words(name)
    for each in found:
        try:
            Recipient.from_str(each)
        except RecipientError as error:
            raise ConfigurationError(
                f"{name} has what is no public key; it begins with age1, and “tertial backup --new-key FILE” makes one."
            ) from error
    return found


def one_of(name: str, default: str, choices: Sequence[str]) -> str:
    """The variable as one of some words; raises ConfigurationError for any other."""
    written = _written(name).strip().lower() or default
    if written not in choices:
        raise ConfigurationError(f"{name} is “{written}”; write {' or '.join(choices)}.")
    return written


def number(name: str, default: int, *, least: int = 1, most: int = 1_000_000) -> int:
    """The variable as a whole number; raises ConfigurationError for anything else, and for one out of its bounds."""
    written = _written(name).strip()
    if not written:
        return default
    if not written.isdecimal() or not least <= int(written[:9]) <= most:
        raise ConfigurationError(f"{name} is “{written}”; write a whole number from {least} to {most}.")
    return int(written)


def folder(name: str, default: str) -> Path:
    """The variable as an absolute folder, which need not exist; raises ConfigurationError where a file is."""
    found = Path(_written(name).strip() or default).expanduser().resolve()
    if found.exists() and not found.is_dir():
        raise ConfigurationError(f"{name} is “{found}”, which is a file; write a folder.")
    return found


def database(name: str, default: str) -> dict[str, object]:
    """Django's settings for a database address, `sqlite:///file` or `postgresql://user:secret@host:port/name`.

    Raises ConfigurationError for any other kind of address.
    """
    parts, port = _address(name, _written(name) or default)
    if parts.scheme == "sqlite":
        place = unquote(parts.path.removeprefix("/"))
        if not place or parts.netloc or parts.query:
            raise ConfigurationError(f"{name} names no file; write sqlite:////var/lib/tertial/tertial.sqlite3.")
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": place,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        if not parts.path.strip("/"):
            raise ConfigurationError(f"{name} names no database; write postgresql://user:password@host/name.")
        query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
        if unknown := sorted(query.keys() - _OF_POSTGRESQL):
            raise ConfigurationError(
                f"{name} has “{unknown[0]}” after its ?, which Tertial does not know; it knows "
                f"{', '.join(_OF_POSTGRESQL)}."
            )
        options = {key: unquote(value) for key, value in query.items() if key != "host"}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", "")) or (parts.hostname or ""),
            "PORT": port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"connect_timeout": _SECONDS_TO_CONNECT, **options},
        }
    # The rest of the address may hold a password, and this sentence ends up in logs.
    raise ConfigurationError(
        f"{name} begins with “{parts.scheme}”; write sqlite:///file or postgresql://user:password@host/name."
    )


@dataclass(frozen=True, slots=True)
class MailRoute:
    """By which way mail leaves: `smtp` or `smtps` to a host, `file` to a folder, or `console`."""

    scheme: str
    host: str = ""
    port: int = 0
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = True
    folder: str = ""


@dataclass(frozen=True, slots=True)
class MailSender:
    """Whom mail is from."""

    name: str
    address: str

    @property
    def domain(self) -> str:
        """What comes after the @."""
        return self.address.rpartition("@")[2]


def mail_route(name: str) -> MailRoute | None:
    """The variable as the way that mail leaves by, None where none does; raises ConfigurationError for no such way."""
    written = _written(name).strip()
    if not written:
        return None
    found = _ROUTE.match(written)
    scheme, rest = (found[1], found[2]) if found else ("", "")
    if scheme == "console" and not rest:
        return MailRoute("console")
    if scheme == "file" and rest:
        return MailRoute("file", folder=str(Path(unquote(rest.removeprefix("//"))).expanduser().resolve()))
    if scheme in {"smtp", "smtps"}:
        return _mail_server(name, written)
    # The rest of the address may hold a password.
    begins = scheme or "…"
    raise ConfigurationError(
        f"{name} begins with “{begins}”; write {_SMTP_EXAMPLE}, smtps://…, file:FOLDER, or console:."
    )


def _mail_server(name: str, written: str) -> MailRoute:
    parts, port = _address(name, written, _SMTP_EXAMPLE)
    options = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    if not parts.hostname or parts.path.strip("/") or options.keys() - {"tls"} or options.get("tls", "no") != "no":
        raise ConfigurationError(
            f"{name} cannot be read as a mail server; write {_SMTP_EXAMPLE}, with ?tls=no where the server has no TLS."
        )
    tls, user = options.get("tls") != "no", unquote(parts.username or "")
    if user and not tls and parts.hostname not in _THIS_MACHINE:
        raise ConfigurationError(f"{name} would send the password in the clear; leave out ?tls=no.")
    usual = 465 if parts.scheme == "smtps" else 587 if tls else 25
    password = unquote(parts.password or "")
    return MailRoute(parts.scheme, parts.hostname, int(port or usual), user, password, tls)


def mail_sender(name: str, route: MailRoute | None) -> MailSender:
    """The variable as whom mail is from; raises ConfigurationError where a mail server needs it and it is none."""
    written = _written(name).strip()
    if not written and (route is None or not route.host):
        return MailSender("Tertial", "tertial@localhost")
    shown, address = parseaddr(written)
    user, _at, domain = address.rpartition("@")
    if (
        not user
        or "." not in domain
        or not address.isascii()
        or address.split() != [address]
        or not shown.isprintable()
    ):
        given = f"is “{written}”" if written else "is missing"
        raise ConfigurationError(f"{name} {given}; write whom mail is from: Tertial <tertial@exempelby.se>.")
    return MailSender(shown or "Tertial", address)


def _address(name: str, written: str, example: str = _DATABASE_EXAMPLE) -> tuple[SplitResult, str]:
    """The parts of an address, and its port or nothing. Raises ConfigurationError."""
    try:
        parts = urlsplit(written)
        return parts, str(parts.port or "")
    except ValueError as error:
        # What stands where the port should be may be the rest of a password with a stroke in it.
        raise ConfigurationError(
            f"{name} cannot be read as an address; write {example}, and signs such as /, @, # and % in the password as "
            "%2F, %40, %23 and %25."
        ) from error
