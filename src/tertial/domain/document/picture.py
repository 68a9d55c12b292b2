"""Pictures: the file itself, and the words that say the same to whoever cannot see it."""

from dataclasses import dataclass

from tertial.domain.document.errors import UnusableBlock, require_text
from tertial.domain.message import Message, gettext_noop

MEDIA_TYPES = ("image/png", "image/jpeg")


@dataclass(frozen=True, slots=True)
class Picture:
    """A PNG or JPEG, `width` × `height` pixels. `alt` says in words what it shows; `caption` is printed under it.

    Raises `UnusableBlock` for another kind of file, one without size, and one without a text alternative.
    """

    content: bytes
    media_type: str
    width: int
    height: int
    alt: str
    caption: str = ""

    def __post_init__(self) -> None:
        require_text(self.alt, gettext_noop("A picture needs a text alternative. Say in words what it shows."))
        if self.media_type not in MEDIA_TYPES or not self.content or self.width < 1 or self.height < 1:
            raise UnusableBlock(
                Message(
                    gettext_noop("The picture “%(alt)s” is not a PNG or JPEG. Choose another file."), {"alt": self.alt}
                )
            )
