"""Files that someone has sent but not yet applied; kept a day, seen by nobody else."""

import json
import re
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from secrets import token_hex
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest
from django.utils.translation import gettext as _

from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop

KEPT_SECONDS = 24 * 3600
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Draft:
    """Files on their way in: what was said of them, and `paths` by the names they were sent with."""

    token: str
    said: str
    paths: dict[str, Path]


def keep_draft(*, room: str, person: Model, unit: Model, files: "Iterable[UploadedFile[Any]]", said: str = "") -> str:
    """Puts the files aside and gives the name by which they are found again."""
    _forget_old()
    token = token_hex(16)
    folder = _folder(token)
    folder.mkdir(parents=True)
    names: list[str] = []
    for number, file in enumerate(files):
        with (folder / str(number)).open("wb") as stored:
            for chunk in file.chunks():
                stored.write(chunk)
        names.append(_told_apart(file.name or str(number), names))
    about = {"room": room, "person": person.pk, "unit": unit.pk, "said": said, "names": names}
    (folder / "about.json").write_text(json.dumps(about), encoding="utf-8")
    return token


def find_draft(*, room: str, person: Model, unit: Model, token: str) -> Draft:
    """The files again; raises NotThere for what is gone, or was sent by someone else, elsewhere or for another unit."""
    about = _about(token)
    if about is None or (about["room"], about["person"], about["unit"]) != (room, person.pk, unit.pk):
        raise NotThere(Message(gettext_noop("The files are no longer kept here; choose them again.")))
    paths = {name: _folder(token) / str(number) for number, name in enumerate(about["names"])}
    return Draft(token, about["said"], paths)


def throw_away(request: HttpRequest, token: str) -> None:
    """Removes the files, once all else is done, and says so to whoever sent them."""
    transaction.on_commit(partial(forget_draft, token))
    messages.success(request, _("The files were discarded; nothing was saved."))


def forget_draft(token: str) -> None:
    """Removes the files."""
    if _TOKEN.fullmatch(token):
        shutil.rmtree(_folder(token), ignore_errors=True)


def _about(token: str) -> dict[str, Any] | None:
    if not _TOKEN.fullmatch(token):
        return None
    try:
        found: dict[str, Any] = json.loads((_folder(token) / "about.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _told_apart(name: str, taken: list[str]) -> str:
    return name if name not in taken else f"{len(taken) + 1}: {name}"


def _folder(token: str) -> Path:
    return Path(settings.TERTIAL_HOME) / "drafts" / token


def _forget_old() -> None:
    drafts = Path(settings.TERTIAL_HOME) / "drafts"
    if not drafts.exists():
        return
    for folder in drafts.iterdir():
        if time.time() - folder.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(folder, ignore_errors=True)
