"""The step of importing staff figures."""

from django.utils.translation import ngettext

from tertial.common.shared_pages import IMPORTS
from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step
from tertial.staff.models import StaffImport


def _imported(municipality: Unit) -> Progress:
    number = StaffImport.objects.filter(municipality=municipality, undone_at=None).count()
    text = ngettext("%(number)s import", "%(number)s imports", number) % {"number": number}
    return Progress(text if number else "", done=bool(number))


def _imports(municipality: Unit, period: Period) -> str:
    return IMPORTS.address(municipality.code, period.key, "personal")


STAFF = Step(
    order=70,
    key="staff",
    word=gettext_noop("Staff"),
    why=gettext_noop("Employees, sick leave and the staff survey, from files of the payroll and the survey."),
    progress=_imported,
    page=_imports,
    after=("units",),
)
