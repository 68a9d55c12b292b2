"""Which entries of the log tell of a thing, where it has parts or is one."""

from collections.abc import Callable
from typing import TypeVar

from django.db.models import Q, QuerySet

from tertial.common.keys import Keyed, kind_of
from tertial.domain.ref import Ref

Thing = TypeVar("Thing", bound=Keyed)


def meant(model: type[Thing], key: str) -> QuerySet[Thing]:
    """The thing that a key begins with, as rows of its model."""
    return model._default_manager.filter(ref__in=Ref(kind_of(model), key).beginnings())


def refs_of(model: type[Keyed], **of: object) -> QuerySet[Keyed, Ref]:
    """The refs of things of a model, such as the parts of another."""
    return model._default_manager.filter(**of).order_by().values_list("ref", flat=True)


def as_of(model: type[Keyed], field: str, history: Callable[[str], Q]) -> Callable[[str], Q]:
    """The history of a part, which is that of the thing that its field points at."""
    return lambda key: history(meant(model, key).values_list(f"{field}__ref", flat=True).get().key)
