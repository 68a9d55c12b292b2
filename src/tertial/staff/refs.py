"""What refs to staff figures, imports and definitions of turnover stand for."""

from django.db.models import Q
from django.urls import reverse

from tertial.domain.ref import Ref
from tertial.organisation.tracing import Traced, register
from tertial.staff.live_figures import KIND, labels, parse_ref
from tertial.staff.models import StaffImport, TurnoverDefinition
from tertial.staff.queries.imports import imports_behind
from tertial.staff.words import named
from tertial.things.finding import unknown


def register_kinds() -> None:
    """Lets figures of staff, and what they were imported with, be traced."""
    register(KIND, _figure)
    register("staffimport", _import)
    register("turnoverdefinition", _definition)


def _figure(ref: Ref) -> Traced:
    found = parse_ref(ref)
    if found is None:
        raise unknown(ref)
    url = reverse("staff:figure", args=[found.unit.code, found.period.key, found.name])
    refs = [Ref("staffimport", number) for number in imports_behind(found.unit, found.period, found.name)]
    name = f"{labels().get(found.name, found.name)}, {named(found.period)}"
    return Traced(name, [found.unit], url, Q(ref__in=refs))


def _import(ref: Ref) -> Traced:
    done = StaffImport.objects.select_related("unit").get(pk=ref.row)
    period = done.periods[-1] if done.periods else ""
    url = reverse("staff:imports", args=[done.unit.code, period])
    return Traced(str(done), [done.unit], url, Q(ref=Ref("staffimport", done.pk)))


def _definition(ref: Ref) -> Traced:
    definition = TurnoverDefinition.objects.select_related("municipality").get(pk=ref.row)
    unit = definition.municipality
    last = StaffImport.objects.order_by("-pk").values_list("periods", flat=True).first() or ["2024"]
    url = reverse("staff:employees", args=[unit.code, last[-1][:4]])
    return Traced(definition.name, [unit], url, Q(ref=Ref("turnoverdefinition", definition.pk)))
