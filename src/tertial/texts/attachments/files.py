"""The files of pictures: read with care, without what cameras write about places and people, kept by their content."""

import errno
import hashlib
import re
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from PIL import Image, ImageOps

from tertial.common.files import write_whole
from tertial.domain.message import DomainError, Message, gettext_noop

MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 60_000_000
WIDEST = 2000
_SUFFIXES = {"image/png": "png", "image/jpeg": "jpg"}
_NAME = re.compile(r"[0-9a-f]{64}\.(?:png|jpg)")


class UnusablePicture(DomainError):
    """The file is no picture that can be printed."""

    field = "file"


@dataclass(frozen=True, slots=True)
class KeptPicture:
    """A picture as it is kept: the name of its file, and its size in pixels."""

    file: str
    width: int
    height: int


def keep_picture(upload: BinaryIO) -> KeptPicture:
    """Keeps a PNG or JPEG turned upright, at most 2 000 pixels wide, without metadata. Raises UnusablePicture."""
    clean, media_type, size = _read(upload)
    return _kept(clean, f"{hashlib.sha256(clean).hexdigest()}.{_SUFFIXES[media_type]}", size)


def stage_picture(upload: BinaryIO) -> str:
    """Lays a picture aside while what else it needs is written; gives its name. Raises UnusablePicture.

    Nothing points at it until `keep_staged`. What nobody keeps is swept from TERTIAL_HOME/uploads like other files.
    """
    clean, media_type, _size = _read(upload)
    name = f"{hashlib.sha256(clean).hexdigest()}.{_SUFFIXES[media_type]}"
    write_whole(_staged_path(name), clean)
    return name


def keep_staged(name: str) -> KeptPicture:
    """Keeps a picture that was laid aside. Raises UnusablePicture where it has been swept away."""
    try:
        if not _NAME.fullmatch(name):
            raise FileNotFoundError(name)
        content = _whole(_staged_path(name))
    except OSError as error:
        raise UnusablePicture(Message(gettext_noop("The file is no longer here; choose it again."))) from error
    return _kept(content, name, _size_of(content))


def size_of_kept(file: str) -> tuple[int, int]:
    """Width and height of a kept picture in pixels. Raises OSError where it is gone."""
    return _size_of(picture_content(file))


def picture_content(file: str) -> bytes:
    """The kept file. Raises OSError where it is gone or damaged."""
    return _whole(_path(file))


def media_type_of(file: str) -> str:
    """What kind of picture a kept file is."""
    return next(media_type for media_type, suffix in _SUFFIXES.items() if file.endswith(f".{suffix}"))


def _whole(path: Path) -> bytes:
    """A file that is named after its content, and still has it."""
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != path.stem:
        raise OSError(errno.EIO, "damaged", str(path))
    return content


def _is_whole(path: Path) -> bool:
    try:
        return bool(_whole(path))
    except OSError:
        return False


def _kept(content: bytes, name: str, size: tuple[int, int]) -> KeptPicture:
    if not _is_whole(_path(name)):
        write_whole(_path(name), content)
    return KeptPicture(name, *size)


def _read(upload: BinaryIO) -> tuple[bytes, str, tuple[int, int]]:
    content = upload.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise UnusablePicture(
            Message(
                gettext_noop("The file is larger than %(most)s MB; save a smaller copy and choose that."),
                {"most": MOST_BYTES // 1024 // 1024},
            )
        )
    return _cleaned(content)


def _size_of(content: bytes) -> tuple[int, int]:
    with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as opened:
        return opened.size


def _cleaned(content: bytes) -> tuple[bytes, str, tuple[int, int]]:
    try:
        with Image.open(BytesIO(content), formats=["PNG", "JPEG"]) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnusablePicture(
                    Message(gettext_noop("The picture has too many pixels; save a smaller copy and choose that."))
                )
            photograph = opened.format == "JPEG"
            upright = ImageOps.exif_transpose(opened)
            upright.load()
    except UnusablePicture:
        raise
    except Exception as error:  # of a crafted file Pillow says what is wrong with errors of any kind
        raise UnusablePicture(
            Message(gettext_noop("The file is not a PNG or JPEG picture, or is damaged; choose another."))
        ) from error
    # Only the colours are taken along: a camera also writes where and by whom.
    bare = _colours_of(upright, photograph=photograph)
    bare.thumbnail((WIDEST, WIDEST * 2))
    written = BytesIO()
    if photograph:
        bare.save(written, "JPEG", quality=88, optimize=True)
    else:
        bare.save(written, "PNG", optimize=True)
    return written.getvalue(), "image/jpeg" if photograph else "image/png", bare.size


def _colours_of(picture: Image.Image, *, photograph: bool) -> Image.Image:
    mode = "RGBA" if picture.has_transparency_data and not photograph else "RGB"
    return Image.frombytes(mode, picture.size, picture.convert(mode).tobytes())


def _path(name: str) -> Path:
    return Path(settings.TERTIAL_HOME) / "pictures" / Path(name).name


def _staged_path(name: str) -> Path:
    return Path(settings.TERTIAL_HOME) / "uploads" / f"picture-{Path(name).stem}" / Path(name).name
