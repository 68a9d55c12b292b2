"""Applying a configuration: all of it or nothing, by the actions that people also use."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common.policies import NotAllowed
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.things.configuration.declared import sections
from tertial.things.configuration.differences import Difference, differences
from tertial.things.configuration.errors import UnusableConfiguration
from tertial.things.configuration.file import Told
from tertial.things.configuration.rows import key_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change in a municipality; `mark` is the same as long as file and structure are."""

    told: Told
    differences: Sequence[Difference]
    mark: str


def plan_for(municipality: Any, told: Told) -> Plan:  # noqa: ANN401 - a unit, which stands above this room
    """What would be made and changed. Nothing is written."""
    found: list[Difference] = []
    here = {section.name: section.read(municipality) for _many, section in sections()}
    for many, section in sections():
        found += differences(many, section, here[section.name], told[section.name])
    mark = hashlib.sha256(json.dumps([here, told], sort_keys=True, default=str).encode()).hexdigest()
    return Plan(told, tuple(found), mark)


@transaction.atomic
def apply(*, by: Person, municipality: Any, plan: Plan) -> None:  # noqa: ANN401
    """Makes and changes what the plan tells. Raises NotAllowed, UnusableConfiguration, and what the actions raise."""
    for _many, section in sections():
        here = {key_of(section.rows, item): item for item in section.read(municipality)}
        for item in plan.told[section.name]:
            if here.get(key_of(section.rows, item)) == item:
                continue
            try:
                section.write(by, municipality, item)
            except NotAllowed:
                raise
            except DomainError as error:
                template = gettext_noop("%(thing)s: %(why)s Nothing of the configuration was applied.")
                told = {"thing": excerpt(section.called(item)), "why": error.message}
                raise UnusableConfiguration(Message(template, told)) from error
            except (ArithmeticError, AttributeError, KeyError, LookupError, TypeError, ValueError) as error:
                template = gettext_noop(
                    "“%(thing)s” (%(section)s) holds what cannot be used; correct it, or export it again. Nothing of "
                    "the configuration was applied."
                )
                told = {"thing": excerpt(section.called(item)), "section": section.name}
                raise UnusableConfiguration(Message(template, told)) from error
    left = plan_for(municipality, plan.told).differences
    if left:
        template = gettext_noop(
            "“%(thing)s” could not be made as the file tells it; correct it there. Nothing of the configuration was "
            "applied."
        )
        raise UnusableConfiguration(Message(template, {"thing": excerpt(left[0].thing)}))
