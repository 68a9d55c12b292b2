"""Written texts, found by the words that someone searches for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.domain.document import plain_text
from tertial.domain.period import Period
from tertial.organisation.searching import Asked, Hit, HitGroup, hit_group, words_around
from tertial.texts.figures import FiguresOf, printed
from tertial.texts.models import TextSection
from tertial.texts.reading import rich_text_of
from tertial.texts.subjects import subject_place


def found_in_texts(asked: Asked) -> Iterator[HitGroup]:
    """The texts of the units that the person may read, the newest first, each with what stands around the match."""
    texts = TextSection.objects.filter(having(asked.words, "plain_text"), unit__in=asked.units).select_related("unit")
    yield hit_group(_("Texts"), texts.order_by("-period", "subject"), lambda text: _text(text, asked))


def _text(text: TextSection, asked: Asked) -> Hit:
    period = Period.parse(text.period)
    about = subject_place(text.subject, period)
    heading = about.slots.get(text.slot, text.slot) if about else text.slot
    name = about.label if about else text.subject
    anchor = "-".join(["text", *text.subject.split(":"), text.slot])
    url = f"{about.url}#{anchor}" if about else reverse("texts:section", args=[text.subject, text.slot, text.period])
    figures = FiguresOf(text.subject, period)
    said = plain_text(rich_text_of(text.document), lambda ref: printed(figures, ref))
    return Hit(heading, f"{name} · {text.unit.name} {text.period}", url, words_around(said, asked.words))
