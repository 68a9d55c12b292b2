"""Written texts as a kind of thing."""

from functools import partial

from django.urls import reverse

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.organisation.graph import HangsLoose
from tertial.texts import found, log_words, undo, writes
from tertial.texts.loose_ends import unchanged_texts
from tertial.texts.models import Attachment, TextSection
from tertial.texts.subjects import subject_place
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind
from tertial.things.searching import Searched


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


def _attachment(attachment: Attachment, _rest: str) -> Held:
    section = attachment.section
    address = [section.subject, section.slot, section.period]
    return Held(
        called=str(attachment),
        way=lambda: f"{reverse('texts:section', args=address)}#{attachment.ref.anchor}",
        units=(section.unit_id,),
        year=Period.parse(section.period).year,
        archived=attachment.archived_at is not None,
    )


TEXT = Kind(
    word="textsection",
    one=gettext_noop("Text"),
    many=gettext_noop("Texts"),
    find=stored(TextSection, _text),
    writes=writes.SECTION,
    facets=(undo.SECTION, log_words.SECTION, Searched(50, found.texts_found), HangsLoose(unchanged_texts)),
)
ATTACHMENT = Kind(
    word="attachment",
    one=gettext_noop("Picture or table under a text"),
    many=gettext_noop("Pictures and tables under texts"),
    find=stored(Attachment, _attachment, "section"),
    writes=writes.ATTACHMENT,
    facets=(undo.ATTACHMENT, log_words.ATTACHMENT, Searched(51, found.attachments_found)),
)

KINDS = (TEXT, ATTACHMENT)
