"""The roles a person can have in a unit, and the rights that come with each."""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _

from tertial.things.rights import Right

RIGHT_WORDS = {
    Right.READ: _("Read plans, outcomes, texts and reports"),
    Right.REPORT: _("Enter outcomes, write texts, follow up assignments and assess"),
    Right.APPROVE: _("Approve assessments and judgements of internal control"),
    Right.PLAN: _("Change goals, indicators, targets and assignments, and copy the plan forward"),
    Right.ADMINISTER: _(
        "Change units, people, roles, the steering model, codes, statement layouts and report templates"
    ),
}


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
