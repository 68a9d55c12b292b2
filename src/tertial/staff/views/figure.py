"""How one figure was worked out: its hours month by month, and the files they came with."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.common.policies import NotThere
from tertial.domain.document import figure_text
from tertial.domain.message import Message, gettext_noop
from tertial.domain.numbers_sv import format_decimal
from tertial.domain.staffing.sick_leave import Hours
from tertial.organisation.workplace import Workplace, enter
from tertial.staff.figure_names import CHANGE, HME, SICK_LEAVE_NAMES, SIZE, TURNOVER, SickLeaveName, base_of, staff_ref
from tertial.staff.live_figures import StaffFigures, is_figure_name, label_of, labels
from tertial.staff.models import StaffImport
from tertial.staff.queries.imports import imports_behind
from tertial.staff.words import named


@dataclass(frozen=True, slots=True)
class HoursLine:
    """The hours of a month, or of all of them, as printed."""

    name: str
    part: str
    whole: str


@require_GET
def figure(request: HttpRequest, code: str, period: str, name: str) -> HttpResponse:
    """The figure, what it was worked out from, and with which imports that came."""
    workplace = enter(request, code, period)
    if not is_figure_name(name):
        raise NotThere(Message(gettext_noop("No figure about staff is called %(name)s."), {"name": name}))
    base, ending = base_of(name)
    figures = StaffFigures(workplace.unit, workplace.period)
    found = figures.figure(staff_ref(workplace.unit, workplace.period.key, name))
    done = imports_behind(workplace.unit, workplace.period, name)
    context: dict[str, Any] = {
        "workplace": workplace,
        "period": workplace.period,
        "period_name": named(workplace.period),
        "here": "",
        "label": _label(base, ending),
        "printed": figure_text(found) if found else "",
        "unit_of_measure": found.quantity.unit.value if found else "",
        "imports": StaffImport.objects.filter(pk__in=done).select_related("applied_by"),
    }
    if base in SICK_LEAVE_NAMES:
        context |= _hours(figures, workplace, SICK_LEAVE_NAMES[base])
    elif base.startswith(TURNOVER):
        reading = figures.turnover(workplace.unit, workplace.period)
        context["definitions"] = [each.definition for each in reading.by_definition]
    elif base.startswith(HME):
        context["is_index"] = True
    return render(request, "staff/figure.html", context)


def _label(base: str, ending: str) -> str:
    label = label_of(SICK_LEAVE_NAMES[base]) if base in SICK_LEAVE_NAMES else labels().get(base, base)
    if base.startswith(f"{TURNOVER}-"):
        label = labels()[TURNOVER]
    return _("%(figure)s, change since last year") % {"figure": label} if ending in {CHANGE, SIZE} else label


def _hours(figures: StaffFigures, workplace: Workplace, name: SickLeaveName) -> dict[str, Any]:
    """The hours of every month, unless the group is too small for anyone to see them."""
    reading = figures.sick_leave(workplace.unit, workplace.period.year)
    if not reading.shows(name.group, workplace.period.year):
        return {"too_few": True}
    months = reading.covered(workplace.period)
    lines = [_line(named(month).capitalize(), reading.hours((month,), name.group), name) for month in months]
    return {
        "lines": lines,
        "total": _line(_("Total"), reading.hours(months, name.group), name),
        "part_label": _("Sick hours of 60 days or more") if name.long else _("Sick hours"),
        "whole_label": _("All sick hours") if name.long else _("Ordinary hours"),
    }


def _line(label: str, hours: Hours, name: SickLeaveName) -> HoursLine:
    if name.long:
        return HoursLine(label, _printed(hours.long), _printed(hours.all_sick))
    part = hours.all_sick if name.length is None else hours.of(name.length)
    return HoursLine(label, _printed(part), _printed(hours.ordinary))


def _printed(hours: Decimal) -> str:
    return format_decimal(hours, 2)
