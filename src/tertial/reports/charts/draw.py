"""Charts as pictures, drawn once for each content and kept in memory and on disk."""

import hashlib
import json
import re
from collections import OrderedDict
from collections.abc import Callable
from functools import cache, lru_cache
from importlib.metadata import version
from pathlib import Path
from threading import Lock
from types import ModuleType

from tertial.common.charts.spec import vega_lite
from tertial.common.files import write_whole
from tertial.domain.document import Chart
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.reports.fonts import FACES, FONTS, font_folder

KEPT_IN_MEMORY = 512
PNG_SCALE = 3.0
VEGA_LITE = "6.4"
INNER_ROLES = re.compile(r' (?:role|class|aria-[a-z]+|pointer-events|xmlns:xlink|version)="[^"]*"')


class ChartNotDrawn(DomainError):
    """The drawing library could not draw a chart."""


class Drawings:
    """Draws charts and keeps what it has drawn; `cache_dir` None keeps it in memory only."""

    _recent: "OrderedDict[str, bytes]" = OrderedDict()
    _lock = Lock()

    def __init__(self, cache_dir: Path | None = None) -> None:
        self._cache_dir = cache_dir

    def svg(self, chart: Chart) -> str:
        """The chart as an SVG element without title, in the fonts of the report. Raises `ChartNotDrawn`."""
        return self._kept(chart, "svg", lambda: _svg(chart).encode()).decode()

    def png(self, chart: Chart) -> bytes:
        """The same picture in three pixels per point. Raises `ChartNotDrawn`."""
        return self._kept(chart, "png", lambda: _png(self.svg(chart), chart))

    def _kept(self, chart: Chart, suffix: str, draw: Callable[[], bytes]) -> bytes:
        name = f"{content_hash(chart)}.{suffix}"
        with self._lock:
            if name in self._recent:
                self._recent.move_to_end(name)
                return self._recent[name]
        picture = self._on_disk(name, draw)
        with self._lock:
            self._recent[name] = picture
            while len(self._recent) > KEPT_IN_MEMORY:
                self._recent.popitem(last=False)
        return picture

    def _on_disk(self, name: str, draw: Callable[[], bytes]) -> bytes:
        if self._cache_dir is None:
            return draw()
        path = self._cache_dir / name
        try:
            return path.read_bytes()
        except OSError:
            picture = draw()
        try:
            write_whole(path, picture)
        except OSError:
            # A cache that cannot be written only costs time; the report is still made.
            return picture
        return picture


@lru_cache(maxsize=KEPT_IN_MEMORY)
def content_hash(chart: Chart) -> str:
    """The name of a drawing: what is drawn, with which library and letters."""
    content = json.dumps([vega_lite(chart), _library_version(), _faces()], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(content.encode()).hexdigest()


@cache
def _library_version() -> str:
    return version("vl-convert-python")


@cache
def _faces() -> str:
    return hashlib.sha256(b"".join((FONTS / face).read_bytes() for face in FACES)).hexdigest()


@cache
def _library() -> ModuleType:
    # Starting its JavaScript engine takes more than a second, so it waits until a chart is new.
    import vl_convert  # noqa: PLC0415

    vl_convert.register_font_directory(str(font_folder()))
    return vl_convert


def _svg(chart: Chart) -> str:
    try:
        drawn = str(_library().vegalite_to_svg(vega_lite(chart), vl_version=VEGA_LITE, allowed_base_urls=[]))
    except ValueError as error:
        raise _not_drawn(chart, error) from error
    # The picture is one image with one text alternative; roles inside it would say otherwise.
    return INNER_ROLES.sub("", drawn)


def _png(svg: str, chart: Chart) -> bytes:
    try:
        return bytes(_library().svg_to_png(svg, scale=PNG_SCALE))
    except ValueError as error:
        raise _not_drawn(chart, error) from error


def _not_drawn(chart: Chart, error: ValueError) -> ChartNotDrawn:
    return ChartNotDrawn(
        Message(
            gettext_noop("The chart “%(title)s” could not be drawn: %(reason)s. Check its figures."),
            {"title": chart.title, "reason": (str(error).strip().splitlines() or ["?"])[0]},
        )
    )
