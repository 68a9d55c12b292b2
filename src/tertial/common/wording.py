"""Turns a message of the domain into a sentence in the reader's language."""

from decimal import Decimal

from django.utils.translation import gettext

from tertial.common.period_words import period_name
from tertial.domain.message import Message
from tertial.domain.numbers_sv import format_exact, format_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity


def sentence(message: Message) -> str:
    """The message translated, with its values printed the Swedish way."""
    template = gettext(message.template)
    if not message.params:
        return template
    return template % {name: _printed(value) for name, value in message.params.items()}


def _printed(value: object) -> object:
    if isinstance(value, Message):
        return sentence(value)
    if isinstance(value, Quantity):
        return format_quantity(value, with_unit=True)
    if isinstance(value, Period):
        return period_name(value)
    if isinstance(value, Decimal):
        return format_exact(value)
    return value
