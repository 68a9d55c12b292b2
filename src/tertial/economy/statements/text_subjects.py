"""What is written about a unit's economy: one text a row of its statements."""

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.statements.refs import slot_of
from tertial.economy.statements.view import Statements
from tertial.organisation.models import Unit
from tertial.texts.subjects import SubjectPlace


def economy_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """The economy of a unit, with a text for every row of every statement of its municipality."""
    unit = Unit.objects.filter(ref=Ref("unit", ref.key)).select_related("parent").first()
    if unit is None:
        return None
    return SubjectPlace(
        unit=unit,
        label=_("Economy, %(unit)s") % {"unit": unit.name},
        url=reverse("economy:statements", args=[unit.code, period.key]),
        slots={
            slot_of(layout.key, row.key): f"{layout.title}: {row.label}"
            for layout in Statements(unit, period).layouts
            for row in layout.rows.all()
        },
    )
