"""Reads the environment variables that configure Tertial, and says plainly when one cannot be used."""

import os
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit


class ConfigurationError(Exception):
    """An environment variable cannot be used; the text says which one and what it should look like."""


_OF_DEVELOPERS = {"TERTIAL_TEST_DATABASE", "TERTIAL_CHROMIUM", "TERTIAL_EXAMPLES"}
_NEAR = 0.85
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
    for each in found:
        if "/" in each or (":" in each and not each.startswith("[")) or each.split() != [each]:
            raise ConfigurationError(f"{name} has “{each}”; write the name alone, such as tertial.example.se.")
    return found


def origins(name: str) -> list[str]:
    """The variable as a list of sites with how they are reached; raises ConfigurationError for one without."""
    found = words(name)
    for each in found:
        if not each.startswith(("https://", "http://")):
            raise ConfigurationError(
                f"{name} has “{each}”; write it with https://, such as https://tertial.example.se."
            )
    return found


def number(name: str, default: int, *, least: int = 1) -> int:
    """The variable as a whole number; raises ConfigurationError for anything else, and for less than the least."""
    written = _written(name).strip()
    if not written:
        return default
    if not written.isdecimal() or int(written) < least:
        raise ConfigurationError(f"{name} is “{written}”; write a whole number from {least}.")
    return int(written)


def folder(name: str, default: str) -> Path:
    """The variable as an absolute folder; the folder need not exist."""
    return Path(_written(name) or default).expanduser().resolve()


def database(name: str, default: str) -> dict[str, object]:
    """Django's settings for a database address, `sqlite:///file` or `postgresql://user:secret@host:port/name`.

    Raises ConfigurationError for any other kind of address.
    """
    parts, port = _address(name, _written(name) or default)
    if parts.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(parts.path.removeprefix("/")) or ":memory:",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA mmap_size=134217728;",
            },
        }
    if parts.scheme in {"postgres", "postgresql"}:
        if not parts.path.strip("/"):
            raise ConfigurationError(f"{name} names no database; write postgresql://user:password@host/name.")
        query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(query.get("host", "")) or (parts.hostname or ""),
            "PORT": port,
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    # The rest of the address may hold a password, and this sentence ends up in logs.
    raise ConfigurationError(
        f"{name} begins with “{parts.scheme}”; write sqlite:///file or postgresql://user:password@host/name."
    )


def _address(name: str, written: str) -> tuple[SplitResult, str]:
    """The parts of an address, and its port or nothing. Raises ConfigurationError."""
    try:
        parts = urlsplit(written)
        return parts, str(parts.port or "")
    except ValueError as error:
        # What stands where the port should be may be the rest of a password with a stroke in it.
        raise ConfigurationError(
            f"{name} cannot be read as an address; write postgresql://user:password@host:port/name, and signs such as "
            "/, @, # and % in the password as %2F, %40, %23 and %25."
        ) from error
