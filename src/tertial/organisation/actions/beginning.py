"""The first writes of an installation: its municipality and its first administrator, all or nothing."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from tertial.accounts import start_code
from tertial.accounts.actions import choose_language, save_person, set_hashed_password
from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.organisation.actions.roles import give_role
from tertial.organisation.actions.units import save_unit
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role


@transaction.atomic
def begin_with_code(
    *, digest: str, you: dict[str, str], municipality: dict[str, str], year: int, language: str
) -> tuple[Person, Unit]:
    """Uses the code up, and makes the municipality and whoever begins its administrator.

    `you` holds name, title, email and the password as `accounts.actions.hashed` gives it; `municipality` name, number
    and code. Raises BegunAlready, CodeRefused, PersonNotSaved or UnitNotSaved.
    """
    start_code.use(digest)
    by = the_system()
    unit = _municipality(by, municipality, year)
    person = save_person(by=by, email=you["email"], name=you["name"], title=you["title"])
    set_hashed_password(by=by, person=person, password=you["password"])
    choose_language(person=person, language=language)
    give_role(by=by, person=person, unit=unit, role=Role.ADMINISTRATOR)
    return person, unit


def _municipality(by: Person, written: dict[str, str], year: int) -> Unit:
    """The municipality that stands here already, as an imported structure leaves it, or a new one.

    It exists from the year that is begun with, and at the latest from this one.
    """
    there = Unit.objects.filter(parent=None).order_by("code").first()
    first_day = date(min(year, timezone.localdate().year), 1, 1)
    return save_unit(
        by=by,
        unit=there,
        parent=None,
        kind=there.kind if there is not None else UnitKind.MUNICIPALITY,
        valid_from=min(there.valid_from, first_day) if there is not None else first_day,
        code=written["code"],
        name=written["name"],
        number=written["number"],
    )
