"""The running texts of the sample files: `**words**` are bold, the rest is as typed without an editor."""

import re
from typing import Any

from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.document.rich_text import Line, RichList, RichParagraph, RichText
from tertial.domain.document.runs import Text

_BOLD = re.compile(r"\*\*(.+?)\*\*")


def written(text: str) -> dict[str, Any]:
    """A text of a sample file as the editor stores it."""
    return rich_text_to_json(RichText(tuple(map(_with_bold, from_plain_text(text.strip()).blocks))))


def _with_bold(block: RichParagraph | RichList) -> RichParagraph | RichList:
    if isinstance(block, RichParagraph):
        return RichParagraph(_bold(block.line))
    return RichList(tuple(map(_bold, block.items)), block.ordered)


def _bold(line: Line) -> Line:
    runs: list[Any] = []
    for run in line:
        if isinstance(run, Text):
            parts = _BOLD.split(run.text)
            runs += [Text(part, strong=bool(number % 2)) for number, part in enumerate(parts) if part]
        else:
            runs.append(run)
    return tuple(runs)
