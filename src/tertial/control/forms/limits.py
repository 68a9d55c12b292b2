"""Limits as people write them: a line for each word, with the lowest value that earns it."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertial.common.fields import long
from tertial.domain.numbers_sv import format_exact

_LINE = re.compile(r"\s*(?P<limit>[0-9]+(?:[,.][0-9]+)?)\s*%?\s+(?P<word>\S.*?)\s*")


def own_limits() -> forms.CharField:
    """The field of a control's own limits."""
    hint = _(
        "The lowest percent right and the word, the best first: 90 Approved. Left empty, those of the municipality."
    )
    return long(_("Limits of its own"), rows=3, help_text=hint)


def read_limits(text: str, *, whole: bool = False) -> list[tuple[str, Decimal]]:
    """Words with their lowest values. Raises ValidationError for a line that cannot be read."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        matched = _LINE.fullmatch(line)
        if matched is None or (whole and not matched["limit"].isdecimal()):
            template = gettext("“%(line)s” cannot be read; write the lowest value and then the word.")
            raise forms.ValidationError(template % {"line": line.strip()})
        found.append((matched["word"], Decimal(matched["limit"].replace(",", "."))))
    return found


def limit_lines(limits: Iterable[Mapping[str, Any]]) -> str:
    """Stored limits as they would be written."""
    return "\n".join(f"{format_exact(Decimal(str(each['at_least'])))} {each['word']}" for each in limits)
