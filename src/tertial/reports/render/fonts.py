"""The fonts that every picture and PDF is set in; never another in their place."""

from pathlib import Path

from tertial.domain.message import Message, gettext_noop
from tertial.reports.render.errors import FontsMissing

FAMILY = "Inter"
FACES = ("Inter-Regular.otf", "Inter-Italic.otf", "Inter-SemiBold.otf", "Inter-BoldItalic.otf")
RESOURCES = Path(__file__).parent / "resources"
OPENTYPE = b"OTTO"


def font_folder(folder: Path = RESOURCES / "fonts") -> Path:
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
