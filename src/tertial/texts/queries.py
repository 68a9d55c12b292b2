"""Reads of texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Max, QuerySet

from tertial.common.kept import Stamp, last_write, once
from tertial.domain.document import RichText
from tertial.domain.document.difference import Difference, difference
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.texts.attachments.queries import attachments_of
from tertial.texts.figures import FigureSource, printed
from tertial.texts.models import Attachment, TextSection, TextVersion
from tertial.texts.reading import rich_text_of
from tertial.texts.subjects import TextPlace

Key = tuple[Ref, str]


def texts_of(subjects: Iterable[Ref], period: str) -> dict[Key, TextSection]:
    """Every text written about the subjects in a period, by subject and slot; one query."""
    found = TextSection.objects.filter(subject__in=set(subjects), period=period).select_related("saved_by")
    return {(text.subject, text.slot): text for text in found}


def with_texts(*subjects: Ref) -> list[Ref]:
    """Some things and the texts about them, for their history."""
    texts = TextSection.objects.filter(subject__in=subjects).values_list("pk", flat=True)
    return [*subjects, *(Ref("textsection", number) for number in texts)]


def anything_written(unit: Unit, period: str) -> bool:
    """Whether any text of the unit in the period says something."""
    return TextSection.objects.filter(unit=unit, period=period).exclude(plain_text="").exists()


def written_until() -> Stamp:
    """Changes whenever anything has been written; a text's autosave leaves an audit entry only for each version."""
    return (*last_write(), once("last saved text", _last_saved))


def _last_saved() -> datetime | None:
    saved: datetime | None = TextSection.objects.aggregate(last=Max("saved_at"))["last"]
    return saved


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


@dataclass(frozen=True, slots=True)
class PageTexts:
    """The texts that one page shows, read once: what `text_section` needs and would else read for each."""

    unit: Unit
    texts: Mapping[Key, TextSection]
    unchanged: Mapping[Key, Period]
    figures: FigureSource | None = None
    writable: frozenset[Ref] = field(default_factory=frozenset)
    attachments: Mapping[int, list[Attachment]] = field(default_factory=dict)
    closed: Mapping[Key, Message] = field(default_factory=dict)


def page_texts(
    *,
    unit: Unit,
    subjects: Iterable[Ref],
    period: Period,
    earlier: Mapping[Ref, Ref] | None = None,
    figures: FigureSource | None = None,
    writable: Iterable[Ref] = (),
    closed: Mapping[Key, Message] | None = None,
) -> PageTexts:
    """The texts about the subjects for a page of a unit, in three queries.

    `writable` are the subjects the person may write about; `figures` what live figures are looked up in. `closed` says
    of single texts that nobody may write now why that is.
    """
    texts = texts_of(subjects, period.key)
    attachments = attachments_of([section.pk for section in texts.values()])
    unchanged = unchanged_since(texts.values(), earlier)
    return PageTexts(unit, texts, unchanged, figures, frozenset(writable), attachments, closed or {})


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """A version with what it changed."""

    version: TextVersion
    difference: Difference


def versions_of(section: TextSection) -> QuerySet[TextVersion]:
    """Every version of a text, the newest first; those that were written but not chosen among them."""
    versions = TextVersion.objects.filter(section_id=section.pk).order_by("-number")
    return versions.select_related("saved_by", "restored_from")


def version_before(version: TextVersion) -> TextVersion | None:
    """The text that stood when the version was written; None for the first."""
    earlier = TextVersion.objects.filter(section_id=version.section_id, number__lt=version.number, discarded=False)
    return earlier.order_by("-number").first()


def history_of(shown: Sequence[TextVersion], figures: FigureSource) -> list[HistoryEntry]:
    """Versions that follow on each other, newest first, each compared with the text that stood when it was written."""
    if not shown:
        return []
    before = version_before(shown[-1])
    stood = [version for version in (*shown, before) if version is not None and not version.discarded]
    entries = []
    for version in shown:
        earlier = next((other for other in stood if other.number < version.number), None)
        entries.append(HistoryEntry(version, compare(earlier, version, figures)))
    return entries


def compare(before: TextVersion | None, after: TextVersion, figures: FigureSource) -> Difference:
    """What differs between two versions, word by word; without an earlier one all of it is new."""
    old = rich_text_of(before.document) if before is not None else RichText()
    return difference(old, rich_text_of(after.document), lambda ref: printed(figures, ref))
