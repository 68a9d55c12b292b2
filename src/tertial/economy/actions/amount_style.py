"""Writes of how a municipality prints amounts."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.validity import ALWAYS, EARLIEST, LATEST
from tertial.economy.models import AmountStyle
from tertial.economy.models.amounts import MOST_DECIMALS
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("amount_sign", "deviation_sign", "money_unit", "decimals")


class StyleNotSaved(DomainError):
    """Amounts cannot be printed as it is given."""


@transaction.atomic
def save_amount_style(
    *, by: Person, municipality: Unit, values: Mapping[str, Any], valid_from: int = ALWAYS
) -> AmountStyle:
    """Sets the signs, the unit and the decimals of amounts (`values`) from a year on; earlier years keep theirs.

    Raises NotAllowed, or StyleNotSaved for a year or a number of decimals that cannot be.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    if valid_from != ALWAYS and not EARLIEST <= valid_from <= LATEST:
        template = gettext_noop("%(year)s is not a year that this can count from; write a year such as 2025.")
        raise StyleNotSaved(Message(template, {"year": str(valid_from)}))
    if not 0 <= values["decimals"] <= MOST_DECIMALS:
        template = gettext_noop("Amounts can have 0 to %(most)s decimals; write one of those.")
        raise StyleNotSaved(Message(template, {"most": MOST_DECIMALS}))
    style = AmountStyle.objects.filter(municipality=municipality, valid_from=valid_from).first()
    before = audit.state(style, FIELDS) if style else {}
    style = style or AmountStyle(municipality=municipality, valid_from=valid_from)
    for name in FIELDS:
        setattr(style, name, values[name])
    style.save()
    after = audit.state(style, FIELDS)
    if not before:
        after |= audit.state(style, ("municipality", "valid_from"))
    if before != after:
        audit.record(person=by, action="amount_style.save", subject=style, before=before, after=after)
    return style
