"""What a form field shows, as a browser sends it back: the shape in which two versions of it are compared."""

from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

Shown = str | tuple[str, ...]


def shown(field: forms.Field, value: Any) -> Shown:  # noqa: ANN401 - whatever a field holds
    """A value as the control shows and sends it; several chosen ones in a row of their own."""
    widget = field.widget
    if isinstance(widget, forms.CheckboxInput):
        return "on" if widget.check_test(value) else ""
    held = widget.format_value(field.prepare_value(value))
    if isinstance(held, list | tuple):
        texts = tuple(sorted(str(each) for each in held if each not in (None, "")))
        return texts if getattr(widget, "allow_multiple_selected", False) else "".join(texts)
    return "" if held is None else str(held)


def put(data: QueryDict, name: str, field: forms.Field, value: Shown) -> None:
    """Puts a value among what was sent, as if it had been typed."""
    if isinstance(value, tuple):
        data.setlist(name, list(value))
    elif isinstance(field.widget, forms.CheckboxInput) and not value:
        data.pop(name, None)
    else:
        data[name] = value


def in_words(field: forms.Field, value: Shown) -> str:
    """A value as people read it: the words of what is chosen, or the text itself."""
    if isinstance(field.widget, forms.CheckboxInput):
        return _("Yes") if value else _("No")
    words = dict(_options(getattr(field.widget, "choices", ())))
    texts = value if isinstance(value, tuple) else (value,)
    return ", ".join(str(words.get(text, text)).strip() for text in texts) or "–"


def mark(value: Shown) -> str:
    """A short mark by which a value is known again, whatever spaces stand around it."""
    told = "\n".join(value.strip().splitlines()) if isinstance(value, str) else repr(value)
    return sha256(told.encode()).hexdigest()[:12]


def _options(choices: Any) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - as Django's choices
    for value, label in choices:
        if isinstance(label, list | tuple):
            yield from _options(label)
        else:
            yield str(value), label
