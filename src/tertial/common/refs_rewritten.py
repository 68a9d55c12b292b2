"""Lets what is stored point at things by the refs that they keep, where it told the numbers of their rows (ADR 63).

For the one migration that does so, after `refs_given` has given everything its ref.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper

from tertial.common.keys import opaque_key
from tertial.domain.keys import numbered
from tertial.domain.ref import Ref

_AT_A_TIME = 2000
_NUMBERED = re.compile(r"([a-z]+):([0-9]{1,18})(?=$|:)")
_SLOT = re.compile(r"analysis-([0-9]{1,18})")
_OF_UNITS = {"economy", "personnel", "projects", "report"}
_GONE: Mapping[str, Sequence[str]] = {
    "outcome": ("indicator", "period", "sex"),
    "budgetspread": ("unit", "year"),
    "forecast": ("unit", "period", "statement", "row"),
    "commonanswer": ("row", "question", "period"),
    "commonquestion": ("control", "key"),
}
"""What the key of a thing that was taken away is made of, by the fields that its entries hold."""
_POINT_AT = {
    ("outcome", "indicator"): "indicator",
    ("budgetspread", "unit"): "unit",
    ("forecast", "unit"): "unit",
    ("commonanswer", "row"): "commonrow",
    ("commonanswer", "question"): "commonquestion",
    ("commonquestion", "control"): "commoncontrol",
}
_NAMED = {"commonquestion"}


class Renewal:
    """What was printed with the number of a row, as it is printed now."""

    def __init__(self, apps: Apps, connection: BaseDatabaseWrapper) -> None:
        self._apps, self._connection = apps, connection
        self._refs: dict[str, dict[int, str]] = {}
        self.taken_away: dict[str, int] = {}

    @cached_property
    def _models(self) -> dict[str, Any]:
        kinds = {str(model._meta.model_name): model for model in self._apps.get_models()}
        has_its_own = {
            kind
            for kind, model in kinds.items()
            if any(each.name == f"{kind}_ref_once" for each in model._meta.constraints)
        }
        return {kind: kinds[kind] for kind in has_its_own}

    def refs(self, kind: str) -> dict[int, str]:
        """The refs of every thing of a kind, by the numbers of their rows; read once."""
        if kind not in self._refs:
            stored = self.rows(self._models[kind])
            self._refs[kind] = dict(stored.values_list("pk", "ref"))
        return self._refs[kind]

    def knows(self, kind: str) -> bool:
        """Whether things of the kind are stored."""
        return kind in self._models

    def rows(self, model: Any) -> Any:  # noqa: ANN401 - a historical model and its manager
        """The rows of a model in the database that is brought up to date."""
        return model._base_manager.using(self._connection.alias)

    def ref(self, ref: str) -> str:
        """A ref; what is none, or of what nobody remembers, stays."""
        found = _NUMBERED.match(ref)
        if found is None or " " in ref:
            return ref
        word, number, rest = found[1], int(found[2]), ref[found.end() :]
        if word in _OF_UNITS:
            unit = self.refs("unit").get(number)
            now = str(Ref(word, Ref.parse(unit).key)) if unit else ""
        else:
            now = self.refs(word).get(number, "") if self.knows(word) else ""
        return (now + rest) if now else ref

    def slot(self, slot: str) -> str:
        """What a text about an indicator is called; every other slot stays."""
        found = _SLOT.fullmatch(slot)
        ref = self.refs("indicator").get(int(found[1])) if found is not None else None
        return f"analysis-{Ref.parse(ref).key.replace(':', '.')}" if ref else slot

    def told(self, value: Any, name: str = "") -> Any:  # noqa: ANN401 - whatever JSON holds
        """What an entry holds in a field; of a text it is the place, such as `goal:12 analysis-5 2024`."""
        if isinstance(value, str):
            subject, *place = value.split(" ") if name == "text" else [value]
            return " ".join([self.ref(subject), *map(self.slot, place)])
        if isinstance(value, list):
            return [self.told(each) for each in value]
        return {key: self.told(each, key) for key, each in value.items()} if isinstance(value, dict) else value

    def document(self, node: Any) -> Any:  # noqa: ANN401 - whatever JSON holds
        """A written text with its live figures."""
        if isinstance(node, list):
            return [self.document(each) for each in node]
        if not isinstance(node, dict):
            return node
        if node.get("type") == "figure":
            attrs = node.get("attrs") or {}
            return {**node, "attrs": {**attrs, "ref": self.ref(attrs.get("ref") or "")}}
        return {key: self.document(value) for key, value in node.items()}

    def remember(self, trail: Any) -> None:  # noqa: ANN401 - a historical model
        """Gives refs to what the audit trail tells of and is gone: as it would have now, or else an opaque one."""
        every = self.rows(trail).order_by().values_list("ref", flat=True).distinct()
        told = {ref: _NUMBERED.fullmatch(ref) for ref in every}
        gone = {
            ref: (found[1], int(found[2]))
            for ref, found in told.items()
            if found is not None and self.knows(found[1]) and int(found[2]) not in self.refs(found[1])
        }
        self.taken_away = {ref: number for ref, (_kind, number) in gone.items()}
        held: dict[str, dict[str, Any]] = {}
        for refs in _some(sorted(gone)):
            entries = self.rows(trail).filter(ref__in=refs).order_by("pk")
            for ref, before, after in entries.values_list("ref", "before", "after"):
                held.setdefault(ref, {}).update({**before, **after})
        for ref in sorted(gone, key=lambda each: gone[each][0] not in _NAMED):  # what others' keys are made of, first
            kind, number = gone[ref]
            self.refs(kind)[number] = self._of_gone(kind, held.get(ref, {}))

    def _of_gone(self, kind: str, held: Mapping[str, Any]) -> str:
        remembered = Ref.parse(str(held.get("ref", "")))
        if remembered.kind == kind:
            return remembered
        parts = [self._part(kind, name, held.get(name)) for name in _GONE.get(kind, ())]
        ref = str(Ref(kind, *parts) if parts and None not in parts else Ref(kind, opaque_key()))
        return numbered(ref, set(self.refs(kind).values())) if kind in _NAMED else ref

    def _part(self, kind: str, name: str, value: Any) -> object:  # noqa: ANN401 - whatever JSON holds
        pointed = _POINT_AT.get((kind, name))
        if pointed is None:
            return value
        ref = self.refs(pointed).get(value)
        if ref is None:
            return None
        return Ref.parse(ref).last if name == "question" else Ref.parse(ref).key


def rewrite(connection: BaseDatabaseWrapper, model: Any, rows: Iterable[Sequence[Any]], *columns: str) -> None:  # noqa: ANN401 - a historical model
    """Writes columns of many rows; each row holds what is to stand there, and its number last."""
    fields = [model._meta.get_field(name) for name in columns]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    sql = f'UPDATE "{model._meta.db_table}" SET {sets} WHERE "{model._meta.pk.column}" = %s'  # noqa: S608 - names of Django
    for some in _some(rows):
        with connection.cursor() as cursor:
            cursor.executemany(sql, [(*_stored(fields, row, connection), row[-1]) for row in some])


def _stored(fields: Sequence[Any], row: Sequence[Any], connection: BaseDatabaseWrapper) -> Iterator[Any]:
    return (field.get_db_prep_save(value, connection) for field, value in zip(fields, row[:-1], strict=True))


def _some(rows: Iterable[Any]) -> Iterator[list[Any]]:
    some: list[Any] = []
    for row in rows:
        some.append(row)
        if len(some) == _AT_A_TIME:
            yield some
            some = []
    if some:
        yield some


def in_parts(rows: Any, *columns: str) -> Iterator[tuple[Any, ...]]:  # noqa: ANN401 - a historical model's manager
    """The columns of every row, with its number first, some at a time, so that they can be written meanwhile."""
    last = 0
    while some := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", *columns)[:_AT_A_TIME]):
        last = some[-1][0]
        yield from some
