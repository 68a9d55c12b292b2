"""The columns of each kind of file, and every heading they are known by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tertial.staff.models import Headcount, ImportedRow, SickLeaveHours, StaffData, SurveyAnswers, TurnoverCount


@dataclass(frozen=True, slots=True)
class FileColumn:
    """A column: the field it fills, and its headings, the usual one first."""

    field: str
    headings: tuple[str, ...]

    @property
    def usual(self) -> str:
        """The heading that the help shows and files that Tertial writes have."""
        return self.headings[0]


MONTH = FileColumn("period", ("Månad", "Month", "Period"))
PERIOD = FileColumn("period", ("Period", "År", "Year"))
UNIT = FileColumn("unit", ("Enhet", "Unit", "Enhetskod", "Ansvar"))

COLUMNS: Mapping[StaffData, Sequence[FileColumn]] = {
    StaffData.HOURS: (
        MONTH,
        UNIT,
        FileColumn("sex", ("Kön", "Sex")),
        FileColumn("age", ("Åldersgrupp", "Age group", "Ålder")),
        FileColumn("people", ("Antal", "People", "Antal personer")),
        FileColumn("ordinary", ("Ordinarie timmar", "Ordinary hours", "Ordinarie arbetstid")),
        FileColumn("days_1_14", ("Sjuktimmar dag 1-14", "Sick hours day 1-14")),
        FileColumn("days_15_90", ("Sjuktimmar dag 15-90", "Sick hours day 15-90")),
        FileColumn("days_91_180", ("Sjuktimmar dag 91-180", "Sick hours day 91-180")),
        FileColumn("over_180", ("Sjuktimmar dag 181-", "Sick hours day 181-", "Sjuktimmar över 180 dagar")),
        FileColumn("long", ("Sjuktimmar 60 dagar eller mer", "Sick hours of 60 days or more")),
    ),
    StaffData.HEADCOUNT: (
        MONTH,
        UNIT,
        FileColumn("permanent", ("Tillsvidareanställda", "Permanent", "Tillsvidare")),
        FileColumn("temporary", ("Visstidsanställda", "Temporary", "Visstid")),
        FileColumn("over_65", ("Över 65 år", "Over 65")),
    ),
    StaffData.TURNOVER: (
        PERIOD,
        UNIT,
        FileColumn("permanent_last_year", ("Tillsvidareanställda ett år före", "Permanent a year before")),
        FileColumn("gone_since_last_year", ("Varav inte kvar", "Of them gone")),
        FileColumn("left_during_period", ("Slutat under perioden", "Left during the period")),
        FileColumn("average_permanent", ("Tillsvidareanställda i medeltal", "Permanent in mean")),
    ),
    StaffData.SURVEY: (
        PERIOD,
        UNIT,
        FileColumn("question", ("Fråga", "Question")),
        *(
            FileColumn(field, (f"Svarat {answer}", f"Answered {answer}", str(answer)))
            for answer, field in enumerate(("ones", "twos", "threes", "fours", "fives"), start=1)
        ),
    ),
}
MODELS: Mapping[StaffData, type[ImportedRow]] = {
    StaffData.HOURS: SickLeaveHours,
    StaffData.HEADCOUNT: Headcount,
    StaffData.TURNOVER: TurnoverCount,
    StaffData.SURVEY: SurveyAnswers,
}
KEYS: Mapping[StaffData, tuple[str, ...]] = {
    StaffData.HOURS: ("sex", "age"),
    StaffData.HEADCOUNT: (),
    StaffData.TURNOVER: (),
    StaffData.SURVEY: ("question",),
}
"""What distinguishes the rows of one unit and period."""


EXAMPLES: Mapping[StaffData, Sequence[str]] = {
    StaffData.HOURS: ("2024-01", "", "K", "30-49", "24", "3700,00", "61,50", "20,00", "0,00", "18,25", "18,25"),
    StaffData.HEADCOUNT: ("2024-01", "", "48", "2", "1"),
    StaffData.TURNOVER: ("2024", "", "47", "5", "4", "47,50"),
    StaffData.SURVEY: ("2024", "", "1", "1", "2", "5", "22", "11"),
}
"""A row to begin with; the unit's code goes where the second cell is empty."""
