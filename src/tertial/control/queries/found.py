"""Risks, measures, controls and recommendations, found by the words that someone searches for."""

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.control.addresses import common_url, thing_url
from tertial.control.belonging import plan_of, units_of
from tertial.control.models import CommonControl, Measure, Recommendation, Risk, SystematicControl
from tertial.domain.message import excerpt
from tertial.domain.period import Period
from tertial.things.searching import Asked, Hit, HitGroup, hit_group

LONGEST_TITLE = 200
Thing = Risk | Measure | SystematicControl | Recommendation


def risks_found(asked: Asked) -> HitGroup:
    """Risks of the units that the person may read, the newest plans first."""
    risks = Risk.objects.filter(having(asked.words, "process", "description"), _within(asked))
    return hit_group(_("Risks"), risks.select_related("plan__unit").order_by("-plan__year", "position", "pk"), _risk)


def measures_found(asked: Asked) -> HitGroup:
    """Measures of those units, the newest plans first."""
    kept = {"risk__plan__archived_at": None, "risk__archived_at": None, "archived_at": None}
    measures = Measure.objects.filter(having(asked.words, "title"), risk__plan__unit__in=asked.units, **kept)
    rows = measures.select_related("risk__plan__unit").order_by("-risk__plan__year", "position", "pk")
    return hit_group(_("Measures"), rows, _measure)


def controls_found(asked: Asked) -> HitGroup:
    """Systematic controls of those units, the newest plans first."""
    controls = SystematicControl.objects.filter(having(asked.words, "process", "name", "method"), _within(asked))
    rows = controls.select_related("plan__unit").order_by("-plan__year", "position", "pk")
    return hit_group(_("Systematic controls"), rows, _control)


def commons_found(asked: Asked) -> HitGroup:
    """Common controls that those units have set or are asked in, the newest first."""
    readable = Q(set_by__in=asked.units) | Q(rows__unit__in=asked.units)
    commons = CommonControl.objects.filter(readable, having(asked.words, "process", "name"), archived_at=None)
    by_year = commons.select_related("set_by").distinct().order_by("-year", "position", "pk")
    return hit_group(_("Common controls"), by_year, lambda control: _common(control, asked))


def recommendations_found(asked: Asked) -> HitGroup:
    """Audit recommendations of those units, the newest plans first."""
    words = having(asked.words, "audit", "record_number", "background", "measure")
    found = Recommendation.objects.filter(words, _within(asked))
    rows = found.select_related("plan__unit").order_by("-plan__year", "position", "pk")
    return hit_group(_("Audit recommendations"), rows, _recommendation)


def _within(asked: Asked) -> Q:
    return Q(plan__unit__in=asked.units, plan__archived_at=None, archived_at=None)


def _risk(risk: Risk) -> Hit:
    return _hit(risk, risk.process)


def _measure(measure: Measure) -> Hit:
    return _hit(measure, measure.risk.process)


def _control(control: SystematicControl) -> Hit:
    return _hit(control, control.process)


def _recommendation(found: Recommendation) -> Hit:
    return _hit(found, found.audit, found.record_number)


def _hit(thing: Thing, *where: str) -> Hit:
    plan = plan_of(thing)
    place = " · ".join(filter(None, [*where, f"{plan.unit.name} {plan.year}"]))
    return Hit(excerpt(str(thing), LONGEST_TITLE), place, thing_url(thing, Period.of_year(plan.year)))


def _common(control: CommonControl, asked: Asked) -> Hit:
    """Seen from a unit that the person may read: the one that has set it, or one that is asked."""
    seen_from = next(unit for unit in units_of(control) if unit.pk in asked.units)
    place = " · ".join(filter(None, [control.process, f"{control.set_by.name} {control.year}"]))
    return Hit(excerpt(control.name, LONGEST_TITLE), place, common_url(control, code=seen_from.code))
