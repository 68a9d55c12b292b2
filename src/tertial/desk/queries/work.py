"""Long work as whoever looks after Tertial sees it: what is under way, what waits, what failed, what is done."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.document.status import Shape, StatusMark, Tone
from tertial.domain.ref import Ref
from tertial.domain.workflow.work import OPEN, WORKING, WorkState
from tertial.things.finding import find
from tertial.things.kinds import Held
from tertial.things.models import Work
from tertial.things.work import long_work, workers
from tertial.things.work.progress import not_running, progress_of, was_killed

_MOST = 200
_SHAPES = {
    WorkState.WAITING: (Shape.PAUSED, Tone.NEUTRAL),
    WorkState.UNDER_WAY: (Shape.HALF, Tone.FAIR),
    WorkState.DONE: (Shape.CHECK, Tone.GOOD),
    WorkState.FAILED: (Shape.CROSS, Tone.POOR),
    WorkState.STOPPED: (Shape.CROSS, Tone.NEUTRAL),
}


@dataclass(frozen=True, slots=True)
class WorkLine:
    """A piece of work: what is done to what, where that is, how it stands, and what may be done about it."""

    row: Work
    what: str
    thing: str
    page: str
    mark: StatusMark
    told: str
    percent: int | None
    can_stop: bool
    can_be_tried_again: bool


@dataclass(frozen=True, slots=True)
class WorkGroup:
    """Work that stands alike, and what to call that."""

    key: str
    heading: str
    lines: Sequence[WorkLine]


def work_groups() -> list[WorkGroup]:
    """The work there is, what needs a look first; groups without any are left out."""
    rows = list(Work.objects.select_related("asked_by")[:_MOST])
    things = find(row.ref for row in rows)
    newest = _newest(rows)
    lines = [(row.stands, _line(row, things, is_newest=row.pk in newest)) for row in rows]
    groups = (
        ("failed", _("Could not be done"), [line for state, line in lines if state is WorkState.FAILED]),
        ("under-way", _("Under way"), [line for state, line in lines if state is WorkState.UNDER_WAY]),
        ("waiting", _("Waiting"), [line for state, line in reversed(lines) if state is WorkState.WAITING]),
        ("over", _("Over"), [line for state, line in lines if state in {WorkState.DONE, WorkState.STOPPED}]),
    )
    return [WorkGroup(*each) for each in groups if each[2]]


def trouble_with_workers() -> str:
    """What is wrong where no background process runs; empty where one does."""
    return "" if workers.alive().exists() else not_running()


def _newest(rows: Iterable[Work]) -> set[int]:
    """Of the works on the same thing the one that was asked for last, by number; the others are overtaken."""
    newest: dict[tuple[str, Ref, str], int] = {}
    for row in rows:
        key = (row.name, row.ref, row.variant)
        newest[key] = max(row.pk, newest.get(key, 0))
    return set(newest.values())


def _line(row: Work, things: dict[Ref, Held], *, is_newest: bool) -> WorkLine:
    known, thing = long_work(row.name), things.get(row.ref)
    progress = progress_of(row, otherwise="") if row.is_open else None
    told = sentence(from_json(row.error)) if row.error else ""
    failed = row.stands in {WorkState.FAILED, WorkState.STOPPED}
    shape, tone = (Shape.CROSS, Tone.POOR) if was_killed(row) else _SHAPES[row.stands]
    return WorkLine(
        row=row,
        what=", ".join(filter(None, (_(known.told), known.detail(row)))) if known else row.name,
        thing=thing.name if thing else "",
        page=thing.page if thing else "",
        mark=StatusMark(_(WORKING.states[row.stands]), shape, tone),
        told=progress.phase if progress else told,
        percent=progress.percent if progress else None,
        can_stop=row.stands in OPEN and known is not None and known.stop is not None,
        can_be_tried_again=failed and is_newest and known is not None and thing is not None,
    )
