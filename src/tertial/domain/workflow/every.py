"""Every workflow there is, in the order of docs/workflows.md."""

from collections.abc import Sequence
from typing import Any

from tertial.domain.workflow.archiving import ARCHIVING
from tertial.domain.workflow.assessment import ASSESSMENT, INDICATOR
from tertial.domain.workflow.imports import IMPORTING
from tertial.domain.workflow.judgement import JUDGEMENT
from tertial.domain.workflow.mail import MAILING
from tertial.domain.workflow.recommendation import RECOMMENDATION
from tertial.domain.workflow.table import Workflow
from tertial.domain.workflow.work import WORKING

WORKFLOWS: Sequence[Workflow[Any, Any]] = (
    ASSESSMENT,
    INDICATOR,
    JUDGEMENT,
    RECOMMENDATION,
    IMPORTING,
    ARCHIVING,
    WORKING,
    MAILING,
)
