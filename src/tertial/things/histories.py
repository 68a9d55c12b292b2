"""Which entries of the log tell of a thing, where it has parts or is one."""

from collections.abc import Callable, Iterable

from django.db.models import Model, Q

from tertial.domain.ref import Ref


def number_in(key: str) -> int:
    """The number of the row that a key begins with."""
    return Ref("thing", key).divided()[0].row


def refs_of(word: str, numbers: Iterable[int]) -> list[Ref]:
    """The refs of several rows of a kind."""
    return [Ref(word, number) for number in numbers]


def as_of(model: type[Model], field: str, history: Callable[[str], Q]) -> Callable[[str], Q]:
    """The history of a part, which is that of the thing that its field points at."""
    return lambda key: history(str(model._default_manager.values_list(field, flat=True).get(pk=number_in(key))))
