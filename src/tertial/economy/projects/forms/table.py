"""The forms with which a table is declared: its words, signs, rows and columns; and its groups."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm
from tertial.common.fields import OneOf, short
from tertial.domain.project_table import (
    CHOICES,
    DECIDED,
    REPORTED,
    AmountSign,
    AnyColumn,
    Convention,
    DeviationSign,
    Fact,
    Measure,
    RowsBy,
    column_name,
)
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import (
    AmountSignChoices,
    DeviationSignChoices,
    InitiativeState,
    MoneyUnit,
    ProjectTable,
    RowsByChoices,
)
from tertial.economy.projects.actions.tables import LONGEST_KEY, Declared
from tertial.economy.projects.queries.layout import Layout, column_words, layout_for

_HEADING, _SHOWS, _PLACE = "heading_", "shows_", "place_"
PRINTED, ON_PAGES = "printed", "pages"
_PLAIN_FIELDS = (
    "caption",
    "rows",
    "rows_of",
    "money_unit",
    "decimals",
    "amount_sign",
    "deviation_sign",
    "total_label",
    "text_for_each",
    "asks_goal",
    "has_reserve",
    "has_parts",
    "position",
)


@dataclass(frozen=True, slots=True)
class ColumnFields:
    """What is asked about one column: where it is shown, its place among the others, and its heading."""

    word: str
    shows: BoundField
    place: BoundField
    heading: BoundField


class TableForm(EditForm):
    """What a table is called, what its rows and columns are, and how its signs are written."""

    caption = forms.CharField(
        label=gettext_lazy("Heading of the table"),
        max_length=150,
        help_text=gettext_lazy("{year} stands for the year."),
    )
    key = short(
        gettext_lazy("Key"),
        required=False,
        max_length=LONGEST_KEY,
        help_text=gettext_lazy(
            "A short name in a–z for report templates and addresses, kept for good. Empty: made from the heading."
        ),
    )
    rows = forms.ChoiceField(label=gettext_lazy("Rows"), choices=RowsByChoices.choices)
    rows_of = OneOf(
        label=gettext_lazy("Shows the rows of"),
        required=False,
        help_text=gettext_lazy("When the same projects stand in two tables, with different columns."),
    )
    money_unit = forms.ChoiceField(label=gettext_lazy("Amounts in"), choices=MoneyUnit.choices)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=2, widget=forms.NumberInput(attrs={"data-narrow": True})
    )
    amount_sign = forms.ChoiceField(label=gettext_lazy("Sign of amounts"), choices=AmountSignChoices.choices)
    deviation_sign = forms.ChoiceField(label=gettext_lazy("Deviation"), choices=DeviationSignChoices.choices)
    total_label = forms.CharField(
        label=gettext_lazy("Word for the total"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Empty: the table is printed without a total."),
    )
    text_for_each = forms.BooleanField(label=gettext_lazy("The report asks for a text about each row"), required=False)
    asks_goal = forms.BooleanField(label=gettext_lazy("Each row is to serve a goal"), required=False)
    has_reserve = forms.BooleanField(label=gettext_lazy("Some rows are held in reserve"), required=False)
    has_parts = forms.BooleanField(
        label=gettext_lazy("Rows can be parts of another, such as a pot or a programme"), required=False
    )
    position = forms.IntegerField(
        label=gettext_lazy("Order among the tables"),
        min_value=0,
        max_value=999,
        required=False,
        widget=forms.NumberInput(attrs={"data-narrow": True}),
    )
    heading_row = forms.CharField(label=gettext_lazy("Heading of the rows"), max_length=80, required=False)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        tables: Iterable[ProjectTable],
        table: ProjectTable | None = None,
        like: ProjectTable | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        shown = table or like
        options["initial"] = _proposed() if shown is None else _stored(layout_for(shown))
        super().__init__(*args, **options)
        others = [each for each in tables if each != table and each.rows_of is None]
        self.fields["rows_of"].offer(others, nothing=_("Its own rows"))  # type: ignore[attr-defined]
        if table is not None:
            del self.fields["key"]
        words = column_words()
        for name in map(column_name, CHOICES):
            self._ask_about(name, str(words[name]), is_amount=name not in set(Fact))

    def _ask_about(self, name: str, word: str, *, is_amount: bool) -> None:
        choices = [("", _("Not shown")), (PRINTED, _("In the table"))]
        choices += [(ON_PAGES, _("On pages only"))] if is_amount else []
        said = {"column": word.replace(" {year}", "")}
        self.fields[f"{_SHOWS}{name}"] = forms.ChoiceField(
            label=_("“%(column)s” is shown") % said, choices=choices, required=False
        )
        self.fields[f"{_PLACE}{name}"] = forms.IntegerField(
            label=_("Place of “%(column)s”") % said,
            min_value=1,
            max_value=99,
            required=False,
            widget=forms.NumberInput(attrs={"data-narrow": True}),
        )
        self.fields[f"{_HEADING}{name}"] = forms.CharField(
            label=_("Heading instead of “%(word)s”") % {"word": said["column"]}, max_length=80, required=False
        )

    def plain_fields(self) -> list[BoundField]:
        """The fields about the whole table."""
        names = ("caption", "key", *_PLAIN_FIELDS[1:], "heading_row")
        return [self[name] for name in names if name in self.fields]

    def columns_by_kind(self) -> Iterator[tuple[str, list[ColumnFields]]]:
        """The fields about each column, under what the columns are."""
        for title, columns in _by_kind():
            yield title, [self._of(column_name(column)) for column in columns]

    def _of(self, name: str) -> ColumnFields:
        word = str(column_words()[name]).replace(" {year}", "")
        if name == Measure.USED:
            word = _("Share used, percent")
        if name.startswith("plan_"):
            word = _("%(word)s, %(years)s years ahead") % {"word": word, "years": name.removeprefix("plan_")}
        return ColumnFields(word, self[f"{_SHOWS}{name}"], self[f"{_PLACE}{name}"], self[f"{_HEADING}{name}"])

    def declared(self) -> Declared:
        """What the action takes."""
        given = self.cleaned_data
        printed, extra = self._chosen(PRINTED), self._chosen(ON_PAGES)
        headings = {name: given[f"{_HEADING}{name}"] for name in ("row", *printed, *extra)}
        return Declared(
            caption=given["caption"],
            columns=printed,
            extra=extra,
            rows=RowsBy(given["rows"]),
            rows_of=given["rows_of"],
            headings=headings,
            money_unit=Quantum(given["money_unit"]),
            decimals=given["decimals"],
            convention=Convention(AmountSign(given["amount_sign"]), DeviationSign(given["deviation_sign"])),
            position=given["position"],
            **{name: given[name] for name in ("total_label", "text_for_each", "asks_goal", "has_reserve", "has_parts")},
        )

    def _chosen(self, where: str) -> list[str]:
        """The columns shown in a place, in the order they are given; those without a number last, as they stand."""
        names = [name for name in map(column_name, CHOICES) if self.cleaned_data[f"{_SHOWS}{name}"] == where]
        return sorted(names, key=lambda name: self.cleaned_data[f"{_PLACE}{name}"] or 100)


def _by_kind() -> Iterator[tuple[str, list[AnyColumn]]]:
    amounts = [each for each in CHOICES if not isinstance(each, Fact)]
    yield _("Planned and decided"), [each for each in amounts if each.measure in DECIDED]
    yield _("What has happened, and what is expected"), [each for each in amounts if each.measure in REPORTED]
    worked_out = [each for each in amounts if each.measure not in DECIDED | REPORTED]
    yield _("Worked out from the others"), [*worked_out]
    yield _("About the row"), [*Fact]


def _proposed() -> dict[str, Any]:
    columns = {name: place for place, name in enumerate(("budget", "outcome", "deviation"), start=1)}
    return {
        "rows": RowsBy.PROJECT.value,
        "money_unit": Quantum.TKR.value,
        "decimals": 0,
        "amount_sign": AmountSign.COST_MINUS.value,
        "deviation_sign": DeviationSign.OUTCOME_MINUS_BUDGET.value,
        "total_label": _("Total"),
        **{f"{_SHOWS}{name}": PRINTED for name in columns},
        **{f"{_PLACE}{name}": place for name, place in columns.items()},
    }


def _stored(layout: Layout) -> dict[str, Any]:
    table = layout.table
    initial = {name: getattr(table, name) for name in _PLAIN_FIELDS} | {"rows_of": table.rows_of_id}
    initial |= {f"{_HEADING}{name}": heading for name, heading in table.headings.items()}
    for where, columns in ((PRINTED, layout.shape.printed), (ON_PAGES, layout.shape.extra)):
        for place, column in enumerate(columns, start=1):
            initial |= {f"{_SHOWS}{column_name(column)}": where, f"{_PLACE}{column_name(column)}": place}
    return initial


def free_key(caption: str, taken: Mapping[str, object] | set[str]) -> str:
    """A key made from a caption, different from those that are taken."""
    plain = caption.partition(",")[0].replace("{year}", "").translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    key = slugify(plain).replace("-", "_").lstrip("0123456789_")[: LONGEST_KEY - 3].rstrip("_") or "table"
    number, found = 2, key
    while found in taken:
        number, found = number + 1, f"{key}_{number}"
    return found


class GroupForm(EditForm):
    """A heading, a stage or a state."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    key = forms.SlugField(
        label=gettext_lazy("Key"), max_length=40, help_text=gettext_lazy("A short name in a-z, for live figures.")
    )
    state = forms.ChoiceField(label=gettext_lazy("Says that it is"), choices=InitiativeState.choices, required=False)
    position = forms.IntegerField(
        label=gettext_lazy("Order"), min_value=0, required=False, widget=forms.NumberInput(attrs={"data-narrow": True})
    )
