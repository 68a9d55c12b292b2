"""The machine: rights in the home, room on the disk, packages, settings that do not go together."""

import os
import re
import shutil
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from django.conf import settings

from tertial.domain.message import Message, gettext_noop

_OTHERS = 0o077
_LEAST_FREE = 1024**3
_REQUIRED = re.compile(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?(?:.*?>=\s*([0-9.]+))?")
_OWN_NAMES = {"localhost", "127.0.0.1", "[::1]"}


def rights() -> Iterator[Message]:
    """Whether Tertial may write in its home, and nobody else may read it."""
    home = Path(settings.TERTIAL_HOME)
    if not os.access(home, os.R_OK | os.W_OK | os.X_OK):
        template = gettext_noop("You may not write in %(home)s; run Tertial as the user that the folder belongs to.")
        yield Message(template, {"home": str(home)})
        return
    owner = home.stat().st_uid
    found = [(path, path.lstat()) for path in (home, *home.rglob("*")) if not path.is_symlink()]
    others = [path for path, state in found if state.st_uid != owner]
    if others:
        template = gettext_noop(
            "%(file)s belongs to another user than %(home)s itself (such files: %(number)s); give them back with "
            "“chown -R --reference=%(home)s %(home)s”."
        )
        yield Message(template, {"file": str(others[0]), "home": str(home), "number": len(others)})
    readable = [path for path, state in found if state.st_mode & _OTHERS]
    if readable:
        template = gettext_noop(
            "Others on this machine may open %(file)s; take that from them with “chmod -R go= %(home)s”."
        )
        yield Message(template, {"file": str(readable[0]), "home": str(home)})


def disk() -> Iterator[Message]:
    """Whether there is room for what people write and for a backup."""
    home = Path(settings.TERTIAL_HOME)
    free = shutil.disk_usage(home).free
    if free < _LEAST_FREE:
        template = gettext_noop("Only %(free)s MB are left on the disk of %(home)s; make room before it is full.")
        yield Message(template, {"free": free // 1024**2, "home": str(home)})


def packages() -> Iterator[Message]:
    """Whether what Tertial needs is installed, and new enough."""
    for line in requires("tertial") or []:
        told = _REQUIRED.match(line)
        if told is None or "extra ==" in line:
            continue
        name, least = told[1], told[2]
        try:
            there = version(name)
        except PackageNotFoundError:
            there = ""
        if not there or (least and _numbers(there) < _numbers(least)):
            template = gettext_noop(
                "Tertial needs %(package)s, %(least)s at the least, and %(there)s is installed; install Tertial again."
            )
            yield Message(template, {"package": name, "least": least or "0", "there": there or "–"})


def choices() -> Iterator[Message]:
    """Whether the settings go together, where each of them can be used."""
    if settings.DEBUG:
        yield Message(gettext_noop("TERTIAL_DEBUG shows the inside of Tertial to everybody; set it to 0."))
    if settings.TERTIAL_DEMO:
        yield Message(gettext_noop("TERTIAL_DEMO shows the sign-ins of the sample to everybody; set it to 0."))
    if "*" in settings.ALLOWED_HOSTS:
        yield Message(gettext_noop("TERTIAL_HOSTS lets any name in; write the names by which people reach Tertial."))
    behind_proxy = settings.SECURE_PROXY_SSL_HEADER is not None
    if behind_proxy and set(settings.ALLOWED_HOSTS) <= _OWN_NAMES:
        template = gettext_noop(
            "TERTIAL_BEHIND_PROXY is on, but TERTIAL_HOSTS has only this machine's own names; add the name by which "
            "people reach Tertial."
        )
        yield Message(template)
    if behind_proxy and not settings.SESSION_COOKIE_SECURE:
        template = gettext_noop("TERTIAL_HTTPS=0 sends passwords in the clear; let the proxy end TLS and leave it out.")
        yield Message(template)


def _numbers(text: str) -> list[int]:
    return [int(part) for part in re.findall(r"\d+", text)]
