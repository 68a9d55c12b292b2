"""Taking a preset: everything chosen of it in one transaction, and taking that back."""

from collections.abc import Collection, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.common.policies import NotThere
from tertial.desk.models import TakenPreset
from tertial.desk.presets.control import common_items, scale_items
from tertial.desk.presets.economy import code_items, statement_items, table_items
from tertial.desk.presets.files import Preset
from tertial.desk.presets.items import Item, Stands
from tertial.desk.presets.reports import template_items
from tertial.desk.presets.steering import steering_items
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.goals.actions.steering_model import remove_steering_model
from tertial.goals.models import SteeringModel
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things.undo import CannotBeUndone, undo

_PARTS = {"level", "scalestep", "assignmentstatus", "assignmentorigin"}


class NothingToTake(DomainError):
    """Nothing of the preset is new, and nothing is chosen to be replaced."""


def items_of(preset: Preset, municipality: Unit) -> Sequence[Item]:
    """Every piece of the preset, against what the municipality has."""
    return tuple(_items(preset, municipality))


def _items(preset: Preset, municipality: Unit) -> Iterator[Item]:
    if "steering" in preset.tree:
        yield from steering_items(preset.tree["steering"], municipality)
    for make in (code_items, statement_items, table_items, scale_items, common_items, template_items):
        yield from make(preset.tree, municipality)


@transaction.atomic
def take_preset(*, by: Person, municipality: Unit, preset: Preset, replace: Collection[str] = ()) -> TakenPreset:
    """Writes what is new of a preset, and what stands otherwise where its key is among `replace`; the rest is left.

    Raises NotAllowed, NothingToTake, and what the rooms refuse; then nothing is written.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    wanted = [
        item
        for item in items_of(preset, municipality)
        if item.stands is Stands.NEW or (item.stands is Stands.OTHER and item.key in replace)
    ]
    if not wanted:
        template = gettext_noop("Everything in “%(name)s” is there already; choose what is to be replaced.")
        raise NothingToTake(Message(template, {"name": preset.name}))
    with audit.noted() as left:
        for item in wanted:
            item.write(by)
    taken = TakenPreset.objects.create(municipality=municipality, preset=preset.key, taken_at=timezone.now())
    after = {"preset": preset.key, "pieces": [item.name for item in wanted], "entries": [entry.pk for entry in left]}
    audit.record(person=by, action="preset.take", subject=taken, after=after)
    return taken


def take_back(by: Person, entry: AuditEntry, taken: TakenPreset) -> None:
    """Takes back what a preset wrote, the last first.

    What no undo can take away, such as the scales of internal control, stays and can be changed. Raises ChangedSince
    where something has been written over since; then nothing is taken back.
    """
    if taken.taken_back_at is not None:
        raise audit.changed_since(taken)
    entries = AuditEntry.objects.filter(pk__in=entry.after["entries"]).order_by("-pk")
    begun = [each for each in entries if each.action == "steering_model.save" and not each.before]
    stays = []
    for each in entries:
        if each in begun:
            model = SteeringModel.objects.select_related("municipality").get(ref=each.ref)
            remove_steering_model(by=by, model=model)
        elif not (begun and each.ref.kind in _PARTS):
            stays += [] if _taken_back(by, each) else [str(each.ref)]
    taken.taken_back_at = timezone.now()
    taken.save(update_fields=["taken_back_at"])
    audit.record(person=by, action="preset.take_back", subject=taken, after={"preset": taken.preset, "stays": stays})


def not_taken_back(_by: Person, _entry: AuditEntry, _taken: TakenPreset) -> None:
    """A preset that is taken back is taken again on its page, where what it would do is shown first."""
    raise CannotBeUndone(Message(gettext_noop("This cannot be undone; choose the preset once more.")))


def _taken_back(by: Person, entry: AuditEntry) -> bool:
    try:
        with transaction.atomic():
            undo(by=by, entry=entry)
    except (CannotBeUndone, NotThere):
        return False
    return True
