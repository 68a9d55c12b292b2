"""The free texts of a unit's report, by the names they are stored under."""

from tertial.organisation.models import Unit

KIND = "report"


def subject_of(unit: Unit) -> str:
    """What the free texts of a unit's report are about, whether the unit has goals or not."""
    return f"{KIND}:{unit.pk}"
