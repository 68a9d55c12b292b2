"""The step of importing the ledger."""

from django.db.models import Count, Sum
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.economy.models import LedgerImport
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step


def _imported(municipality: Unit) -> Progress:
    standing = LedgerImport.objects.filter(municipality=municipality, undone_at=None)
    found = standing.aggregate(imports=Count("pk"), lines=Sum("line_count"))
    if not found["imports"]:
        return Progress()
    imports = ngettext("%(number)s import", "%(number)s imports", found["imports"]) % {"number": found["imports"]}
    return Progress(_("%(imports)s, %(lines)s lines") % {"imports": imports, "lines": found["lines"]}, done=True)


def _imports(municipality: Unit, period: Period) -> str:
    return reverse("intake:imports", args=[municipality.code, period.key, "ekonomi"])


LEDGER = Step(
    order=50,
    key="ledger",
    word=gettext_noop("Ledger"),
    why=gettext_noop(
        "The year's lines from your economy system, as SIE or a table; outcome and deviation are read from them."
    ),
    progress=_imported,
    page=_imports,
    after=("coding",),
)
