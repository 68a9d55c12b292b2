"""What stands beside the result on the overview: the budget frame, the investments, the last import, the findings."""

from collections.abc import Mapping
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.common.period_words import spans_words
from tertial.common.shared_pages import IMPORTS
from tertial.common.wording import sentence
from tertial.domain.finding import Severity
from tertial.domain.numbers_sv import format_decimal, format_quantity
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Measured
from tertial.economy.budget.queries.frame import budget_frame
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.economy.projects.queries.readings import read_all_tables
from tertial.economy.statements.overview import Panel
from tertial.economy.statements.view import Statements
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

MOST_SENTENCES = 4


def panels_of(unit: Unit, period: Period) -> list[Panel]:
    """Every panel that has something to tell, in the order they are read."""
    made = (make(unit, period) for make in (_budget, _used_of_plans, _last_import, _findings))
    return [panel for panel in made if panel is not None]


def _budget(unit: Unit, period: Period) -> Panel | None:
    """The frame of the year and how decisions have changed it; without a frame the way to enter one."""
    reading = budget_frame(unit, period.year)
    url = reverse("economy:budget", args=[unit.code, period.key])
    title = _("Budget frame %(year)s") % {"year": period.year}
    if reading.is_empty:
        return Panel(title, said=[_("No frame has been entered.")], url=url, link=_("The budget"))
    frame = reading.frame
    facts = [(_("Frame"), _mnkr(frame.frame))] if frame.frame is not None else []
    facts.append((_("Adjustments"), _mnkr(frame.adjustments)))
    if frame.transfers:
        facts.append((_("Transfers between units"), _mnkr(frame.transfers)))
    facts.append((_("Adjusted frame"), _mnkr(frame.adjusted)))
    said = [sentence(finding.message) for finding in reading.findings][:MOST_SENTENCES]
    return Panel(title, facts, said, url, _("The budget and its decisions"))


def _used_of_plans(unit: Unit, period: Period) -> Panel | None:
    """How much is used of the first table that shows it; nothing for a unit without one."""
    readings = (each for each in read_all_tables(unit, period) if each.utilisation is not None and each.projects)
    reading = next(readings, None)
    used = reading.utilisation if reading is not None else None
    if reading is None or used is None:
        return None
    shares = ((_("Used"), used.with_reserve), (_("Used, reserve left out"), used.without_reserve))
    facts = [(label, _percent(share)) for label, share in shares if share is not None]
    said = []
    if used.deviation_without_reserve is not None:
        facts.append((_("Deviation without the reserve"), _mnkr(used.deviation_without_reserve)))
    if not facts:
        said = [_("Budget and outcome are not entered for all projects.")]
    url = reverse("economy:projects", args=[unit.code, period.key])
    caption, year = reading.layout.short_caption_for(period.year), str(period.year)
    title = caption if year in caption else f"{caption} {year}"
    return Panel(title, facts, said, url=url, link=_("Projects and grants"))


def _last_import(unit: Unit, period: Period) -> Panel | None:
    """What was read last into the ledger of the year; nothing where nothing was."""
    imports = LedgerImport.objects.filter(municipality=municipality_of(unit), undone_at=None, kind=LedgerKind.OUTCOME)
    of_year = (each for each in imports if any(month // 100 == period.year for month in each.periods))
    last = next(of_year, None)
    if last is None:
        return None
    facts = [
        (_("Imported"), date_format(timezone.localtime(last.applied_at), "Y-m-d H:i")),
        (_("From"), last.source_system),
        (_("Months"), spans_words(map(str, sorted(last.periods)))),
        (_("Lines"), format_decimal(Decimal(last.line_count), 0)),
    ]
    if last.refused_count:
        facts.append((_("Refused rows"), format_decimal(Decimal(last.refused_count), 0)))
    return Panel(_("Last import"), facts, url=IMPORTS.address(unit.code, period.key, "ekonomi"), link=_("All imports"))


def _findings(unit: Unit, period: Period) -> Panel | None:
    """What was noticed about the statements: errors and warnings, each said once."""
    statements = Statements(unit, period)
    said: Mapping[str, None] = dict.fromkeys(
        sentence(finding.message)
        for layout in statements.layouts
        if (view := statements.view(layout.key)) is not None
        for finding in view.reading.findings
        if finding.severity is not Severity.NOTE and (not view.is_empty or finding.code == "unit-moved")
    )
    if not said:
        return None
    shown = list(said)[:MOST_SENTENCES]
    rest = len(said) - len(shown)
    if rest:
        shown.append(ngettext("and %(number)s more", "and %(number)s more", rest) % {"number": rest})
    url = reverse("economy:statements", args=[unit.code, period.key])
    return Panel(_("To check"), said=shown, url=url, link=_("The statements"))


def _mnkr(ore: int) -> str:
    return format_quantity(MONEY_UNITS["mnkr"].quantity(ore), with_unit=True)


def _percent(share: Decimal) -> str:
    return format_quantity(Quantity(share, Measured.PERCENT, 0), with_unit=True)
