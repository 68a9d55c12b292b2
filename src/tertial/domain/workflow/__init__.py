"""State machines as tables: what can be done with a thing in each of its states (docs/workflows.md)."""

from tertial.domain.workflow.table import NotNow, Transition, Workflow

__all__ = ["NotNow", "Transition", "Workflow"]
