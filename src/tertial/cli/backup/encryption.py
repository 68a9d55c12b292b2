"""Backups that only the holder of a key can read, in the form that the program `age` writes and reads.

Bytes pass through; nothing is held whole. The machine that makes backups needs only the public half of the key.
"""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread
from typing import BinaryIO

import pyrage
from pyrage.x25519 import Identity, Recipient

from tertial.cli.backup.archive import Readable, damaged
from tertial.cli.wrong_use import WrongUse
from tertial.common.files import write_whole
from tertial.domain.message import Message, gettext_noop

_BEGINS = b"age-encryption.org/"
_MARK = "AGE-SECRET-KEY-1"


def new_key(place: Path) -> str:
    """Writes a new key to a file for its owner alone, and gives its public half. Raises WrongUse where a file is."""
    if place.exists():
        template = gettext_noop("%(file)s is there already; choose another name for the key.")
        raise WrongUse(Message(template, {"file": str(place)}))
    key = Identity.generate()
    write_whole(place, f"# public key: {key.to_public()}\n{key}\n".encode())
    place.chmod(0o600)
    return str(key.to_public())


def temporary_key() -> Identity:
    """A key that nobody keeps, for reading back what has just been written."""
    return Identity.generate()


def recipients_of(texts: Sequence[str]) -> list[Recipient]:
    """The public keys. Raises WrongUse for what is none."""
    try:
        return [Recipient.from_str(text.strip()) for text in texts]
    except pyrage.RecipientError as error:
        template = gettext_noop(
            "What stands after --encrypt-for is not a public key; it begins with age1, and “tertial backup --new-key "
            "FILE” makes one."
        )
        raise WrongUse(Message(template)) from error


def key_in(place: Path) -> Identity:
    """The key that a file holds. Raises WrongUse where it holds none."""
    try:
        lines = place.read_text(encoding="utf-8").split()
        return Identity.from_str(next(line for line in lines if line.startswith(_MARK)))
    except (OSError, UnicodeDecodeError, StopIteration, pyrage.IdentityError) as error:
        template = gettext_noop("%(file)s holds no key that can be read; give the file that --new-key wrote.")
        raise WrongUse(Message(template, {"file": str(place)})) from error


class _Pulled:
    """Pieces of bytes as a file to read; keeps the error that ended them, of which the encryption gives only words."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces, self._rest = iter(pieces), b""
        self.error: BaseException | None = None

    def read(self, size: int) -> bytes:
        try:
            while not self._rest:
                self._rest = next(self._pieces)
        except StopIteration:
            return b""
        except BaseException as error:
            self.error = error
            raise
        found, self._rest = self._rest[:size], self._rest[size:]
        return found


class _Written:
    """A file to write to; keeps the error that ended it, of which the encryption gives only words."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.error: BaseException | None = None

    def write(self, content: bytes) -> int:
        try:
            return self._file.write(content)
        except BaseException as error:
            self.error = error
            raise

    def flush(self) -> None:
        self._file.flush()


def encrypt(pieces: Iterable[bytes], file: BinaryIO, recipients: Sequence[Recipient]) -> None:
    """Writes the pieces so that each of the recipients can read them. Raises what the pieces and the file raise."""
    pulled, written = _Pulled(pieces), _Written(file)
    try:
        pyrage.encrypt_io(pulled, written, recipients)
    except (pyrage.EncryptError, OSError) as error:
        raise pulled.error or written.error or OSError(str(error)) from error


@contextmanager
def readable(place: Path, key: Identity | None) -> Iterator[Readable]:
    """A file's bytes, decrypted where they are encrypted. Raises WrongUse without the right key, and DamagedBackup."""
    with place.open("rb") as file:
        encrypted = file.read(len(_BEGINS)) == _BEGINS
        file.seek(0)
        if not encrypted:
            yield file
        elif key is None:
            raise WrongUse(Message(gettext_noop("The backup is encrypted; give the file with its key after --key.")))
        else:
            with _decrypted(file, key) as stream:
                yield stream


@contextmanager
def _decrypted(file: BinaryIO, key: Identity) -> Iterator[BinaryIO]:
    """A thread decrypts into a pipe, so that who reads sets the pace."""
    end, begin = os.pipe()
    failed: list[Exception] = []

    def decrypt() -> None:
        try:
            with os.fdopen(begin, "wb") as into:
                pyrage.decrypt_io(file, into, [key])
        except Exception as error:
            failed.append(error)

    thread = Thread(target=decrypt, name="decrypting", daemon=True)
    thread.start()
    try:
        with os.fdopen(end, "rb") as stream:
            yield stream
    except Exception:
        thread.join()
        _raise_wrong_key(failed)
        raise
    thread.join()
    if failed:
        _raise_wrong_key(failed)
        raise damaged() from failed[0]


def _raise_wrong_key(failed: Sequence[Exception]) -> None:
    with suppress(IndexError):
        if isinstance(failed[0], pyrage.DecryptError) and "No matching keys" in str(failed[0]):
            template = gettext_noop("The key is not that of this backup; give the file with the right one after --key.")
            raise WrongUse(Message(template)) from failed[0]
