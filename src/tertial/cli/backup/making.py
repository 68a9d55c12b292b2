"""Making a backup: everything of one moment in one file, read back before it gets its name."""

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from pyrage.x25519 import Identity, Recipient

from tertial.cli.backup import encryption, folders, snapshot, tables
from tertial.cli.backup.archive import FIRST, Part, archived, members
from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop
from tertial.operation import schema

FORMAT = 1
CONTENTS = "contents.json"
NO_FOLDER = gettext_noop("There is no folder %(folder)s to make backups in; make it, or mount its disk.")
_BESIDE = ".tertial-backup-"


@dataclass
class Contents:
    """What went into a backup: rows by table, the highest number given in each, and how many files."""

    rows: dict[str, int] = field(default_factory=dict)
    counters: dict[str, int] = field(default_factory=dict)
    files: int = 0
    damaged: list[str] = field(default_factory=list)


def make(place: Path, recipients: Sequence[Recipient] = ()) -> Contents:
    """Makes a backup of the installation under a name that nothing has yet, encrypted where there are recipients.

    Raises WrongUse where there is no database or the name is taken, DamagedDatabase, and OSError. Whatever happens,
    the name is given only to a file that is whole.
    """
    _refuse_what_cannot_be(place)
    home = Path(settings.TERTIAL_HOME)
    contents = Contents()
    with folders.workshop(home) as workshop, folders.workshop(place.parent, _BESIDE) as beside:
        with snapshot.one_moment(workshop, partial(folders.hold, home, workshop / "files")):
            unnamed = beside / place.name
            key = encryption.temporary_key()
            with closing(archived(_parts(workshop / "files", contents))) as pieces, _named_in_errors(place):
                _write(unnamed, pieces, recipients, key)
        read_through(unnamed, key)
        _give_name(unnamed, place)
    return contents


def read_through(place: Path, key: Identity | None) -> None:
    """Raises UnusableBackup for a file that is not whole, and WrongUse where it needs another key."""
    with encryption.readable(place, key) as stream:
        for _member in members(stream):
            pass


def _refuse_what_cannot_be(place: Path) -> None:
    if place.exists():
        template = gettext_noop("%(file)s is there already; choose another name, so that no older backup is lost.")
        raise WrongUse(Message(template, {"file": str(place)}))
    changes = schema.applied()
    if not changes:
        template = gettext_noop("There is no database in %(home)s yet, so there is nothing to back up.")
        raise WrongUse(Message(template, {"home": str(settings.TERTIAL_HOME)}))
    if schema.unknown(changes):
        template = gettext_noop("The database was made by a later version of Tertial; make the backup with that one.")
        raise WrongUse(Message(template))


def _write(place: Path, pieces: Iterable[bytes], recipients: Sequence[Recipient], key: Identity) -> None:
    with place.open("xb") as file:
        if recipients:
            encryption.encrypt(pieces, file, [*recipients, key.to_public()])
        else:
            for piece in pieces:
                file.write(piece)
        file.flush()
        os.fsync(file.fileno())
        if hasattr(os, "posix_fadvise"):  # so that it is read back from where it lies, not from memory
            os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


@contextmanager
def _named_in_errors(place: Path) -> Iterator[None]:
    """What goes wrong with a file that is open does not say which it was: a disk that is full, above all."""
    try:
        yield
    except OSError as error:
        if error.filename is not None or error.errno is None:
            raise
        raise OSError(error.errno, error.strerror, str(place)) from error


def _give_name(unnamed: Path, place: Path) -> None:
    """Whole or not at all, also after a power failure, and never in another file's place."""
    try:
        os.link(unnamed, place)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        unnamed.rename(place)
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        with suppress(OSError):  # some network file systems refuse it
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _parts(held: Path, contents: Contents) -> Iterator[Part]:
    changes = schema.applied()
    told = {
        "format": FORMAT,
        "tertial": version("tertial"),
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "changes": sorted(changes),
    }
    yield _as_part(FIRST, told)
    for name, model in tables.tables(schema.tables_after(changes)).items():
        contents.rows[name], contents.counters[name] = 0, tables.counter_of(model)
        for number, (packed, rows, highest) in enumerate(tables.parts_of(model), 1):
            contents.rows[name] += rows
            contents.counters[name] = max(contents.counters[name], highest)
            yield tables.name_of_part(name, number), len(packed), [packed]
    for path in folders.held(held):
        within = path.relative_to(held).as_posix()
        if not folders.is_what_it_was(path, within):
            contents.damaged.append(within)
        contents.files += 1
        size = path.stat().st_size
        yield folders.FOLDER + within, size, folders.pieces_of(path, size)
    yield _as_part(CONTENTS, {"rows": contents.rows, "counters": contents.counters, "files": contents.files})


def _as_part(name: str, told: object) -> Part:
    content = (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()
    return name, len(content), [content]
