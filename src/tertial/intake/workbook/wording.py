"""What the workbook's sheets, headings and words are called in each of Tertial's languages."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.domain.workbook.columns import Words
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.recognising import Headings
from tertial.economy.models import Statement, StatementRow
from tertial.economy.models.budget import DecisionKindChoices
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, Sex, TargetKind
from tertial.goals.models.indicator import DIRECTIONS, UNITS_OF_MEASURE
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role

START = gettext_lazy("Read me")
CHOICES = gettext_lazy("Choices")
FORM = gettext_lazy("Form of the workbook")
_FIXED: Mapping[str, Mapping[str, Any]] = {
    "unit_kind": dict(UnitKind.choices),
    "role": dict(Role.choices),
    "measure": {key.value: word for key, word in UNITS_OF_MEASURE.items()},
    "direction": {key.value: word for key, word in DIRECTIONS.items()},
    "target_kind": dict(TargetKind.choices),
    "sex": dict(Sex.choices),
    "decision_kind": dict(DecisionKindChoices.choices),
    "yes": {"yes": gettext_lazy("Yes"), "no": gettext_lazy("No")},
}


def in_each_language(read: Callable[[], str]) -> tuple[str, ...]:
    """What is read in the language that counts now, then in the others."""
    found = [read()]
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found.append(read())
    return tuple(dict.fromkeys(found))


def headings() -> Headings:
    """By sheet and column its headings in every language."""
    return {
        sheet.key: {
            column.key: in_each_language(lambda heading=column.heading: _(heading))  # type: ignore[misc]
            for column in sheet.columns
        }
        for sheet in SHEETS
    }


def sheet_names() -> Mapping[str, Sequence[str]]:
    """By the key of a sheet its names in every language."""
    return {sheet.key: in_each_language(lambda heading=sheet.heading: _(heading)) for sheet in SHEETS}  # type: ignore[misc]


def not_read() -> frozenset[str]:
    """The names of the sheets that hold nothing to read: the first, and that of the words to choose among."""
    return frozenset({*in_each_language(lambda: str(START)), *in_each_language(lambda: str(CHOICES))})


def words_of(municipality: Unit | None) -> Words:
    """Every word that can be chosen in a municipality; before there is one, those that all have."""
    lists: dict[str, dict[str, Sequence[str]]] = {
        name: {value: in_each_language(lambda word=word: str(word)) for value, word in choices.items()}  # type: ignore[misc]
        for name, choices in _FIXED.items()
    }
    lists |= _own_words(municipality) if municipality is not None else {}
    return Words(lists)


def _own_words(municipality: Unit) -> dict[str, dict[str, Sequence[str]]]:
    own = {"steering_model__municipality": municipality}
    levels = Level.objects.filter(**own).order_by("steering_model__valid_from", "position")
    origins = AssignmentOrigin.objects.filter(**own).order_by("steering_model__valid_from", "position")
    statuses = AssignmentStatus.objects.filter(**own).order_by("steering_model__valid_from", "position")
    statements = Statement.objects.filter(municipality=municipality)
    rows = StatementRow.objects.filter(statement__in=statements).select_related("statement")
    return {
        "level": {level.name: (level.name,) for level in levels},
        "origin": {origin.name: (origin.name,) for origin in origins},
        "status": {status.word: (status.word,) for status in statuses},
        "statement": {each.key: (each.key, each.title) for each in statements},
        "row": {row.key: (row.key,) for row in rows},
    }


def labels_of_rows(municipality: Unit | None) -> Mapping[tuple[str, str], str]:
    """What the rows of statements read, by the keys of statement and row."""
    rows = StatementRow.objects.filter(statement__municipality=municipality).order_by("statement__valid_from")
    return {(row.statement.key, row.key): row.label for row in rows.select_related("statement")}
