"""The free texts of a unit's report, by the names they are stored under."""

from tertial.domain.ref import Ref
from tertial.organisation.models import Unit

KIND, ENTRY = "report", "chapterentry"


def subject_of(unit: Unit) -> Ref:
    """What the free texts of a unit's report are about, whether the unit has goals or not."""
    return Ref(KIND, unit.ref.key)
