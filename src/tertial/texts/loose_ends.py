"""Texts that say word for word what they said in a period before."""

from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.domain.period import Period
from tertial.organisation.graph import LooseEnd, LooseEnds
from tertial.organisation.models import Unit
from tertial.texts.models import TextSection
from tertial.texts.queries import unchanged_since
from tertial.texts.subjects import subject_place


def unchanged_texts(unit: Unit, period: Period) -> Iterator[LooseEnds]:
    """The unit's texts of the period that are unchanged, of every room; nothing before any is written."""
    written = list(TextSection.objects.filter(unit=unit, period=period.key).exclude(plain_text=""))
    if written:
        yield LooseEnds(
            _("Texts unchanged since the last period"),
            _(
                "They say word for word what they said before. Write what has happened since, "
                "or keep them if they still hold."
            ),
            list(_ends(_said_before(unit, period, written), period)),
        )


def _said_before(unit: Unit, period: Period, written: Sequence[TextSection]) -> list[TextSection]:
    """Those whose words stood in some text of the unit before: few enough to ask each room what they are about."""
    earlier = TextSection.objects.filter(unit=unit, slot__in={text.slot for text in written}).exclude(plain_text="")
    known = {
        (slot, tuple(words.split()))
        for slot, when, words in earlier.values_list("slot", "period", "plain_text")
        if Period.parse(when) < period
    }
    return [text for text in written if (text.slot, tuple(text.plain_text.split())) in known]


def _ends(texts: Sequence[TextSection], period: Period) -> Iterator[LooseEnd]:
    places = {subject: subject_place(subject, period) for subject in dict.fromkeys(text.subject for text in texts)}
    earlier = {subject: place.earlier for subject, place in places.items() if place is not None and place.earlier}
    for (subject, slot), since in unchanged_since(texts, earlier).items():
        place = places[subject]
        if place is not None and slot in place.slots:
            url = reverse("texts:section", args=[subject, slot, period.key])
            yield LooseEnd(place.name_of(slot), url, _("unchanged since %(period)s") % {"period": period_name(since)})
