"""Writes about units, people and roles, by subject."""

from tertial.organisation.actions.inviting import invite, withdraw_link
from tertial.organisation.actions.leaving import leave
from tertial.organisation.actions.mail import let_mail_be, send_mail_again, send_test_mail
from tertial.organisation.actions.people import (
    change_person,
    close_account,
    give_password_link,
    open_account,
    register_person,
)
from tertial.organisation.actions.roles import give_role, take_role
from tertial.organisation.actions.steps import skip_step, take_up_step
from tertial.organisation.actions.units import add_successor, archive_unit, remove_successor, reopen_unit, save_unit
from tertial.organisation.errors import NotHandedOver, RoleNotSaved, UnitNotSaved

__all__ = [
    "NotHandedOver",
    "RoleNotSaved",
    "UnitNotSaved",
    "add_successor",
    "archive_unit",
    "change_person",
    "close_account",
    "give_password_link",
    "give_role",
    "invite",
    "leave",
    "let_mail_be",
    "open_account",
    "register_person",
    "remove_successor",
    "reopen_unit",
    "save_unit",
    "send_mail_again",
    "send_test_mail",
    "skip_step",
    "take_role",
    "take_up_step",
    "withdraw_link",
]
