"""The few figures that say where staff stand, and where they are heading."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.domain.document import Shape, StatusMark, Tone
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, round_half_up
from tertial.domain.staffing.sick_leave import EVERYONE, Cause, Share
from tertial.organisation.models import Unit
from tertial.staff.cells import count
from tertial.staff.figure_names import HME, TURNOVER, SickLeaveName
from tertial.staff.queries.coverage import lacking_words
from tertial.staff.queries.headcount import read_headcount
from tertial.staff.queries.sick_leave import read_sick_leave
from tertial.staff.queries.survey import read_survey
from tertial.staff.queries.turnover import read_turnover
from tertial.staff.words import cause_word, named


@dataclass(frozen=True, slots=True)
class Headline:
    """One figure with its change; `url` leads to how it was worked out."""

    label: str
    value: str
    url: str
    change: str = ""
    mark: StatusMark | None = None
    note: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether there is a value, and not the words for why there is none."""
        return self.value not in {cause_word(cause) for cause in Cause}


def headlines(unit: Unit, period: Period) -> list[Headline]:
    """Employees, turnover, sick leave and HME of a unit."""
    return [_employees(unit, period), _turnover(unit, period), _sick_leave(unit, period), _hme(unit, period)]


def _employees(unit: Unit, period: Period) -> Headline:
    reading = read_headcount(unit, period)
    label = _("Employees, %(month)s") % {"month": named(reading.now.month)} if reading.now else _("Employees")
    value = str(reading.now.all) if reading.now else cause_word(Cause.NO_DATA)
    said = ""
    if reading.change is not None and reading.before is not None:
        change = {"change": _signed(count(reading.change)), "month": named(reading.before.month)}
        said = (_("%(change)s since %(month)s") if change["change"] else _("as many as in %(month)s")) % change
    # More or fewer employees is neither good nor bad in itself.
    return Headline(label, value, _url(unit, period, "employees"), said, note=_lacking(reading.lacking))


def _lacking(lacking: Mapping[str, list[str]]) -> str:
    return " ".join(map(sentence, lacking_words(lacking)))


def _turnover(unit: Unit, period: Period) -> Headline:
    reading = read_turnover(unit, period)
    used = reading.used
    value = format_quantity(used.now, with_unit=True) if used and used.now else cause_word(Cause.NO_DATA)
    change = used.change if used else None
    named_by = used.definition.name if used and used.now else ""
    note = f"{named_by} {_lacking(reading.lacking)}".strip()
    return Headline(
        _("Turnover"), value, _url(unit, period, TURNOVER), _signed(change), _mark(change, higher_is_better=False), note
    )


def _sick_leave(unit: Unit, period: Period) -> Headline:
    reading = read_sick_leave(unit, period.year)
    compared = reading.compared(period)
    covered = reading.covered(period)
    note = ""
    if covered and covered[-1].end < period.end:
        note = _("Imported up to and including %(month)s.") % {"month": named(covered[-1])}
    projected = reading.projected(period)
    if covered and not period.is_year and not isinstance(projected, Cause):
        sentence = _("The year ends at %(percent)s if the months that remain turn out as last year.")
        note = f"{note} {sentence % {'percent': format_quantity(projected, with_unit=True)}}".strip()
    note = f"{note} {_lacking(reading.lacking_in(period))}".strip()
    name = str(SickLeaveName(EVERYONE))
    change = compared.change
    return Headline(
        _("Sick leave"),
        _printed(compared.now),
        _url(unit, period, name),
        _signed(change),
        _mark(change, higher_is_better=False),
        note,
    )


def _hme(unit: Unit, period: Period) -> Headline:
    of_year = read_survey(unit, period.year)
    now, before = of_year.total, read_survey(unit, period.year - 1).total
    note = _lacking({str(period.year): list(of_year.lacking)}) if of_year.lacking else ""
    change = None
    if not isinstance(now, Cause) and not isinstance(before, Cause):
        change = Quantity(now.value - before.value, now.unit, now.decimals)
    return Headline(
        _("HME"), _printed(now), _url(unit, period, HME), _signed(change), _mark(change, higher_is_better=True), note
    )


def _printed(share: Share) -> str:
    return cause_word(share) if isinstance(share, Cause) else format_quantity(share, with_unit=True)


def _url(unit: Unit, period: Period, name: str) -> str:
    return reverse("staff:figure", args=[unit.code, period.key, name])


def _signed(change: Quantity | None) -> str:
    """The change with its sign; nothing where there is none, which the mark says in words."""
    if change is None or not round_half_up(change.value, change.decimals):
        return ""
    sign = "+" if round_half_up(change.value, change.decimals) > 0 else ""
    return f"{sign}{format_quantity(change, with_unit=True)}"


def _mark(change: Quantity | None, *, higher_is_better: bool) -> StatusMark | None:
    if change is None:
        return None
    printed = round_half_up(change.value, change.decimals)
    if printed == 0:
        return StatusMark(_("Unchanged since last year"), Shape.NEAR, Tone.NEUTRAL)
    word = _("Higher than last year") if printed > 0 else _("Lower than last year")
    good = (printed > 0) == higher_is_better
    return StatusMark(word, Shape.CHECK if good else Shape.WARNING, Tone.GOOD if good else Tone.FAIR)
