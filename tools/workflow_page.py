"""Draws docs/workflows.md from the tables in domain/workflow, or says that it is not as they are.

tools/workflows draw | check
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tertial.domain.workflow import Workflow
from tertial.domain.workflow.every import WORKFLOWS

PAGE = Path(__file__).parents[1] / "docs" / "workflows.md"
HEAD = """# Workflows

Drawn by `tools/workflows draw` from the tables in `src/tertial/domain/workflow`; `make check` compares. What is not in
a table is refused in one sentence. The actions judge by the tables, and pages offer what they allow
([adr/0064](adr/0064-workflows-are-tables.md)).
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join("\n" + "\n".join(_section(workflow)) + "\n" for workflow in WORKFLOWS)


def _section(workflow: Workflow[Any, Any]) -> Iterator[str]:
    yield f"## {workflow.title}"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    for state, word in workflow.states.items():
        yield f"    {state.value} : {word}"
    yield f"    [*] --> {workflow.start.value}"
    for each in workflow.transitions:
        if not each.already:
            yield f"    {each.state.value} --> {each.next.value} : {each.act.value}"
    yield "```"
    yield ""
    yield "| state | act | becomes | what is done | by whom |"
    yield "|---|---|---|---|---|"
    for each in workflow.transitions:
        cells = f"`{each.state.value}` | `{each.act.value}` | `{each.next.value}`"
        said = "; it is done already, and nothing changes" if each.already else ""
        yield f"| {cells} | {workflow.acts[each.act]} | {each.who}{said} |"


def main(words: list[str]) -> int:
    """Writes the page, or compares it; the exit code."""
    if words == ["draw"]:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if words == ["check"]:
        if PAGE.exists() and PAGE.read_text(encoding="utf-8") == page():
            return 0
        print("docs/workflows.md is not as the tables are; run tools/workflows draw.", file=sys.stderr)
        return 1
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
