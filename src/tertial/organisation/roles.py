"""The roles a person can have in a unit, and the rights that come with each."""

from collections.abc import Mapping
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(StrEnum):
    """One kind of thing that may be done in a unit."""

    READ = "read"
    REPORT = "report"
    APPROVE = "approve"
    PLAN = "plan"
    ADMINISTER = "administer"


class Role(models.TextChoices):
    """What someone is in a unit; inherited by every unit below."""

    READER = "reader", _("Reader")
    REPORTER = "reporter", _("Reporter")
    COORDINATOR = "coordinator", _("Coordinator")
    APPROVER = "approver", _("Approver")
    ADMINISTRATOR = "administrator", _("Administrator")


RIGHTS: Mapping[Role, frozenset[Right]] = {
    Role.READER: frozenset({Right.READ}),
    Role.REPORTER: frozenset({Right.READ, Right.REPORT}),
    Role.COORDINATOR: frozenset({Right.READ, Right.REPORT, Right.PLAN}),
    Role.APPROVER: frozenset({Right.READ, Right.REPORT, Right.APPROVE}),
    Role.ADMINISTRATOR: frozenset(Right),
}
