"""Gives what is stored already the refs that `common/keys` gives to new things; for migrations (ADR 63)."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import reduce
from operator import or_
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython
from django.db.models import Q

from tertial.common.keys import opaque_key
from tertial.domain.keys import numbered
from tertial.domain.ref import Ref

Row = Mapping[str, Any]
Parts = Callable[[Row], Sequence[object]]
_AT_A_TIME = 200


def opaque(_row: Row) -> Sequence[object]:
    """A key that says nothing of the thing."""
    return (opaque_key(),)


def key_of(ref: str) -> str:
    """The key of a ref that is stored."""
    return Ref.parse(ref).key


def last_of(ref: str) -> str:
    """What distinguishes a thing whose ref is stored from those beside it."""
    return Ref.parse(ref).last


def refs_given(
    app: str, model: str, columns: Sequence[str] = (), parts: Parts = opaque, *, like: str = "", named: bool = False
) -> RunPython:
    """Fills `ref` of every row, some at a time, in three queries each.

    `columns` are read for `parts`; of a row that is `like` another, the other's ref is there by that name. A `named`
    thing gets a number where its name is taken.
    """

    def give(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        stored: Any = apps.get_model(app, model)._base_manager.using(schema_editor.connection.alias)
        for rows in _rows(stored, [*columns, *([f"{like}_id", f"{like}__ref"] if like else [])]):
            refs = _refs(model, rows, parts, like)
            if named:
                refs = _numbered(refs, _taken(stored, refs.values()))
            stored.bulk_update([stored.model(pk=number, ref=ref) for number, ref in refs.items()], ["ref"])

    return RunPython(give, RunPython.noop)


def _rows(stored: Any, columns: Sequence[str]) -> Iterator[list[dict[str, Any]]]:  # noqa: ANN401 - a historical model's manager
    last = 0
    while rows := list(stored.filter(ref="", pk__gt=last).order_by("pk").values("pk", *columns)[:_AT_A_TIME]):
        last = rows[-1]["pk"]
        yield rows


def _refs(kind: str, rows: Sequence[dict[str, Any]], parts: Parts, like: str) -> dict[int, str]:
    refs: dict[int, str] = {}
    for row in rows:
        if like:
            row[like] = refs.get(row[f"{like}_id"]) or row[f"{like}__ref"]
        refs[row["pk"]] = Ref(kind, *parts(row))
    return refs


def _taken(stored: Any, refs: Any) -> set[str]:  # noqa: ANN401
    alike = reduce(or_, (Q(ref=ref) | Q(ref__startswith=f"{ref}-") for ref in set(refs)))
    return set(stored.filter(alike).values_list("ref", flat=True))


def _numbered(refs: Mapping[int, str], taken: set[str]) -> dict[int, str]:
    free: dict[int, str] = {}
    for number, ref in refs.items():
        free[number] = numbered(ref, taken)
        taken.add(free[number])
    return free
