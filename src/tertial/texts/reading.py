"""Stored texts made ready to be read."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from tertial.domain.document import RichText, is_empty, parse_rich_text, to_blocks
from tertial.domain.document.rich_html import rich_html
from tertial.texts.figures import FigureSource, missing_figure

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
