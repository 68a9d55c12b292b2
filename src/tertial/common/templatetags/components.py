"""The building blocks that pages put together; docs/frontend.md shows each of them."""

import json
from collections.abc import Iterable
from typing import Any

from django import template
from django.forms import BoundField, CheckboxInput, CheckboxSelectMultiple, ClearableFileInput, RadioSelect
from django.http import QueryDict
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from tertial.common.drawings import ICONS, SHAPES
from tertial.common.period_words import period_name, spans_words
from tertial.common.shared_pages import SharedPage
from tertial.common.wording import sentence
from tertial.domain.document.status import StatusMark
from tertial.domain.finding import Finding
from tertial.domain.message import Message
from tertial.domain.period import Period

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing beside a word, hidden from screen readers. Raises KeyError for a name that is not drawn."""
    return format_html(
        '<svg class="icon" viewBox="0 0 20 20" fill="none" stroke="currentColor" stroke-width="1.6" '
        'stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false"><path d="{}"/></svg>',
        ICONS[name],
    )


@register.simple_tag
def shared_page(name: str, *arguments: object) -> str:
    """The address of a page that a room above has, about what the arguments name."""
    return SharedPage.declared[name].address(*arguments)


@register.simple_tag
def status(
    mark: StatusMark | None = None, *, word: str = "", shape: str = "unknown", tone: str = "neutral", size: str = ""
) -> str:
    """A status as shape and word, from a StatusMark of the document or from its three parts; nothing without a word."""
    if mark is not None:
        word, shape, tone = mark.word, str(mark.shape), str(mark.tone)
    if not word:
        return ""
    drawing = mark_safe(SHAPES[shape])  # noqa: S308 - a constant of ours
    return format_html(
        '<span class="status" data-tone="{}"{}><svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>'
        "<span>{}</span></span>",
        tone,
        format_html(' data-size="{}"', size) if size else "",
        drawing,
        word,
    )


@register.simple_tag
def control(field: BoundField, **attributes: str | bool) -> SafeString:
    """The control of a form field, dressed; keywords become attributes (`data_narrow=True` gives `data-narrow`)."""
    dressed: dict[str, str | bool] = {name.replace("_", "-"): value for name, value in attributes.items()}
    plain = CheckboxInput | CheckboxSelectMultiple | RadioSelect | ClearableFileInput
    if not isinstance(field.field.widget, plain):
        own = field.field.widget.attrs.get("class", "")
        dressed["class"] = f"ds-input {own}".strip()
    return field.as_widget(attrs=dressed)


@register.filter
def kind_of_control(field: BoundField) -> str:
    """How a field is laid out: `check` (one box), `choices` (several boxes or radio buttons) or `line`."""
    if isinstance(field.field.widget, CheckboxSelectMultiple | RadioSelect):
        return "choices"
    return "check" if isinstance(field.field.widget, CheckboxInput) else "line"


@register.filter
def in_words(message: Message | Finding) -> str:
    """A message or a finding as a sentence."""
    return sentence(message.message if isinstance(message, Finding) else message)


@register.filter
def named(period: Period | str) -> str:
    """The period, or the one with the key, as people say it."""
    return period_name(Period.parse(period) if isinstance(period, str) else period)


@register.filter
def spans(keys: Iterable[str]) -> str:
    """The periods with the keys as people say them together: `January–March 2024, May 2024`."""
    return spans_words(keys)


@register.inclusion_tag("common/components/sort_header.html", takes_context=True)
def sort_header(context: Context, label: str, key: str, *, num: bool = False, default: str = "") -> dict[str, Any]:
    """A column heading that sorts: a link to this page with `?sort=key`, or `?sort=-key` when already so sorted.

    `num=True` for a column of figures; `default="-due"` says how the page is sorted without the parameter.
    """
    query: QueryDict = context["request"].GET.copy()
    current = query.get("sort", default)
    query.pop("page", None)
    query["sort"] = f"-{key}" if current == key else key
    return {
        "label": label,
        "num": num,
        "direction": {key: "ascending", f"-{key}": "descending"}.get(current, ""),
        "query": query.urlencode(),
    }


@register.simple_tag
def editor_strings() -> str:
    """What the text editor says while it runs, as JSON for its `data-strings`; `%s` is a time or a name."""
    return json.dumps(
        {
            "saved": gettext("Saved %s"),
            "saving": gettext("Saving …"),
            "offline": gettext("Not saved yet: kept in this browser"),
            "signedOut": gettext("You are signed out. Sign in in another tab; the text is kept in this browser."),
            "refused": gettext("The text could not be saved. It is kept in this browser; reload the page to go on."),
            "conflict": gettext("Not saved: someone else changed the text. Choose a version."),
            "conflictBy": gettext("%s saved this text at %s, while you were writing."),
            "conflictUnknown": gettext("This text was saved elsewhere while you were writing."),
            "unusableLink": gettext("That is not a web or e-mail address. Write it like https://example.se."),
            "missingFigure": gettext("[figure missing]"),
            "noFigureFits": gettext("No figure fits “%s”."),
            "noFigures": gettext("There are no figures to insert here yet."),
        },
        ensure_ascii=False,
    )
