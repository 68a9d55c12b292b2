"""Written text as HTML for reading on a page; a report has its own renderer with headings, tables and notes."""

from collections.abc import Iterable
from html import escape

from tertial.domain.document.blocks import List, Paragraph
from tertial.domain.document.printing import figure_text, run_text
from tertial.domain.document.runs import Figure, Run, Runs


def rich_html(blocks: Iterable[Paragraph | List]) -> str:
    """The blocks as `p`, `ul` and `ol`; every word is escaped, a figure keeps its ref in `data-ref`."""
    return "".join(_block(block) for block in blocks)


def _block(block: Paragraph | List) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_line(block.runs)}</p>"
    name = "ol" if block.ordered else "ul"
    items = "".join(f"<li>{_line(item)}</li>" for item in block.items)
    return f"<{name}>{items}</{name}>"


def _line(runs: Runs) -> str:
    return "".join(_run(run) for run in runs)


def _run(run: Run) -> str:
    if isinstance(run, Figure):
        return f'<span class="live-figure" data-ref="{escape(run.ref)}">{escape(figure_text(run))}</span>'
    html = escape(run_text(run))
    if run.emphasis:
        html = f"<em>{html}</em>"
    if run.strong:
        html = f"<strong>{html}</strong>"
    return f'<a href="{escape(run.href)}" rel="noopener noreferrer">{html}</a>' if run.href else html
