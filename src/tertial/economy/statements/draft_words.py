"""Drafts of comments in the language of the municipality's texts."""

from collections.abc import Callable

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext

from tertial.domain.message import Message
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.statement.draft import DraftFacts, DraftFigure, draft


def draft_text(facts: DraftFacts, figure: Callable[[DraftFigure], str] | None = None) -> str:
    """The draft as one paragraph; `figure` says how its figures are written, by default as they are printed now."""
    write = figure or _printed
    with translation.override(settings.LANGUAGE_CODE):
        return " ".join(_in_words(each.message, write) for each in draft(facts))


def _printed(figure: DraftFigure) -> str:
    return format_quantity(figure.quantity)


def _in_words(message: Message, write: Callable[[DraftFigure], str]) -> str:
    def word(value: object) -> object:
        if isinstance(value, DraftFigure):
            return write(value)
        return _in_words(value, write) if isinstance(value, Message) else value

    template = gettext(message.template)
    return template % {name: word(value) for name, value in message.params.items()} if message.params else template
