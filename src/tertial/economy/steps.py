"""The steps of setting up the coding and the statements."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.economy.models import Code, Dimension, Statement
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step


def _codes(municipality: Unit) -> Progress:
    """Done once lines can be led to a unit: until then they count nowhere."""
    codes = Code.objects.filter(municipality=municipality)
    number, led = codes.count(), codes.filter(dimension=Dimension.UNIT, unit__isnull=False).count()
    if not number:
        return Progress()
    text = ngettext("%(number)s code", "%(number)s codes", number) % {"number": number}
    if not led:
        return Progress(_("%(codes)s, but no unit of the ledger belongs to a unit yet") % {"codes": text})
    return Progress(text, done=True)


def _statements(municipality: Unit) -> Progress:
    number = Statement.objects.filter(municipality=municipality).values("key").distinct().count()
    text = ngettext("%(number)s statement", "%(number)s statements", number) % {"number": number}
    return Progress(text if number else "", done=bool(number))


def _all_codes(_municipality: Unit, _period: Period) -> str:
    return reverse("economy:all_codes")


def _layouts(_municipality: Unit, _period: Period) -> str:
    return reverse("economy:layouts")


CODING = Step(
    order=40,
    key="coding",
    word=gettext_noop("Coding"),
    why=gettext_noop(
        "Accounts, units and activities of your economy system, read from a file: the figures hang on them."
    ),
    progress=_codes,
    page=_all_codes,
    presets="economy",
)
STATEMENTS = Step(
    order=45,
    key="statements",
    word=gettext_noop("Statement layouts"),
    why=gettext_noop("The rows of the statements, and which accounts and activities each of them sums."),
    progress=_statements,
    page=_layouts,
    presets="economy",
)
