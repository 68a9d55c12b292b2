"""Where files lie that someone has sent, and how old ones are swept away.

An import's folder under TERTIAL_HOME/uploads holds the files as they came and, once read, the staged lines. When it is
applied the folder goes; the refused lines are kept under TERTIAL_HOME/refused for as long as the import.
"""

import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol
from uuid import uuid4

from django.conf import settings

from tertial.common.tabular_files import UnreadableFile
from tertial.domain.message import Message, gettext_noop

MOST_FILES = 60
_DAYS_KEPT = 7
_LONGEST_NAME = 150


class Sent(Protocol):
    """A file as a form or the command line gives it."""

    @property
    def name(self) -> str | None:
        """What its sender calls it."""

    def chunks(self) -> Iterable[bytes]:
        """Its bytes, some at a time."""


def folder_of(token: str) -> Path:
    """The folder of one import."""
    return Path(settings.TERTIAL_HOME) / "uploads" / token


def reading_of(token: str, number: int) -> Path:
    """Where the lines lie that a reading made; each has a folder of its own, since one thought dead may still write."""
    return folder_of(token) / f"reading-{number}"


def refused_path(token: str) -> Path:
    """Where the refused lines of an import are kept once it is applied."""
    return Path(settings.TERTIAL_HOME) / "refused" / f"{token}.parquet"


def receive(files: Iterable[Sent]) -> tuple[str, list[dict[str, object]]]:
    """Stores the files in a folder of their own; gives its name, and of each file its name, bytes and SHA-256.

    Raises UnreadableFile for none or too many, and leaves nothing behind then.
    """
    token = uuid4().hex
    folder = folder_of(token)
    folder.mkdir(parents=True)
    try:
        stored = [_store(file, folder / str(place)) for place, file in enumerate(files)]
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    if not stored or len(stored) > MOST_FILES:
        shutil.rmtree(folder, ignore_errors=True)
        template = gettext_noop("Choose at least one file, and at most %(most)s at once.")
        raise UnreadableFile(Message(template, {"most": MOST_FILES}))
    return token, stored


def remove(token: str) -> None:
    """Throws the files of an import away."""
    shutil.rmtree(folder_of(token), ignore_errors=True)


def sweep(still_needed: set[str]) -> None:
    """Throws away what has lain for a week: folders, and refused lines that no import names."""
    limit = time.time() - _DAYS_KEPT * 24 * 3600
    home = Path(settings.TERTIAL_HOME)
    for folder in [*home.glob("uploads/*"), *home.glob("drafts/*")]:  # drafts are of an earlier version
        if folder.stat().st_mtime < limit:
            shutil.rmtree(folder, ignore_errors=True)
    for path in home.glob("refused/*.parquet"):
        if path.stem not in still_needed and path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


def _store(file: Sent, target: Path) -> dict[str, object]:
    digest, size = hashlib.sha256(), 0
    name = Path((file.name or "").replace("\\", "/")).name[-_LONGEST_NAME:] or target.name
    with target.open("wb") as stored:
        for chunk in file.chunks():
            size += len(chunk)
            digest.update(chunk)
            stored.write(chunk)
        stored.flush()
        os.fsync(stored.fileno())
    return {"name": name, "bytes": size, "sha256": digest.hexdigest()}
