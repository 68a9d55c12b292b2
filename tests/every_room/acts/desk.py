"""Presets."""

from tertial.desk.presets.files import presets
from tests.every_room.acts.call import Call

CALLS = {
    "desk.take_preset": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "preset": next(each for each in presets() if each.key == "activities"),
        }
    )
}
