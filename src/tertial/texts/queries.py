"""Reads of texts."""

from collections.abc import Iterable, Mapping

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.texts.models import TextSection
from tertial.texts.subjects import TextPlace
from tertial.things.histories import refs_of

Key = tuple[Ref, str]


def texts_of(subjects: Iterable[Ref], period: str) -> dict[Key, TextSection]:
    """Every text written about the subjects in a period, by subject and slot; one query."""
    found = TextSection.objects.filter(subject__in=set(subjects), period=period).select_related("saved_by")
    return {(text.subject, text.slot): text for text in found}


def with_texts(*subjects: Ref) -> list[Ref]:
    """Some things and the texts about them, for their history."""
    return [*subjects, *refs_of(TextSection, subject__in=subjects)]


def anything_written(unit: Unit, period: str) -> bool:
    """Whether any text of the unit in the period says something."""
    return TextSection.objects.filter(unit=unit, period=period).exclude(plain_text="").exists()


def section_at(place: TextPlace) -> TextSection:
    """The text at a place, or an empty one that is not stored yet."""
    address = {"subject": place.subject, "slot": place.slot, "period": place.period.key}
    found = TextSection.objects.filter(**address).select_related("saved_by").first()
    return found or TextSection(unit=place.unit, **address)


def unchanged_since(texts: Iterable[TextSection], earlier: Mapping[Ref, Ref] | None = None) -> dict[Key, Period]:
    """Of the texts those that say what they said in the period before, each with the first period that said so.

    `earlier` gives for a subject the ref of the same thing in last year's plan. Spaces, bold and links count for
    nothing, and a text is compared with the nearest earlier one in its place. One query.
    """
    written = [text for text in texts if text.plain_text.strip()]
    lines = {text.subject: _line_of(text.subject, earlier or {}) for text in written}
    before: dict[Key, list[tuple[Period, str]]] = {}
    subjects = {subject for line in lines.values() for subject in line}
    found = TextSection.objects.filter(subject__in=subjects, slot__in={text.slot for text in written})
    rows = found.exclude(plain_text="").values_list("subject", "slot", "period", "plain_text")
    for subject, slot, period, words in rows:
        before.setdefault((subject, slot), []).append((Period.parse(period), words))
    unchanged = {}
    for text in written:
        history = [row for subject in lines[text.subject] for row in before.get((subject, text.slot), ())]
        first = _first_alike(text, history)
        if first is not None:
            unchanged[text.subject, text.slot] = first
    return unchanged


def _line_of(subject: Ref, earlier: Mapping[Ref, Ref]) -> tuple[Ref, ...]:
    """The subject and what it was called in each plan before."""
    line = [subject]
    while (before := earlier.get(line[-1])) and before not in line:
        line.append(before)
    return tuple(line)


def _first_alike(text: TextSection, history: Iterable[tuple[Period, str]]) -> Period | None:
    now, words = Period.parse(text.period), text.plain_text.split()
    first = None
    for period, earlier_words in sorted(history, reverse=True):
        if period >= now:
            continue
        if earlier_words.split() != words:
            break
        first = period
    return first
