"""Texts, and what stands under them."""

from typing import Any

from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.document.pasted_table import read_pasted
from tertial.goals.models import Goal
from tertial.texts.models import Attachment, TextSection
from tertial.texts.subjects import TextPlace, text_place
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import YEAR, SmallMunicipality

_DOCUMENT = rich_text_to_json(from_plain_text("Nytt."))


def _goal(place: SmallMunicipality) -> Goal:
    return place.goal


def _address(place: SmallMunicipality) -> dict[str, Any]:
    return {"unit": place.plan.unit, "subject": place.goal.ref, "slot": "motivation", "period": "2024"}


def _section(place: SmallMunicipality) -> TextSection:
    return TextSection.objects.get(subject=place.goal.ref, slot="motivation")


def _place(place: SmallMunicipality) -> TextPlace:
    return text_place(place.goal.ref, "motivation", YEAR)


def _picture(place: SmallMunicipality) -> Attachment:
    return place.rooms["free"].picture


def _written(place: SmallMunicipality) -> dict[str, Any]:
    return {**_address(place), "document": _DOCUMENT, "revision": _section(place).revision}


def _attachment(place: SmallMunicipality) -> dict[str, Any]:
    return {"place": _place(place), "attachment": _picture(place)}


CALLS = {
    "texts.save_text": Call(_written, _goal, "responsible"),
    "texts.adopt_text": Call(_written, _goal, "responsible"),
    "texts.import_text": Call(lambda place: {**_address(place), "document": _DOCUMENT}, _goal, "responsible"),
    "texts.restore_version": Call(
        lambda place: {
            "version": _section(place).versions.latest("number"),
            "revision": _section(place).revision,
        },
        _goal,
        "responsible",
    ),
    "texts.save_picture": Call(
        lambda place: {**_attachment(place), "alternative": "En ruta."}, _picture, "responsible", _goal
    ),
    "texts.save_table": Call(
        lambda place: {"place": _place(place), "caption": "Tabell", "table": read_pasted("a\tb\n1\t2")},
        _goal,
        "responsible",
    ),
    "texts.move_attachment": Call(lambda place: {**_attachment(place), "down": True}, _picture, "responsible", _goal),
    "texts.archive_attachment": Call(_attachment, _picture, "responsible", _goal),
    "texts.restore_attachment": Call(_attachment, _picture, "responsible", _goal),
}
