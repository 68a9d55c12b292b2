"""The folders of the home: which of them a backup holds, and how they are held still while it is made."""

import fcntl
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath
from tempfile import mkdtemp

from tertial.cli.backup.archive import AT_ONCE, Member, damaged

KEPT = ("drafts", "ledger", "pictures", "refused", "uploads", "word")
"""What people have sent and what is named by rows of the database."""

MADE_AGAIN = ("cache", "reports")
"""What is derived, and never part of a backup."""

FOLDER = "files/"
_WORKSHOP = ".backup-"
_NAMED_BY_CONTENT = re.compile(r"(?:ledger|pictures)/([0-9a-f]{64})\.[a-z]+")
_LEDGER = re.compile(r"[0-9a-f]{64}\.parquet")


@contextmanager
def workshop(folder: Path, purpose: str = _WORKSHOP) -> Iterator[Path]:
    """A folder of this process's own inside another; it is gone afterwards, and so are those of processes killed."""
    for left in folder.glob(f"{purpose}*"):
        _remove_if_left(left)
    made = Path(mkdtemp(prefix=purpose, dir=folder))
    descriptor = os.open(made, os.O_RDONLY)
    fcntl.flock(descriptor, fcntl.LOCK_EX)
    try:
        yield made
    finally:
        os.close(descriptor)
        shutil.rmtree(made, ignore_errors=True)


def _remove_if_left(left: Path) -> None:
    """Removes what no living process has locked."""
    with suppress(OSError):
        descriptor = os.open(left, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(left, ignore_errors=True)
        finally:
            os.close(descriptor)


def hold(home: Path, place: Path) -> None:
    """Links every file that is kept into a folder, so that it stays although Tertial removes it meanwhile.

    Files are there before rows name them, and go only when no row does: while nobody writes, all
    that rows name are there.
    """
    for source in _kept_files(home):
        target = place / source.relative_to(home)
        if target.exists():
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # gone since: no row names it
            try:
                os.link(source, target)
            except OSError:  # a file system without hard links
                shutil.copyfile(source, target)


def held(place: Path) -> list[Path]:
    """The files that are held, in an order that is always the same."""
    return sorted(path for path in place.rglob("*") if path.is_file())


def pieces_of(path: Path, size: int) -> Iterator[bytes]:
    """So many of a file's bytes: what has been added since nothing knows of yet."""
    with path.open("rb") as file:
        while size and (piece := file.read(min(size, AT_ONCE))):
            size -= len(piece)
            yield piece


def is_what_it_was(path: Path, name: str) -> bool:
    """Whether a file that is named after its content still has it; others nobody can tell."""
    told = _NAMED_BY_CONTENT.fullmatch(name)
    if told is None:
        return True
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest() == told[1]


def unpack(member: Member, place: Path) -> None:
    """Writes a file of the backup into a folder. Raises DamagedBackup for one that lies elsewhere than files may."""
    within = PurePosixPath(member.name.removeprefix(FOLDER))
    if within.parts[:1] not in [(kept,) for kept in KEPT] or ".." in within.parts or str(within) != within.as_posix():
        raise damaged(member.name)
    target = place / within
    target.parent.mkdir(parents=True, exist_ok=True)
    with target.open("xb") as file:
        for piece in member.pieces():
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


def put_in_place(place: Path, home: Path) -> None:
    """Moves what was unpacked into the home. Files are named by what they hold or at random, so none is in the way."""
    for source in held(place):
        target = home / source.relative_to(place)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)


def _kept_files(home: Path) -> Iterator[Path]:
    for folder in KEPT:
        for path in (home / folder).rglob("*"):
            within = path.relative_to(home)
            if path.is_symlink() or not path.is_file() or any(part.startswith(".") for part in within.parts):
                continue
            if folder != "ledger" or _LEDGER.fullmatch(path.name):  # the sums beside the lines are made again
                yield path
