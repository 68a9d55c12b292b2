"""Report templates, and the sections that people add to chapters."""

from tertial.reports.models import ChapterEntry, ReportKind, ReportTemplate
from tests.every_room.acts.call import Call
from tests.shared.small_municipality import TEMPLATE, YEAR, SmallMunicipality


def _entry(place: SmallMunicipality) -> ChapterEntry:
    found: ChapterEntry = place.rooms["free"].entry
    return found


CALLS = {
    "reports.save_template": Call(
        lambda place: {"unit": place.units["KS"], "kind": ReportKind.ANNUAL, "declaration": TEMPLATE}
    ),
    "reports.archive_template": Call(
        lambda place: {"template": ReportTemplate.objects.get(unit=place.units["KS"], kind=ReportKind.ANNUAL)}
    ),
    "reports.add_entry": Call(
        lambda place: {"unit": place.units["KS"], "period": YEAR, "slot": "handelser", "heading": "Ny"}
    ),
    "reports.rename_entry": Call(lambda place: {"entry": _entry(place), "heading": "Ny"}, _entry),
    "reports.move_entry": Call(lambda place: {"entry": _entry(place), "down": True}, _entry),
    "reports.archive_entry": Call(lambda place: {"entry": _entry(place)}, _entry),
    "reports.restore_entry": Call(lambda place: {"entry": _entry(place)}, _entry),
}
