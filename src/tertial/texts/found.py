"""Written texts, found by the words that someone searches for."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.domain.period import Period
from tertial.organisation.searching import Asked, Hit, HitGroup, hit_group, words_around
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place


def found_in_texts(asked: Asked) -> Iterator[HitGroup]:
    """The texts of the units that the person may read, the newest first, each with the words around the match."""
    texts = TextSection.objects.filter(having(asked.words, "plain_text"), unit__in=asked.units).select_related("unit")
    yield hit_group(_("Texts"), texts.order_by("-period", "subject"), lambda text: _text(text, asked))


def _text(text: TextSection, asked: Asked) -> Hit:
    about = subject_place(text.subject, Period.parse(text.period))
    heading = about.slots.get(text.slot, text.slot) if about else text.slot
    name = about.label if about else text.subject
    anchor = "-".join(["text", *text.subject.split(":"), text.slot])
    url = f"{about.url}#{anchor}" if about else reverse("texts:section", args=[text.subject, text.slot, text.period])
    return Hit(heading, f"{name} · {text.unit.name} {text.period}", url, words_around(text.plain_text, asked.words))
