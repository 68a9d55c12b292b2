"""The step of setting up the coding."""

from django.urls import reverse
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.economy.models import Code
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step


def _codes(municipality: Unit) -> Progress:
    number = Code.objects.filter(municipality=municipality).count()
    return Progress(
        ngettext("%(number)s code", "%(number)s codes", number) % {"number": number} if number else "",
        done=bool(number),
    )


def _all_codes(_municipality: Unit, _period: Period) -> str:
    return reverse("economy:all_codes")


CODING = Step(
    order=40,
    key="coding",
    word=gettext_noop("Coding"),
    why=gettext_noop(
        "Accounts, units and activities of your economy system, read from a file: the figures hang on them."
    ),
    progress=_codes,
    page=_all_codes,
)
