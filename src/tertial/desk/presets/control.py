"""The parts of a preset that are about internal control: scales, and controls that all committees answer."""

from collections.abc import Iterator
from decimal import Decimal
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.control.actions.common_controls import (
    CommonGiven,
    QuestionGiven,
    RowGiven,
    save_common_control,
    save_question,
    set_rows,
)
from tertial.control.actions.control_model import ControlWords, save_control_model
from tertial.control.models import CommonControl, ControlModel
from tertial.desk.presets.files import Tree
from tertial.desk.presets.items import Item, Stands
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.tree import unit_tree


def scale_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """The scales of risks and results, where the preset has them."""
    declared = tree.get("control")
    if declared is None:
        return
    stored = ControlModel.objects.filter(municipality=municipality).first()
    alike = stored is not None and (stored.likelihoods, stored.consequences) == (
        declared["likelihoods"],
        declared["consequences"],
    )
    words = [word for word, _limit in (*declared["zones"], *declared["results"])]
    yield Item(
        key="scales",
        name=_("Scales of risks and control results"),
        stands=Stands.NEW if stored is None else Stands.SAME if alike else Stands.OTHER,
        write=partial(_save_scales, municipality=municipality, declared=declared),
        holds=[", ".join(declared["likelihoods"]), ", ".join(declared["consequences"]), ", ".join(words)],
        there=", ".join([*stored.likelihoods, *stored.consequences]) if stored is not None else "",
    )


def _save_scales(by: Person, *, municipality: Unit, declared: Tree) -> None:
    stored = ControlModel.objects.filter(municipality=municipality).first()
    save_control_model(
        by=by,
        municipality=municipality,
        given=ControlWords(
            likelihoods=declared["likelihoods"],
            consequences=declared["consequences"],
            zones=[(word, Decimal(limit)) for word, limit in declared["zones"]],
            results=[(word, Decimal(limit)) for word, limit in declared["results"]],
            statuses=stored.statuses if stored is not None else {},
            decisions=stored.decisions if stored is not None else {},
            words=stored.words if stored is not None else {},
        ),
    )


def common_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """Controls set by the municipality for this year, each found by its key; one that is there is never replaced."""
    year = timezone.localdate().year
    there = set(
        CommonControl.objects.filter(set_by=municipality, year=year, archived_at=None).values_list("key", flat=True)
    )
    for declared in tree.get("common_controls", ()):
        yield Item(
            key=f"control-{declared['key']}",
            name=declared["name"],
            stands=Stands.SAME if declared["key"] in there else Stands.NEW,
            write=partial(_save_common, municipality=municipality, year=year, declared=declared),
            holds=[declared["why"], *(question["label"] for question in declared["questions"])],
        )


def _save_common(by: Person, *, municipality: Unit, year: int, declared: Tree) -> None:
    given = CommonGiven(name=declared["name"], process=declared["process"], why=declared["why"], key=declared["key"])
    control = save_common_control(by=by, set_by=municipality, year=year, given=given)
    for question in declared["questions"]:
        save_question(by=by, control=control, given=QuestionGiven(**question))
    below = (unit for unit in unit_tree().descendants(municipality.pk) if unit.kind == UnitKind.COMMITTEE)
    set_rows(by=by, control=control, rows=[RowGiven(unit) for unit in below])
