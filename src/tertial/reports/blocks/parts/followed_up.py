"""What is done about a risk or a recommendation, as it stands inside a cell."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from tertial.control.queries.readings import ControlPlanReading, FollowedUp
from tertial.control.scales import state_mark
from tertial.domain.document import CellBlock, Paragraph, Shape, Status, StatusMark, Text, Tone, words
from tertial.domain.ref import Ref


def followed_up(reading: ControlPlanReading, title: str, item: FollowedUp, ref: Ref) -> Iterable[CellBlock]:
    """What is to be done, its status, and the newest comment."""
    yield Paragraph((Text(title, strong=True),))
    yield Status(_mark(reading, item, ref), reading.words["status"])
    if item.follow_up is not None and item.follow_up.comment:
        yield from paragraphs(item.follow_up.comment)


def _mark(reading: ControlPlanReading, item: FollowedUp, ref: Ref) -> StatusMark:
    if item.follow_up is None:
        return StatusMark(_("Not followed up yet"), Shape.UNKNOWN, Tone.NEUTRAL, ref)
    return state_mark(reading.model, item.state, item.follow_up.ref)


def paragraphs(text: str) -> Iterable[Paragraph]:
    """Each line that says something as a paragraph of its own."""
    return (Paragraph(words(line.strip())) for line in text.splitlines() if line.strip())
