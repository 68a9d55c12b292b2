"""What a report asks for: what is missing of a goal matters only where the report prints it."""

from collections.abc import Iterable, Iterator

from tertial.domain.finding import Finding
from tertial.goals.text_slots import ANALYSIS, divided_text_ref
from tertial.reports.blocks.goals import GOAL_PARTS
from tertial.reports.declaration import ReportDeclaration


def asked_for(declaration: ReportDeclaration, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings about goals without those on texts and assignments that the template leaves out."""
    printed = _printed(declaration)
    return (finding for finding in findings if _part_of(finding) in {"", *printed})


def _printed(declaration: ReportDeclaration) -> set[str]:
    """The parts of a goal that the template prints; none where no block prints goals."""
    blocks = [block for chapter in declaration.chapters for block in chapter.every_block()]
    printed = {part for block in blocks if block.kind == "goals" for part in block.options.get("parts") or GOAL_PARTS}
    return printed | ({"assignments"} & {block.kind for block in blocks})


def _part_of(finding: Finding) -> str:
    """The part of a goal that a finding is about; empty for one that every report needs."""
    if finding.code.startswith("assignment-"):
        return "assignments"
    if finding.code == "text-missing":
        _about, slot = divided_text_ref(finding.ref)
        return ANALYSIS if slot.startswith(f"{ANALYSIS}-") else slot
    return ""
