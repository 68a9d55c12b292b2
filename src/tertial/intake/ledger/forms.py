"""Forms for saying how files of ledger lines are read."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.tabular_files import Reading
from tertial.common.tabular_files.charsets import CHARSETS
from tertial.intake.forms import AnswersForm, offer
from tertial.intake.ledger.tabular.columns import AmountIn, Blanks, Column, ColumnMapping, Days, YearEnd

_DELIMITERS = [("", _("Find out")), (";", _("Semicolon")), ("\t", _("Tab")), (",", _("Comma")), ("|", "|")]
_COLUMN_WORDS = {
    Column.ACCOUNT: _("Account"),
    Column.UNIT: _("Unit of the ledger"),
    Column.ACTIVITY: _("Activity"),
    Column.PROJECT: _("Project"),
    Column.COUNTERPART: _("Counterpart"),
    Column.PERIOD: _("Period"),
    Column.YEAR: _("Year of the period"),
    Column.DATE: _("Date"),
    Column.AMOUNT: _("Amount"),
    Column.SIDE: _("Debit or credit (D, K)"),
    Column.DEBIT: _("Debit"),
    Column.CREDIT: _("Credit"),
    Column.VOUCHER: _("Voucher"),
    Column.TEXT: _("Text"),
}


class MappingForm(AnswersForm):
    """Which column holds what, and how amounts, days and the file itself are written."""

    decimal = forms.ChoiceField(
        label=_("Decimals come after"),
        choices=[("", _("what the file shows")), (",", _("a comma: 1 234,50")), (".", _("a point: 1,234.50"))],
        required=False,
    )
    amount_in = forms.ChoiceField(
        label=_("Amounts are in"),
        choices=[
            (AmountIn.KRONOR, _("kronor")),
            (AmountIn.TKR, _("thousands of kronor")),
            (AmountIn.MNKR, _("millions of kronor")),
        ],
    )
    flip_sign = forms.BooleanField(
        label=_("Turn the signs"), required=False, help_text=_("For files where income is plus and cost is minus.")
    )
    credit_negative = forms.BooleanField(label=_("The credit column holds negative amounts"), required=False)
    days = forms.ChoiceField(
        label=_("Days are written"),
        required=False,
        choices=[
            ("", _("as the file shows")),
            (Days.YEAR_FIRST, "2024-03-31, 20240331"),
            (Days.DAY_FIRST, "31/03/2024, 31.3.2024"),
            (Days.MONTH_FIRST, "03/31/2024"),
        ],
    )
    year = forms.IntegerField(
        label=_("Year, where the period is a month alone"), required=False, min_value=1990, max_value=2199
    )
    year_end = forms.ChoiceField(
        label=_("Period 13, where the year is closed"),
        required=False,
        choices=[("", _("ask")), (YearEnd.DECEMBER, _("counts as December")), (YearEnd.REFUSE, _("is refused"))],
        help_text=_("The lines are marked with their period in the text."),
    )
    blanks = forms.ChoiceField(
        label=_("An empty code below a filled one"),
        required=False,
        choices=[("", _("ask")), (Blanks.ABOVE, _("is the one above")), (Blanks.NONE, _("is none"))],
    )
    charset = forms.ChoiceField(label=_("Charset"), required=False)
    delimiter = forms.ChoiceField(label=_("Between columns"), choices=_DELIMITERS, required=False)
    sheet = forms.ChoiceField(label=_("Sheet"), required=False)
    header_row = forms.IntegerField(
        label=_("Line with the headings"), required=False, min_value=0, help_text=_("0 where there are no headings.")
    )

    def __init__(self, *args: Any, header: Sequence[str], sheets: Sequence[str], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        for column, word in _COLUMN_WORDS.items():
            choices = [("", "–"), *((heading, heading) for heading in header)]
            self.fields[column.value] = forms.ChoiceField(label=word, choices=choices, required=False)
        offer(self.fields["charset"], [("", _("Find out")), *((name, name) for name in CHARSETS)])
        offer(self.fields["sheet"], [("", _("The first with a table")), *((name, name) for name in sheets)])
        if not sheets:
            del self.fields["sheet"]

    @property
    def column_fields(self) -> list[forms.BoundField]:
        """The fields that choose a column, in the order of a ledger line."""
        return [self[column.value] for column in _COLUMN_WORDS]

    @property
    def other_fields(self) -> list[forms.BoundField]:
        """The fields about how the table is written."""
        return [field for field in self if field.name not in _COLUMN_WORDS]

    @staticmethod
    def initial_of(mapping: ColumnMapping) -> dict[str, Any]:
        """A mapping as the form shows it."""
        reading = mapping.reading
        return {
            **{column.value: heading for column, heading in mapping.columns.items()},
            "decimal": mapping.decimal,
            "amount_in": mapping.amount_in.value,
            "flip_sign": mapping.flip_sign,
            "credit_negative": mapping.credit_negative,
            "days": mapping.days.value if mapping.days else "",
            "year": mapping.year,
            "year_end": mapping.year_end.value if mapping.year_end else "",
            "blanks": mapping.blanks.value if mapping.blanks else "",
            "charset": reading.charset,
            "delimiter": reading.delimiter,
            "sheet": reading.sheet,
            "header_row": reading.header_row,
        }

    def answers(self) -> dict[str, Any]:
        """The mapping that was chosen."""
        answers: Mapping[str, Any] = self.cleaned_data
        mapping = ColumnMapping(
            columns={column: answers[column.value] for column in _COLUMN_WORDS if answers.get(column.value)},
            decimal=answers["decimal"],
            flip_sign=answers["flip_sign"],
            credit_negative=answers["credit_negative"],
            amount_in=AmountIn(answers["amount_in"]),
            days=Days(answers["days"]) if answers["days"] else None,
            year=answers["year"],
            year_end=YearEnd(answers["year_end"]) if answers["year_end"] else None,
            blanks=Blanks(answers["blanks"]) if answers["blanks"] else None,
            reading=Reading(
                charset=answers["charset"],
                delimiter=answers["delimiter"],
                sheet=answers.get("sheet", ""),
                header_row=answers["header_row"],
            ),
        )
        return mapping.as_json()


class DimensionsForm(AnswersForm):
    """Which dimension of a SIE file holds what."""

    unit = forms.ChoiceField(label=_("Unit"), required=False)
    activity = forms.ChoiceField(label=_("Activity"), required=False)
    project = forms.ChoiceField(label=_("Project"), required=False)
    counterpart = forms.ChoiceField(label=_("Counterpart"), required=False)

    def __init__(self, *args: Any, dimensions: Mapping[str, str], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        for field in self.fields.values():
            offer(field, [("", "–"), *((number, f"{number} {name}") for number, name in dimensions.items())])
