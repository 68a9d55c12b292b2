"""How much a page may be sent: what is too large is turned away by its announced size, before any of it is received."""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest, HttpResponse

from tertial.domain.message import DomainError, Message, gettext_noop

# What any page may be sent, and all that may be sent by someone who has not signed in.
MOST_BYTES = 32 * 1024**2
MOST_BYTES_OF_A_STRANGER = 1024**2
# A form around the files: names, answers and the marks between them.
_ROUND_THE_FILES = 1024**2

View = TypeVar("View", bound=Callable[..., HttpResponse])


class TooMuchSent(DomainError):
    """More is sent than the page may be sent."""


def takes_uploads(most_bytes: int, refusal: str) -> Callable[[View], View]:
    """Lets a page be sent more than others: files of so many bytes together. `refusal` is said of what is larger."""

    def marked(view: View) -> View:
        view.most_bytes, view.refusal = most_bytes + _ROUND_THE_FILES, refusal  # type: ignore[attr-defined]
        return view

    return marked


def check_size(request: HttpRequest, view: Callable[..., HttpResponse]) -> None:
    """Raises TooMuchSent by the size that is announced; Django reads nothing beyond that, whatever follows."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    sent = int(announced) if announced.isdecimal() else 0
    if sent <= MOST_BYTES_OF_A_STRANGER:
        return
    most, refusal = MOST_BYTES_OF_A_STRANGER, _REFUSAL
    if request.user.is_authenticated:
        most, refusal = getattr(view, "most_bytes", MOST_BYTES), getattr(view, "refusal", _REFUSAL)
    if sent > most:
        raise TooMuchSent(Message(refusal, {"sent": sent // 1024**2, "most": most // 1024**2}))


_REFUSAL = gettext_noop("You sent %(sent)s MB, and this page takes %(most)s MB at most; send less at a time.")
