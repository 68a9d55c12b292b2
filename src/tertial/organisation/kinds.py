"""Units and people as kinds of things."""

from collections.abc import Collection, Mapping
from functools import partial

from django.urls import reverse
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.workflow.mail import MAILING
from tertial.mail.models import Mail
from tertial.organisation import configuration, found, guarded, log_words, writes
from tertial.organisation.actions import undo
from tertial.organisation.gate import whole_municipality
from tertial.organisation.models import Unit
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind
from tertial.things.log_words import Logged, LogGroup
from tertial.things.rights import Right
from tertial.things.searching import Searched


def _unit(unit: Unit, _rest: str) -> Held:
    return Held(
        called=unit.name,
        way=partial(reverse, "organisation:unit", args=[unit.code]),
        units=(unit.pk,),
        archived=unit.valid_to is not None and unit.valid_to < timezone.localdate(),
    )


def _people(keys: Collection[str]) -> Mapping[str, Held]:
    """People belong to the units where they have a role."""
    refs = {key: Ref("person", key) for key in keys}
    people = Person.objects.filter(ref__in=refs.values()).order_by("pk", "roles")
    units: dict[Ref, list[int]] = {}
    told: dict[Ref, tuple[int, str, bool]] = {}
    for ref, number, name, may_sign_in, unit in people.values_list("ref", "pk", "name", "is_active", "roles__unit"):
        told[ref] = number, name, may_sign_in
        units.setdefault(ref, []).extend([unit] if unit is not None else [])
    return {
        key: Held(
            called=told[ref][1],
            way=partial(reverse, "organisation:person", args=[ref]),
            units=tuple(dict.fromkeys(units[ref])),
            owner=told[ref][0],
            archived=not told[ref][2],
        )
        for key, ref in refs.items()
        if ref in told
    }


def _mail(mail: Mail, _rest: str) -> Held:
    """Mail belongs to no unit: to whoever administers all."""
    return Held(
        called=mail.subject,
        way=lambda: f"{reverse('organisation:mail')}#mail-{mail.ref.key}",
        units=whole_municipality().homes,
    )


UNIT = Kind(
    word="unit",
    one=gettext_noop("Unit"),
    many=gettext_noop("Units"),
    find=stored(Unit, _unit),
    writes=writes.UNIT,
    facets=(
        undo.UNIT,
        guarded.UNIT,
        configuration.UNITS,
        Logged(
            group=LogGroup(10, "units", gettext_noop("Units")),
            fields=log_words.FIELDS,
            key_names={"step": log_words.names_of_steps},
            shaped={"entries": log_words.how_many},
        ),
        Searched(60, found.units_found),
    ),
)
PERSON = Kind(
    word="person",
    one=gettext_noop("Person"),
    many=gettext_noop("People"),
    find=_people,
    writes=writes.PERSON,
    seen_with=Right.ADMINISTER,
    facets=(
        undo.PERSON,
        guarded.PERSON,
        Logged(group=LogGroup(20, "people", gettext_noop("People and roles")), fields=log_words.FIELDS),
        Searched(61, found.people_found),
    ),
)

MAIL = Kind(
    word="mail",
    one=gettext_noop("Mail"),
    many=gettext_noop("Mails"),
    find=stored(Mail, _mail),
    writes=writes.MAIL,
    seen_with=Right.ADMINISTER,
    facets=(
        guarded.MAIL,
        Logged(
            group=LogGroup(25, "mail", gettext_noop("Mail")),
            fields={"state": gettext_noop("status")},
            keys={state.value: word for state, word in MAILING.states.items()},
        ),
    ),
)

KINDS = (UNIT, PERSON, MAIL)
