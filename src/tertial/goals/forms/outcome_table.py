"""The form of a table of outcomes: a cell for each indicator, in total and for women and men."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.forms import BoundField
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm
from tertial.common.fields import short
from tertial.common.period_words import period_name
from tertial.common.wording import sentence
from tertial.domain.message import Message
from tertial.goals.actions.outcomes import OutcomeGiven
from tertial.goals.forms.indicator import offer_words
from tertial.goals.measures import as_typed
from tertial.goals.models import Sex
from tertial.goals.queries.outcome_table import EntryRow
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the table: its heading, and its field where there is one."""

    sex: Sex
    field: BoundField | None


class OutcomeTableForm(EditForm):
    """An emptied cell takes its outcome away; a cell that is left as it was writes nothing."""

    unjoined: ClassVar[frozenset[str]] = frozenset({"preliminary"})

    preliminary = forms.BooleanField(
        label=gettext_lazy("What I change here is preliminary"),
        required=False,
        help_text=gettext_lazy("The source may still change it."),
    )

    def __init__(self, *args: Any, unit: Unit, rows: Sequence[EntryRow], **options: Any) -> None:  # noqa: ANN401
        stored = [found for row in rows for sex in row.sexes if (found := row.stored(sex)) is not None]
        super().__init__(*args, edits=[*stored, unit], initial=_stands(rows), **options)
        self.places = {_name(row.indicator.pk, sex): (row, sex) for row in rows for sex in row.sexes}
        for name, (row, sex) in self.places.items():
            self.fields[name] = short(_label(row, sex), required=False, max_length=60)
            offer_words(self.fields[name], row.indicator)

    def cells(self, row: EntryRow, sexes: Iterable[Sex]) -> list[Cell]:
        """The cells of a row."""
        return [Cell(sex, self[_name(row.indicator.pk, sex)] if sex in row.sexes else None) for sex in sexes]

    def given(self) -> list[OutcomeGiven]:
        """What the action takes: every cell that nothing is wrong with."""
        return [
            OutcomeGiven(row.indicator, row.asked, sex, self.cleaned_data[name])
            for name, (row, sex) in self.places.items()
            if name in self.cleaned_data and name not in self.errors
        ]

    def go_on(self, refused: Iterable[tuple[OutcomeGiven, Message]], rows: Sequence[EntryRow]) -> None:
        """Marks what was refused, and goes on from what is stored by now; the cells that were wrong keep their text."""
        for cell, message in refused:
            self.add_error(_name(cell.indicator.pk, cell.sex), sentence(message))
        sent = QueryDict(mutable=True)
        sent.update(self.data)
        for name, text in _stands(rows).items():
            self.initial[name] = text
            if name not in self.errors:
                sent[self.add_prefix(name)] = text
        self.data = sent


def _stands(rows: Sequence[EntryRow]) -> dict[str, str]:
    """What each cell holds, by its name."""
    return {
        _name(row.indicator.pk, sex): as_typed(row.indicator, found) if found is not None else ""
        for row in rows
        for sex in row.sexes
        for found in (row.stored(sex),)
    }


def _name(indicator: int, sex: str) -> str:
    return f"outcome-{indicator}-{sex}"


def _label(row: EntryRow, sex: Sex) -> str:
    said = {"when": period_name(row.asked), "name": row.indicator.name}
    if sex is Sex.TOTAL:
        return _("Outcome %(when)s of %(name)s") % said
    return _("Outcome %(when)s of %(name)s, %(whom)s") % {**said, "whom": str(sex.label).lower()}
