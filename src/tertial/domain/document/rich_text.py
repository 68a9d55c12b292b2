"""Written text as the editor stores it (ProseMirror JSON, few nodes), checked, and turned into blocks.

`doc` holds `paragraph`, `bulletList` and `orderedList`; a list holds `listItem`, each with one paragraph; a paragraph
holds `text` with the marks `bold`, `italic` and `link`, and `figure` with `attrs.ref`, a live figure.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tertial.domain.document.blocks import List, Paragraph
from tertial.domain.document.runs import Figure, Run, Text
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref

MISSING_FIGURE = "[?]"
REF = r"[\w.-]{1,60}(?::[\w.-]{1,60}){0,7}"
_TYPED_FIGURE = re.compile(rf"\[\[({REF})\]\]")


@dataclass(frozen=True, slots=True)
class LiveFigure:
    """A place in a text where the figure at `ref` is printed as it stands today."""

    ref: Ref


RichRun = Text | LiveFigure
Line = tuple[RichRun, ...]


@dataclass(frozen=True, slots=True)
class RichParagraph:
    """One paragraph as written."""

    line: Line


@dataclass(frozen=True, slots=True)
class RichList:
    """A list as written."""

    items: tuple[Line, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class RichText:
    """A written text whose figures are not yet looked up."""

    blocks: tuple[RichParagraph | RichList, ...] = ()


def to_blocks(
    rich_text: RichText, resolve: Callable[[Ref], Figure | None], *, missing: str = MISSING_FIGURE
) -> tuple[tuple[Paragraph | List, ...], tuple[Finding, ...]]:
    """The text as blocks, with its live figures looked up; empty paragraphs fall away.

    A figure that `resolve` does not know is printed as `missing` and gives the finding `unknown-figure`.
    """
    findings: list[Finding] = []

    def run_of(rich_run: RichRun) -> Run:
        if isinstance(rich_run, Text):
            return rich_run
        figure = resolve(rich_run.ref)
        if figure is not None:
            return figure
        findings.append(_unknown_figure(rich_run.ref))
        return Text(missing, strong=True)

    def block_of(block: RichParagraph | RichList) -> Paragraph | List:
        if isinstance(block, RichParagraph):
            return Paragraph(tuple(map(run_of, block.line)))
        return List(tuple(tuple(map(run_of, item)) for item in block.items), block.ordered)

    blocks = tuple(block_of(block) for block in rich_text.blocks if not _is_blank(block))
    return blocks, tuple(findings)


def plain_text(rich_text: RichText, resolve: Callable[[Ref], str] | None = None) -> str:
    """The words alone, a blank line between blocks; a live figure is what `resolve` gives, or else left out."""

    def line_text(line: Line) -> str:
        return "".join(run.text if isinstance(run, Text) else resolve(run.ref) if resolve else "" for run in line)

    def block_text(block: RichParagraph | RichList) -> str:
        if isinstance(block, RichParagraph):
            return line_text(block.line)
        signs = [f"{number}. " if block.ordered else "- " for number in range(1, len(block.items) + 1)]
        return "\n".join(sign + line_text(item) for sign, item in zip(signs, block.items, strict=True))

    return "\n\n".join(block_text(block) for block in rich_text.blocks if not _is_blank(block))


def is_empty(rich_text: RichText) -> bool:
    """Whether nothing but spaces has been written."""
    return all(_is_blank(block) for block in rich_text.blocks)


def from_plain_text(text: str) -> RichText:
    """A text typed without an editor: a blank line parts paragraphs, lines that start with `- ` make a list.

    `[[count:indicators_met]]` is a live figure.
    """
    blocks: list[RichParagraph | RichList] = []
    for paragraph in text.replace("\r\n", "\n").split("\n\n"):
        blocks.extend(_blocks_of_lines([line.strip() for line in paragraph.splitlines() if line.strip()]))
    return RichText(tuple(blocks))


def rich_text_to_json(rich_text: RichText) -> dict[str, Any]:
    """The text as the editor stores it; `parse_rich_text` reads it back."""
    return {"type": "doc", "content": [_block_to_json(block) for block in rich_text.blocks]}


def refs(rich_text: RichText) -> tuple[Ref, ...]:
    """What the live figures of the text point at, in reading order."""
    return tuple(
        run.ref for block in rich_text.blocks for line in _lines(block) for run in line if isinstance(run, LiveFigure)
    )


def _unknown_figure(ref: Ref) -> Finding:
    template = gettext_noop("The text shows a figure that does not exist any more (%(ref)s). Pick another.")
    return Finding("unknown-figure", Severity.ERROR, Message(template, {"ref": ref}), ref)


def _lines(block: RichParagraph | RichList) -> tuple[Line, ...]:
    return (block.line,) if isinstance(block, RichParagraph) else block.items


def _is_blank(block: RichParagraph | RichList) -> bool:
    return not any(isinstance(run, LiveFigure) or run.text.strip() for line in _lines(block) for run in line)


def _blocks_of_lines(lines: list[str]) -> list[RichParagraph | RichList]:
    blocks: list[RichParagraph | RichList] = []
    for line in lines:
        last = blocks[-1] if blocks else None
        if line.startswith("- "):
            items = last.items if isinstance(last, RichList) else ()
            block: RichParagraph | RichList = RichList((*items, _typed_line(line[2:].strip())))
        else:
            before = (*last.line, Text(" ")) if isinstance(last, RichParagraph) else ()
            block = RichParagraph(_joined((*before, *_typed_line(line))))
        if last is not None and type(last) is type(block):
            blocks.pop()
        blocks.append(block)
    return blocks


def _typed_line(line: str) -> Line:
    """A typed line, where `[[count:indicators_met]]` is a live figure."""
    parts = _TYPED_FIGURE.split(line)
    runs = (LiveFigure(Ref.parse(part)) if number % 2 else Text(part) for number, part in enumerate(parts))
    return tuple(run for run in runs if isinstance(run, LiveFigure) or run.text)


def _joined(line: Line) -> Line:
    """The line with plain texts that stand side by side made one."""
    joined: list[RichRun] = []
    for run in line:
        if joined and isinstance(run, Text) and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + run.text)
        else:
            joined.append(run)
    return tuple(joined)


def _block_to_json(block: RichParagraph | RichList) -> dict[str, Any]:
    if isinstance(block, RichParagraph):
        return _paragraph_to_json(block.line)
    items = [{"type": "listItem", "content": [_paragraph_to_json(item)]} for item in block.items]
    return {"type": "orderedList" if block.ordered else "bulletList", "content": items}


def _paragraph_to_json(line: Line) -> dict[str, Any]:
    # ProseMirror has no empty text node, so a run without letters is not written.
    content = [_run_to_json(run) for run in line if isinstance(run, LiveFigure) or run.text]
    return {"type": "paragraph", "content": content} if content else {"type": "paragraph"}


def _run_to_json(run: RichRun) -> Mapping[str, Any]:
    if isinstance(run, LiveFigure):
        return {"type": "figure", "attrs": {"ref": run.ref}}
    marks: list[dict[str, Any]] = []
    if run.href:
        marks.append({"type": "link", "attrs": {"href": run.href}})
    marks += [{"type": name} for name, on in (("bold", run.strong), ("italic", run.emphasis)) if on]
    return {"type": "text", "text": run.text, **({"marks": marks} if marks else {})}
