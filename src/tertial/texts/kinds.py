"""Written texts as a kind of thing."""

from functools import partial

from django.urls import reverse

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind


def _text(text: TextSection, _rest: str) -> Held:
    return Held(
        called=partial(_name, text),
        way=partial(reverse, "texts:section", args=[text.subject, text.slot, text.period]),
        units=(text.unit_id,),
        year=Period.parse(text.period).year,
        revision=text.revision,
    )


def _name(text: TextSection) -> str:
    """A text is called what it is about, and its heading there."""
    about = subject_place(text.subject, Period.parse(text.period))
    return f"{about.label}: {about.slots.get(text.slot, text.slot)}" if about else f"{text.subject} {text.slot}"


TEXT = Kind(word="textsection", one=gettext_noop("Text"), many=gettext_noop("Texts"), find=stored(TextSection, _text))

KINDS = (TEXT,)
