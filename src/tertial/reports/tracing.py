"""Makes every figure of a drawn report lead to what it came from."""

import re
from html import unescape

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tertial.domain.period import Period
from tertial.organisation.models import Unit

_FIGURE = re.compile(r'<data value="[^"]*" data-ref="(?P<ref>[^"]+)">[^<]*</data>')
_COUNT = "count:"


def traced(fragment: str, unit: Unit, period: Period) -> SafeString:
    """The HTML with a link around each figure, as `render_fragment` writes them."""

    def linked(figure: re.Match[str]) -> str:
        address = where(unescape(figure["ref"]), unit, period)
        return format_html('<a class="doc-trace" href="{}">{}</a>', address, mark_safe(figure[0]))  # noqa: S308

    return mark_safe(_FIGURE.sub(linked, fragment))  # noqa: S308 - the renderer has escaped all that was written


def where(ref: str, unit: Unit, period: Period) -> str:
    """The page that tells what a ref stands for in a report of the unit and period, or the place in its preview."""
    if ref.startswith("#"):
        return ref
    if ref.startswith(_COUNT):
        return reverse("goals:counted", args=[unit.code, period.key, ref.removeprefix(_COUNT)])
    return reverse("goals:trace", args=[ref])
