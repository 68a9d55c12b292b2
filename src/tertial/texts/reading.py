"""Stored texts made ready to be read: as HTML, on a page, and beside what they were."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.utils.safestring import SafeString, mark_safe

from tertial.domain.document import RichText, is_empty, parse_rich_text, to_blocks
from tertial.domain.document.difference import Difference, difference
from tertial.domain.document.rich_html import rich_html
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.texts.attachments.queries import attachments_of
from tertial.texts.figures import FigureSource, missing_figure, printed
from tertial.texts.models import Attachment, TextSection, TextVersion
from tertial.texts.queries import Key, texts_of, unchanged_since

EMPTY_DOCUMENT: dict[str, Any] = {"type": "doc", "content": [{"type": "paragraph"}]}


def rich_text_of(document: Mapping[str, Any]) -> RichText:
    """A stored document as text; one that was never written is empty."""
    return parse_rich_text(document) if document else RichText()


def document_for_editor(document: Mapping[str, Any]) -> Mapping[str, Any]:
    """The document as the editor takes it: an empty text is one empty paragraph."""
    return EMPTY_DOCUMENT if is_empty(rich_text_of(document)) else document


def html_of(document: Mapping[str, Any], figures: FigureSource) -> SafeString:
    """The text as HTML with its figures as they are now; nothing where nothing is written."""
    blocks, _findings = to_blocks(rich_text_of(document), figures.figure, missing=missing_figure())
    return mark_safe(rich_html(blocks))  # noqa: S308 - rich_html escapes every word


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
