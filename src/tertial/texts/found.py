"""Written texts, found by the words that someone searches for."""

import re

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.common.period_words import period_key_words
from tertial.domain.document import plain_text
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.texts.figures import FiguresOf, printed
from tertial.texts.models import Attachment, TextSection
from tertial.texts.reading import rich_text_of
from tertial.texts.subjects import SubjectPlace, subject_place
from tertial.things.searching import Asked, Hit, HitGroup, hit_group, words_around

_PLACED = re.compile("\ue000(\\d+)\ue001")
"""Where a figure stands in a text, with its number: two signs that no keyboard has."""
_CUT = re.compile("\ue000\\d*|\\d*\ue001")
"""Such a place that the edge of the excerpt goes through."""


def texts_found(asked: Asked) -> HitGroup:
    """Texts of the units that the person may read, newest first."""
    texts = TextSection.objects.filter(having(asked.words, "plain_text"), unit__in=asked.units).select_related("unit")
    return hit_group(_("Texts"), texts.order_by("-period", "subject"), lambda text: _text(text, asked))


def attachments_found(asked: Asked) -> HitGroup:
    """What stands under texts of those units, by its own words."""
    attached = Attachment.objects.filter(
        having(asked.words, "caption", "alternative"), section__unit__in=asked.units, archived_at=None
    )
    newest = attached.select_related("section__unit").order_by("-section__period", "section__subject", "position")
    return hit_group(_("Pictures and tables"), newest, lambda attachment: _attachment(attachment, asked))


def _text(text: TextSection, asked: Asked) -> Hit:
    about, title, place = _named(text)
    anchor = Ref("text", text.subject, text.slot).anchor
    url = f"{about.url}#{anchor}" if about else _page(text)
    return Hit(title, place, url, _around(text, asked))


def _around(text: TextSection, asked: Asked) -> str:
    """What stands around the match. Only the figures there are read: reading those of a whole text takes its time."""
    refs: list[Ref] = []

    def placed(ref: Ref) -> str:
        refs.append(ref)
        return f"\ue000{len(refs) - 1}\ue001"

    found = words_around(plain_text(rich_text_of(text.document), placed), asked.words)
    figures = FiguresOf(text.subject, Period.parse(text.period))
    shown = _PLACED.sub(lambda place: printed(figures, refs[int(place[1])]), found)
    return _CUT.sub("", shown)


def _attachment(attachment: Attachment, asked: Asked) -> Hit:
    _about, title, place = _named(attachment.section)
    url = f"{_page(attachment.section)}#{attachment.ref.anchor}"
    return Hit(str(attachment), f"{title} · {place}", url, words_around(attachment.alternative, asked.words))


def _named(text: TextSection) -> tuple[SubjectPlace | None, str, str]:
    """What a text is about, the text's name, and where it stands.

    A text that is the only one about its thing has the thing's name; its own says no more than that it is a text.
    """
    about = subject_place(text.subject, Period.parse(text.period))
    heading = about.slots.get(text.slot, text.slot) if about else text.slot
    name = about.label if about else text.subject
    where = f"{text.unit.name} {period_key_words(text.period)}"
    if about is not None and len(about.slots) == 1:
        return about, name, where
    return about, heading, f"{name} · {where}"


def _page(text: TextSection) -> str:
    return reverse("texts:section", args=[text.subject, text.slot, text.period])
