"""What the gate needs to know of remedies: reporters of the unit and whoever is responsible report."""

from collections.abc import Sequence

from tertial.economy.models import Remedy
from tertial.organisation.gate import Gated, Guarded, Reporters


def _remedies(rows: Sequence[Remedy]) -> list[Guarded]:
    return [
        Guarded(
            name=str(remedy),
            homes=(remedy.unit_id,),
            also=(Reporters(remedy.unit_id, remedy.responsible_id),),
            archived=str(remedy) if remedy.archived_at is not None else "",
        )
        for remedy in rows
    ]


REMEDY = Gated(Remedy, _remedies)
