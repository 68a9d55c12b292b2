"""The tree as an accessible HTML file that loads nothing, and as a part of a page of the system."""

from functools import cache
from pathlib import Path

from tertial.domain.document import Document, Section
from tertial.reports.charts import Drawings
from tertial.reports.render.head import head_lines
from tertial.reports.render.html_blocks import BlockWriter
from tertial.reports.render.html_inline import AddressOf, LineWriter, escaped
from tertial.reports.render.wording import Words, words_in

STYLESHEET = Path(__file__).parents[1] / "static" / "reports" / "document.css"
DEPTH_OF_CONTENTS = 3


def render_html(document: Document, drawings: Drawings) -> bytes:
    """A whole file in UTF-8: skip link, contents, report; it prints well and reads at 400 % zoom."""
    words = words_in(document.language)
    page = f"""<!DOCTYPE html>
<html lang="{escaped(document.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="Tertial">
<title>{escaped(" – ".join(filter(None, (document.title, document.organisation))))}</title>
<style>
{_stylesheet()}
</style>
</head>
<body class="doc-page">
<a class="doc-skip" href="#report">{escaped(words.skip_to_content)}</a>
<header class="doc-document doc-head">
{_head(document, words)}
</header>
<nav class="doc-contents" aria-labelledby="contents">
<h2 id="contents">{escaped(words.contents)}</h2>
{_contents(document.blocks, DEPTH_OF_CONTENTS)}
</nav>
<main id="report" class="doc-document" tabindex="-1">
{BlockWriter(drawings, words, LineWriter()).write(document.blocks)}
</main>
</body>
</html>
"""
    return page.encode()


def render_fragment(document: Document, drawings: Drawings, address_of: AddressOf | None = None) -> str:
    """The report without page, title and contents, for a page whose own heading is level 1.

    Each figure leads to the address of what it came from, where `address_of` is given.
    The page links the stylesheet `reports/document.css`; everything written in the report is escaped.
    """
    words = words_in(document.language)
    body = BlockWriter(drawings, words, LineWriter(address_of)).write(document.blocks)
    return f'<article class="doc-document" lang="{escaped(document.language)}">\n{body}\n</article>'


@cache
def _stylesheet() -> str:
    return STYLESHEET.read_text(encoding="utf-8").strip()


def _head(document: Document, words: Words) -> str:
    organisation = f'<p class="doc-organisation">{escaped(document.organisation)}</p>' if document.organisation else ""
    subtitle = f'<p class="doc-subtitle">{escaped(document.subtitle)}</p>' if document.subtitle else ""
    lines = "".join(
        f"<div><dt>{escaped(label)}</dt><dd>{escaped(value)}</dd></div>" for label, value in head_lines(document, words)
    )
    facts = f"<dl>{lines}</dl>" if lines else ""
    return f"{organisation}<h1>{escaped(document.title)}</h1>{subtitle}{facts}"


def _contents(blocks: tuple[object, ...], depth: int) -> str:
    entries = "".join(
        f'<li><a href="#{block.anchor}">{escaped(block.title)}</a>{_contents(block.blocks, depth - 1)}</li>'
        for block in blocks
        if isinstance(block, Section)
    )
    return f"<ol>{entries}</ol>" if entries and depth else ""
