"""The words of a row as the plan's own: steps of the scale, decisions, days and people."""

from collections.abc import Mapping, Sequence
from datetime import date

from tertial.accounts.models import Person
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlModel
from tertial.control.scales import decision_words
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.risk import Decision
from tertial.organisation.models import Unit
from tertial.organisation.people import people_around


def as_likelihood(text: str, words: Sequence[str]) -> int:
    """The step of the scale, from its number or its word; raises ControlNotSaved."""
    return _step(text, words, gettext_noop("“%(text)s” is not a likelihood; write 1 to %(most)s, or one of %(words)s"))


def as_consequence(text: str, words: Sequence[str]) -> int:
    """The step of the scale, from its number or its word; raises ControlNotSaved."""
    return _step(text, words, gettext_noop("“%(text)s” is not a consequence; write 1 to %(most)s, or one of %(words)s"))


def _step(text: str, words: Sequence[str], template: str) -> int:
    """`3`, `Sannolik` and `3 Sannolik` are the same step."""
    written = text.casefold()
    for number, word in enumerate(words, start=1):
        if written in {str(number), word.casefold(), f"{number} {word}".casefold(), f"{number}. {word}".casefold()}:
            return number
    params = {"text": excerpt(text), "most": len(words), "words": ", ".join(words)}
    raise ControlNotSaved(Message(template, params))


def as_decision(text: str, model: ControlModel) -> Decision:
    """The decision, in the municipality's word for it or in Tertial's; raises ControlNotSaved."""
    words = decision_words(model)
    known: Mapping[str, str] = {**{key: key for key in words}, **{word.casefold(): key for key, word in words.items()}}
    found = known.get(text.casefold())
    if found is None:
        template = gettext_noop("“%(text)s” is not a decision about a risk; write one of %(words)s")
        raise ControlNotSaved(Message(template, {"text": excerpt(text), "words": ", ".join(words.values())}))
    return Decision(found)


def as_day(text: str) -> date | None:
    """The day, or none where nothing stands; raises ControlNotSaved."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        template = gettext_noop("“%(text)s” is not a day; write it like 2025-12-31")
        raise ControlNotSaved(Message(template, {"text": excerpt(text)})) from error


def as_person(text: str, unit: Unit) -> Person | None:
    """Whoever has the e-mail address and a role around the unit, or nobody; raises ControlNotSaved."""
    if not text:
        return None
    found = people_around(unit, None).filter(email__iexact=text).first()
    if found is None:
        template = gettext_noop("nobody with a role in %(unit)s has the e-mail address “%(text)s”; give the role first")
        raise ControlNotSaved(Message(template, {"unit": unit.name, "text": excerpt(text)}))
    return found
