"""The fonts that every picture and PDF is set in; never another in their place."""

from pathlib import Path

from tertial.domain.message import DomainError, Message, gettext_noop

FONTS = Path(__file__).parent / "render" / "resources" / "fonts"
FACES = ("Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf", "Inter-BoldItalic.otf")
OPENTYPE = b"OTTO"


class FontsMissing(DomainError):
    """The fonts that come with Tertial are not where they belong, or cannot be read."""


def font_folder(folder: Path = FONTS) -> Path:
    """The folder, once every face in it has been found. Raises `FontsMissing`."""
    for face in FACES:
        path = folder / face
        try:
            with path.open("rb") as file:
                sound = file.read(len(OPENTYPE)) == OPENTYPE
        except OSError:
            sound = False
        if not sound:
            raise fonts_missing(path)
    return folder


def fonts_missing(path: Path) -> FontsMissing:
    """The error that names what is missing or damaged."""
    return FontsMissing(
        Message(
            gettext_noop("The font %(path)s is missing or damaged. Install Tertial again to get it back."),
            {"path": str(path)},
        )
    )
