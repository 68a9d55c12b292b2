"""What the desk has of its own: presets that a municipality has taken."""

from collections.abc import Collection, Mapping

from django.urls import reverse

from tertial.desk.models import TakenPreset
from tertial.desk.presets.actions import not_taken_back, take_back
from tertial.desk.presets.files import preset
from tertial.domain.message import gettext_noop
from tertial.organisation import gate
from tertial.things import rights
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind, Write
from tertial.things.log_words import Logged, LogGroup
from tertial.things.undo import Undone

_GROUP = LogGroup(170, "presets", gettext_noop("Presets"))


def _called(taken: TakenPreset) -> str:
    known = preset(taken.preset)
    return known.name if known is not None else taken.preset


def _held(taken: TakenPreset, _rest: str) -> Held:
    return Held(called=lambda: _called(taken), way=lambda: reverse("desk:presets"), units=(taken.municipality_id,))


def _names(found: Collection[TakenPreset]) -> Mapping[int, str]:
    return {taken.pk: _called(taken) for taken in found}


KINDS = (
    Kind(
        word="takenpreset",
        one=gettext_noop("Preset that is taken"),
        many=gettext_noop("Presets that are taken"),
        find=stored(TakenPreset, _held),
        writes={
            "preset.take": Write(rights.ADMINISTER, gettext_noop("Took the preset %(subject)s"), take_back),
            "preset.take_back": Write(
                rights.ADMINISTER, gettext_noop("Took back the preset %(subject)s"), not_taken_back
            ),
        },
        facets=(
            Undone(
                model=TakenPreset,
                may=lambda by, taken, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[taken.municipality]),
                page=lambda _taken: reverse("desk:presets"),
                related=("municipality",),
            ),
            Logged(
                group=_GROUP,
                fields={
                    "preset": gettext_noop("preset"),
                    "pieces": gettext_noop("pieces"),
                    "entries": gettext_noop("number of writes"),
                    "stays": gettext_noop("what stays"),
                },
                shaped={"entries": lambda entries: str(len(entries))},
                names=_names,
            ),
        ),
    ),
)
