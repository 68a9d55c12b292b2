"""The steps of setting up units and people."""

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.steps import Progress, Step, below


def _units(municipality: Unit) -> Progress:
    living = Q(valid_to=None) | Q(valid_to__gte=timezone.localdate())
    number = Unit.objects.filter(living, pk__in=below(municipality)[1:]).count()
    text = ngettext("%(number)s unit below the municipality", "%(number)s units below the municipality", number)
    return Progress(text % {"number": number}, done=True) if number else Progress()


def _people(municipality: Unit) -> Progress:
    number = Person.objects.filter(is_active=True, roles__unit__in=below(municipality)).distinct().count()
    if number < 2:
        return Progress(_("only you so far") if number else "")
    return Progress(
        ngettext("%(number)s person with a role", "%(number)s people with a role", number) % {"number": number},
        done=True,
    )


def _structure(_municipality: Unit, _period: Period) -> str:
    return reverse("organisation:structure")


def _list_of_people(_municipality: Unit, _period: Period) -> str:
    return reverse("organisation:people")


UNITS = Step(
    order=10,
    key="units",
    word=gettext_noop("Units"),
    why=gettext_noop("Committees, departments and companies: plans, figures and roles belong to them."),
    progress=_units,
    page=_structure,
)
PEOPLE = Step(
    order=20,
    key="people",
    word=gettext_noop("People"),
    why=gettext_noop("Whoever plans, reports and approves, each with roles in units. They can take over steps here."),
    progress=_people,
    page=_list_of_people,
)
