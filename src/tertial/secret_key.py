"""The key that signs sessions, links and cookies: whoever knows it can sign in as anyone."""

import os
import secrets
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from tertial import environment

_LEAST_LENGTH, _LEAST_DIFFERENT = 50, 5  # what Django's own check asks for


def given_or_kept(name: str, file: Path) -> str:
    """The key in the environment, or the one kept in a file, which is made when there is none that can be used.

    Raises ConfigurationError for a key in the environment that could be guessed.
    """
    given = environment.text(name).strip()
    if given:
        if is_weak(given):
            raise environment.ConfigurationError(
                f"{name} is too easy to guess; write at least {_LEAST_LENGTH} random characters, or leave it out, "
                f"and Tertial makes a key of its own in {file}."
            )
        return given
    stored = _stored(file)
    if is_weak(stored):
        _put(file, secrets.token_urlsafe(48), instead_of=stored)
        stored = _stored(file)
    return stored


def is_weak(key: str) -> bool:
    """Whether a key is short, nearly all the same, or an example's."""
    return len(key) < _LEAST_LENGTH or len(set(key)) < _LEAST_DIFFERENT or key.startswith("django-insecure-")


def _stored(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def _put(file: Path, key: str, *, instead_of: str) -> None:
    """Whole or not at all, readable for its owner alone. Of two processes that make the first key, the first wins."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with NamedTemporaryFile("w", dir=file.parent, prefix=file.name, encoding="utf-8", delete=False) as made:
        made.write(key)
    try:
        if instead_of or (file.exists() and is_weak(_stored(file))):
            Path(made.name).replace(file)
        else:
            with suppress(FileExistsError):
                os.link(made.name, file)
    finally:
        Path(made.name).unlink(missing_ok=True)
