"""Database constraints that several rooms need."""

from collections.abc import Iterable
from enum import Enum

from django.db import models
from django.db.models import Q

PERIOD = r"^((19|20|21)[0-9]{2})(-(T[12]|0[1-9]|1[0-2]|01--\1-(02|03|05|06|07|09|10|11)))?$"


def is_period(field: str, name: str) -> models.CheckConstraint:
    """The field holds a period's key, such as `2024`, `2024-T1` or `2024-01--2024-10` (docs/rules/periods.md)."""
    return models.CheckConstraint(condition=Q(**{f"{field}__regex": PERIOD}), name=name)


def is_one_of(field: str, values: Iterable[Enum], name: str) -> models.CheckConstraint:
    """The field holds one of the values."""
    return models.CheckConstraint(condition=Q(**{f"{field}__in": [value.value for value in values]}), name=name)
