"""What the gate needs to know of answers to findings."""

from collections.abc import Sequence

from tertial.checks.models import FindingAnswer
from tertial.organisation.gate import Gated, Guarded


def _answers(rows: Sequence[FindingAnswer]) -> list[Guarded]:
    return [Guarded(name=row.said, homes=(row.unit_id,)) for row in rows]


ANSWER = Gated(FindingAnswer, _answers)
