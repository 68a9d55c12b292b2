"""Writes units, people and roles from their rows."""

from datetime import date

from tertial.domain.workbook.columns import Value
from tertial.domain.workbook.comparing import Change
from tertial.intake.workbook.context import Context
from tertial.organisation import actions
from tertial.organisation.models import RoleAssignment
from tertial.organisation.roles import Role


def unit(context: Context, change: Change) -> None:
    """Adds or changes a unit; one that ends does so later, when those under it have ended."""
    values = change.values
    ends = _day(change.before.get("valid_to")) if change.before is not None else _day(values.get("valid_to"))
    _save_unit(context, change, ends if values.get("valid_to") else None)


def unit_ends(context: Context, change: Change) -> None:
    """Ends a unit."""
    if change.stored and change.differs("valid_to") and change.values.get("valid_to"):
        _save_unit(context, change, _day(change.values["valid_to"]))


def _save_unit(context: Context, change: Change, ends: date | None) -> None:
    values = change.values
    begins = _day(values["valid_from"])
    assert begins is not None  # noqa: S101 - a unit has a first day
    saved = actions.save_unit(
        by=context.by,
        unit=context.unit(values["code"]) if change.stored else None,
        code=str(values["code"]),
        name=str(values["name"]),
        kind=str(values["kind"]),
        parent=context.unit_or_none(values.get("parent")),
        valid_from=begins,
        valid_to=ends,
    )
    if not change.stored and saved.parent is None:
        context.with_rights_read_again()


def _day(value: Value) -> date | None:
    return value if isinstance(value, date) else None


def person(context: Context, change: Change) -> None:
    """Adds a person or changes their details, and opens their account."""
    values = change.values
    details = {"name": str(values["name"]), "title": str(values.get("title") or "")}
    if not change.stored:
        actions.register_person(by=context.by, email=str(values["email"]), **details)
        return
    stored = context.person(values["email"])
    if change.differs("name", "title"):
        actions.change_person(by=context.by, person=stored, email=stored.email, **details)
    if change.differs("active") and values["active"]:
        actions.open_account(by=context.by, person=stored)


def person_leaves(context: Context, change: Change) -> None:
    """Closes an account."""
    if change.values.get("active") is False and (not change.stored or change.differs("active")):
        actions.close_account(by=context.by, person=context.person(change.values["email"]))


def role(context: Context, change: Change) -> None:
    """Gives a role."""
    if not change.stored:
        values = change.values
        given, unit = context.person(values["email"]), context.unit(values["unit"])
        actions.give_role(by=context.by, person=given, unit=unit, role=Role(str(values["role"])))


def role_taken(context: Context, change: Change) -> None:
    """Takes a role back."""
    values = change.values
    if change.stored and values.get("remove"):
        held = {"person": context.person(values["email"]), "unit": context.unit(values["unit"])}
        given = RoleAssignment.objects.select_related("unit", "person").get(**held, role=values["role"])
        actions.take_role(by=context.by, given=given)
