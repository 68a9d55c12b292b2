"""What the gate needs to know of the sections that people add to chapters."""

from collections.abc import Sequence

from tertial.organisation.gate import Gated, Guarded
from tertial.reports.models import ChapterEntry


def _entries(rows: Sequence[ChapterEntry]) -> list[Guarded]:
    return [
        Guarded(
            name=entry.heading,
            homes=(entry.unit_id,),
            archived=entry.heading if entry.archived_at is not None else "",
        )
        for entry in rows
    ]


ENTRY = Gated(ChapterEntry, _entries)
