"""The blocks of the tree as HTML."""

import re
from collections.abc import Iterable, Iterator
from itertools import count

from tertial.domain.document import Block, Callout, Chart, List, Note, Paragraph, Picture, Section, Status, Table
from tertial.reports.charts import Drawings, is_small
from tertial.reports.render.html_inline import LineWriter, escaped, mark_html
from tertial.reports.render.html_tables import TableWriter
from tertial.reports.render.pictures import data_address
from tertial.reports.render.wording import Words

DEEPEST_HEADING = 6
IDENTIFIER = re.compile(r' id="|url\(#')


class BlockWriter:
    """Writes the blocks of one document; `level` is that of its outermost headings."""

    def __init__(self, drawings: Drawings, words: Words, line: LineWriter) -> None:
        self._drawings = drawings
        self._words = words
        self._line = line
        self._numbers = count(1)
        self._tables = TableWriter(self.write, line)

    def write(self, blocks: Iterable[Block], level: int = 2) -> str:
        """The blocks in reading order; small charts in a row stand side by side where there is room."""
        return "\n".join(self._written(list(blocks), level))

    def _written(self, blocks: list[Block], level: int) -> Iterator[str]:
        row: list[str] = []
        for block in [*blocks, None]:
            if isinstance(block, Chart) and is_small(block):
                row.append(self._chart(block))
                continue
            if row:
                yield f'<div class="doc-charts">{"".join(row)}</div>'
                row = []
            if block is not None:
                yield self._block(block, level)

    def _block(self, block: Block, level: int) -> str:  # noqa: PLR0911 - one return per kind of block
        match block:
            case Section():
                return self._section(block, level)
            case Table():
                return self._tables.write(block)
            case Chart():
                return self._chart(block)
            case Picture():
                return _picture(block)
            case Callout():
                return self._callout(block)
            case Paragraph(runs):
                return f"<p>{self._line.runs(runs)}</p>"
            case Note(runs):
                return f'<p class="doc-note">{self._line.runs(runs)}</p>'
            case List(items, ordered):
                tag = "ol" if ordered else "ul"
                return f"<{tag}>{''.join(f'<li>{self._line.runs(item)}</li>' for item in items)}</{tag}>"
            case Status(mark, label):
                name = f'<span class="doc-label">{escaped(label)}: </span>' if label else ""
                return f'<p class="doc-status">{name}{mark_html(mark)}</p>'

    def _section(self, section: Section, level: int) -> str:
        tag = f"h{min(level, DEEPEST_HEADING)}"
        deeper = f' aria-level="{level}"' if level > DEEPEST_HEADING else ""
        inner = self.write(section.blocks, level + 1)
        heading = f'<{tag} id="{section.anchor}"{deeper}>{escaped(section.title)}</{tag}>'
        return f"<section>\n{heading}\n{inner}\n</section>"

    def _callout(self, callout: Callout) -> str:
        title = f'<p class="doc-callout-title">{escaped(callout.title)}</p>' if callout.title else ""
        inner = "".join(self._block(block, 0) for block in callout.blocks)
        return f'<div class="doc-callout doc-{callout.tone.value}">{title}{inner}</div>'

    def _chart(self, chart: Chart) -> str:
        alt = escaped(chart.alt)
        own = f"chart-{next(self._numbers)}-"
        drawn = IDENTIFIER.sub(lambda found: found[0] + own, self._drawings.svg(chart))
        picture = drawn.replace("<svg ", f'<svg role="img" aria-label="{alt}" ', 1)
        size = "doc-chart" if is_small(chart) else "doc-chart doc-chart-large"
        hidden = f'<span class="doc-hidden">: {escaped(chart.title)}</span>'
        return (
            f'<figure class="{size}"><figcaption>{escaped(chart.title)}</figcaption>{picture}'
            f"<details><summary>{escaped(self._words.chart_data)}{hidden}</summary>"
            f"{self._chart_table(chart)}</details></figure>"
        )

    def _chart_table(self, chart: Chart) -> str:
        names = "".join(f'<th scope="col" class="doc-figure">{escaped(series.name)}</th>' for series in chart.series)
        rows = []
        for number, category in enumerate(chart.categories):
            figures = [series.figures[number] for series in chart.series]
            written = (self._line.figure(figure) if figure else "–" for figure in figures)
            cells = "".join(f'<td class="doc-figure">{each}</td>' for each in written)
            rows.append(f'<tr><th scope="row">{escaped(category)}</th>{cells}</tr>')
        targets = "".join(f"<li>{escaped(target.label)}</li>" for target in chart.targets)
        heads = f'<tr><th scope="col">{escaped(chart.category_label)}</th>{names}</tr>'
        return (
            f'<table class="doc-plain"><thead>{heads}</thead>'
            f"<tbody>{''.join(rows)}</tbody></table>{f'<ul>{targets}</ul>' if targets else ''}"
        )


def _picture(picture: Picture) -> str:
    caption = f"<figcaption>{escaped(picture.caption)}</figcaption>" if picture.caption else ""
    size = f'width="{picture.width}" height="{picture.height}"'
    return (
        f'<figure class="doc-picture"><img src="{data_address(picture)}" {size} alt="{escaped(picture.alt)}">'
        f"{caption}</figure>"
    )
