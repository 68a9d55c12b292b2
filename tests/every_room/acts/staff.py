"""Staff figures."""

from datetime import date
from typing import Any

from tertial.domain.staffing.turnover import Leaving, Standing
from tertial.staff.incoming.reading import TextFile, read
from tertial.staff.models import StaffData
from tertial.staff.queries.within import units_within
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.staff import HEAD, ROW


def _files(place: SmallMunicipality) -> dict[str, Any]:
    unit = place.units["KS"]
    file = TextFile("februari.csv", [(1, HEAD), (2, ["2024-02", *ROW[1:]])])
    return {"unit": unit, "sent": read(StaffData.HOURS, [file], units_within(unit), today=date(2024, 6, 30))}


CALLS = {
    "staff.apply_import": Call(_files),
    "staff.undo_import": Call(lambda place: {"done": place.rooms["staff"].done}),
    "staff.save_turnover_definition": Call(
        lambda place: {
            "municipality": place.units["BY"],
            "key": "ny",
            "name": "Ny",
            "explanation": "",
            "leaving": Leaving.GONE_SINCE_LAST_YEAR,
            "standing": Standing.PERMANENT_LAST_YEAR,
            "used": False,
        }
    ),
}
