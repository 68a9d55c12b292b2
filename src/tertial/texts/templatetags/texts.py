"""Texts inside the pages of other rooms, and what changed between two versions."""

from dataclasses import replace
from typing import Any

from django import template
from django.template import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tertial.accounts.queries import person_of
from tertial.common.wording import sentence
from tertial.domain.document import Table
from tertial.domain.document.difference import Change, ComparedLine, Difference, Piece
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.texts import reading
from tertial.texts.attachments.queries import table_of
from tertial.texts.figures import FiguresOf
from tertial.texts.guarded import text_at
from tertial.texts.models import Attachment
from tertial.texts.reading import document_for_editor, html_of
from tertial.texts.subjects import text_place

register = template.Library()


@register.inclusion_tag("texts/section.html", takes_context=True)
def text_section(
    context: Context,
    subject: Ref,
    slot: str,
    period: Period,
    label: str,
    *,
    preloaded: reading.PageTexts | None = None,
    hint: str = "",
    level: int = 3,
    attachments: bool = True,
) -> dict[str, Any]:
    """A text where it belongs: an editor for those who may write it, the text for everyone else who sees the page.

    `preloaded` is what `reading.page_texts` gave for the whole page; without it the tag reads for itself. `level` is
    that of the heading. Without `attachments` the page shows pictures and tables itself. Whether the person may see
    the page is for the page to decide.
    """
    request = context["request"]
    texts = preloaded or _read(context, subject, slot, period)
    section = texts.texts.get((subject, slot))
    figures = texts.figures or FiguresOf(subject, period)
    address = [subject, slot, period.key]
    document = section.document if section is not None else {}
    closed = texts.closed.get((subject, slot))
    return {
        "request": request,
        "csrf_token": context.get("csrf_token"),
        "id": Ref("text", subject, slot).anchor,
        "label": label,
        "hint": hint,
        "level": level,
        "section": section,
        "revision": section.revision if section is not None else 0,
        "document": document_for_editor(document),
        "html": html_of(document, figures),
        "editable": subject in texts.writable and closed is None,
        "closed": sentence(closed) if closed and subject in texts.writable else "",
        "unchanged": texts.unchanged.get((subject, slot)),
        "url": reverse("texts:section", args=address),
        "figures_url": reverse("texts:figures", args=address),
        "history_url": reverse("texts:history", args=address) if section is not None else "",
        "attachments": texts.attachments.get(section.pk, []) if section is not None and attachments else [],
        "attach_url": f"{reverse('texts:section', args=address)}#attachments" if attachments else "",
        "plain_url": f"{reverse('texts:section', args=address)}#plain",
    }


def _read(context: Context, subject: Ref, slot: str, period: Period) -> reading.PageTexts:
    place = text_place(subject, slot, period)
    about, text = place.about, replace(text_at(place), closed=None)  # why it is closed is shown in its place
    writes = gate.may(person_of(context["request"]), gate.REPORT, text, period)
    return reading.page_texts(
        unit=about.unit,
        subjects=[subject],
        period=period,
        earlier={subject: about.earlier} if about.earlier else {},
        writable=[subject] if writes else (),
        closed={(subject, slot): why} if (why := about.why_closed(slot)) else {},
    )


@register.simple_tag
def difference(found: Difference) -> SafeString:
    """A comparison as paragraphs with `ins` and `del`, which screen readers say in words."""
    return format_html_join("", "{}", ((_line(line),) for line in found.lines))


def _line(line: ComparedLine) -> SafeString:
    sign = format_html("<span>{} </span>", line.sign) if line.sign else ""
    return format_html("<p>{}{}</p>", sign, format_html_join("", "{}", ((_piece(piece),) for piece in line.pieces)))


def _piece(piece: Piece) -> SafeString:
    if piece.change is Change.SAME:
        return format_html("{}", piece.text)
    name, says = ("ins", _("added")) if piece.change is Change.INSERTED else ("del", _("taken out"))
    return format_html(
        '<{name}><span class="sr-only">[{says}: </span>{text}<span class="sr-only">] </span></{name}>',
        name=name,
        says=says,
        text=piece.text,
    )


@register.simple_tag
def attached_table(attachment: Attachment) -> Table:
    """A pasted table as it is printed."""
    return table_of(attachment)
