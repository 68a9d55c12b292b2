"""The sheets of who the municipality is and what it wants: units, people, roles, goals, indicators and targets."""

from tertial.domain.message import gettext_noop
from tertial.domain.workbook import texts
from tertial.domain.workbook.columns import Column, Kind, Sheet

UNIT = Column(
    key="unit", heading=texts.UNIT, help=gettext_noop("The code of the unit."), kind=Kind.UNIT, required=True, width=12
)
YEAR = Column(
    key="year", heading=texts.YEAR, help=gettext_noop("The year of the plan."), kind=Kind.YEAR, required=True, width=8
)
CODE = Column(
    key="code",
    heading=texts.CODE,
    help=gettext_noop("Small letters, figures and hyphens. Left empty in a new row it is made of the name."),
    kind=Kind.CODE,
    width=26,
)
ARCHIVED = Column(
    key="archived",
    heading=gettext_noop("Archived"),
    help=gettext_noop("Yes puts it away; No brings it back."),
    kind=Kind.YES,
    keeping=True,
    width=10,
)
REMOVE = Column(
    key="remove",
    heading=gettext_noop("Remove"),
    help=gettext_noop("Yes takes the row away. A row that is deleted here stays in Tertial."),
    kind=Kind.YES,
    keeping=True,
    width=10,
)
RESPONSIBLE = Column(
    key="responsible",
    heading=gettext_noop("Responsible"),
    help=gettext_noop("The e-mail address of whoever answers for it."),
    kind=Kind.PERSON,
    width=30,
)
OF_INDICATOR = (
    Column(
        key="unit",
        heading=texts.UNIT,
        help=gettext_noop("The code of the unit that the indicator belongs to."),
        kind=Kind.UNIT,
        required=True,
        width=12,
    ),
    Column(
        key="code",
        heading=gettext_noop("Indicator"),
        help=gettext_noop("The code of the indicator, as in the sheet of indicators."),
        kind=Kind.CODE,
        required=True,
        width=26,
    ),
    Column(
        key="name",
        heading=texts.NAME,
        help=gettext_noop("For your eyes; it is not read. Change names in the sheet of indicators."),
        kind=Kind.SHOWN,
        width=40,
    ),
)

UNITS = Sheet(
    key="units",
    heading=gettext_noop("Units"),
    one=gettext_noop("unit"),
    about=gettext_noop("The municipality first, then its committees, companies and departments."),
    keys=("code",),
    group=("parent",),
    columns=(
        Column(
            key="code",
            heading=texts.CODE,
            help=gettext_noop("Short, such as KS. A unit is recognised by it."),
            kind=Kind.UNIT,
            required=True,
            width=12,
        ),
        Column(
            key="name", heading=texts.NAME, help=gettext_noop("What it is called."), required=True, most=150, width=40
        ),
        Column(
            key="kind",
            heading=gettext_noop("Kind"),
            help=gettext_noop("What it is in the municipality."),
            kind=Kind.WORD,
            words="unit_kind",
            required=True,
        ),
        Column(
            key="parent",
            heading=texts.UNDER,
            help=gettext_noop("The code of the unit above; empty for the municipality itself."),
            kind=Kind.UNIT,
            width=12,
        ),
        Column(
            key="valid_from",
            heading=gettext_noop("From"),
            help=gettext_noop("Its first day, as 2024-01-01."),
            kind=Kind.DAY,
            required=True,
            width=12,
        ),
        Column(
            key="valid_to",
            heading=gettext_noop("Until"),
            help=gettext_noop("Its last day, where it has ended; else empty."),
            kind=Kind.DAY,
            width=12,
        ),
    ),
)
PEOPLE = Sheet(
    key="people",
    heading=gettext_noop("People"),
    one=gettext_noop("person"),
    about=gettext_noop("Everyone once. What they may do is in the sheet of roles."),
    keys=("email",),
    group=("email",),  # people belong to nothing that a file could hold all of
    columns=(
        Column(
            key="email",
            heading=texts.EMAIL,
            help=gettext_noop("What they sign in with. A person is recognised by it."),
            kind=Kind.PERSON,
            required=True,
            width=34,
        ),
        Column(
            key="name",
            heading=texts.NAME,
            help=gettext_noop("First name and surname."),
            required=True,
            most=150,
            width=30,
        ),
        Column(key="title", heading=gettext_noop("Title"), help=gettext_noop("What they work as."), most=150, width=30),
        Column(
            key="active",
            heading=gettext_noop("May sign in"),
            help=gettext_noop("No closes the account; all that the person wrote stays."),
            kind=Kind.YES,
            keeping=True,
            width=12,
        ),
    ),
)
ROLES = Sheet(
    key="roles",
    heading=gettext_noop("Roles"),
    one=gettext_noop("role"),
    about=gettext_noop("A row for each role. A role counts in its unit and in all below it."),
    keys=("email", "role", "unit"),
    group=("unit",),
    columns=(
        Column(
            key="email",
            heading=texts.EMAIL,
            help=gettext_noop("The person's, as in the sheet of people."),
            kind=Kind.PERSON,
            required=True,
            width=34,
        ),
        Column(
            key="name",
            heading=texts.NAME,
            help=gettext_noop("For your eyes; it is not read. Change names in the sheet of people."),
            kind=Kind.SHOWN,
            width=30,
        ),
        Column(
            key="role",
            heading=gettext_noop("Role"),
            help=gettext_noop("What the person may do."),
            kind=Kind.WORD,
            words="role",
            required=True,
        ),
        Column(
            key="unit",
            heading=texts.UNIT,
            help=gettext_noop("The code of the unit where the role counts."),
            kind=Kind.UNIT,
            required=True,
            width=12,
        ),
        REMOVE,
    ),
)
GOALS = Sheet(
    key="goals",
    heading=gettext_noop("Goals"),
    one=gettext_noop("goal"),
    about=gettext_noop("The goals of each unit and year, with the levels that the municipality has chosen."),
    keys=("unit", "year", "code"),
    group=("unit", "year"),
    coded="code",
    named="name",
    columns=(
        UNIT,
        YEAR,
        CODE,
        Column(
            key="level",
            heading=gettext_noop("Level"),
            help=gettext_noop("The level of the goal, by the municipality's own word."),
            kind=Kind.WORD,
            words="level",
            required=True,
        ),
        Column(
            key="name",
            heading=texts.NAME,
            help=gettext_noop("The goal as it is worded."),
            required=True,
            most=300,
            width=50,
        ),
        Column(
            key="description",
            heading=texts.DESCRIPTION,
            help=gettext_noop("What it means, in some sentences."),
            width=50,
        ),
        Column(
            key="parent",
            heading=texts.UNDER,
            help=gettext_noop("The code of the goal above in the same plan."),
            kind=Kind.LINK,
            width=26,
        ),
        Column(
            key="contributes_to",
            heading=gettext_noop("Contributes to"),
            help=gettext_noop("A goal of a unit above, with its unit and year: KF/2025/safe-town."),
            kind=Kind.LINK,
            width=30,
        ),
        RESPONSIBLE,
        ARCHIVED,
    ),
)
INDICATORS = Sheet(
    key="indicators",
    heading=gettext_noop("Indicators"),
    one=gettext_noop("indicator"),
    about=gettext_noop("What goals are followed by. An indicator belongs to a unit and lives on from year to year."),
    keys=("unit", "code"),
    group=("unit",),
    coded="code",
    named="name",
    columns=(
        UNIT,
        CODE,
        Column(
            key="name", heading=texts.NAME, help=gettext_noop("What is measured."), required=True, most=300, width=50
        ),
        Column(key="description", heading=texts.DESCRIPTION, help=gettext_noop("How it is measured."), width=50),
        Column(
            key="measure",
            heading=gettext_noop("Measured in"),
            help=gettext_noop("The unit of its figures."),
            kind=Kind.WORD,
            words="measure",
            required=True,
        ),
        Column(
            key="decimals",
            heading=texts.DECIMALS,
            help=gettext_noop("With how many decimals it is printed, 0 to 6."),
            kind=Kind.WHOLE,
            most=6,
            keeping=True,
            width=10,
        ),
        Column(
            key="direction",
            heading=gettext_noop("Direction"),
            help=gettext_noop("Which way is better."),
            kind=Kind.WORD,
            words="direction",
            required=True,
        ),
        Column(
            key="goals",
            heading=gettext_noop("Follows the goals"),
            help=gettext_noop("Codes of goals, with semicolons between. Of another unit: KS/2025/safe-town."),
            kind=Kind.LINKS,
            width=40,
        ),
        Column(
            key="weights",
            heading=gettext_noop("Weighs"),
            help=gettext_noop(
                "What it weighs for each of the goals, in their order, such as 2; 1. Empty where all is 1."
            ),
            weighs="goals",
            most=200,
            width=12,
        ),
        Column(
            key="source",
            heading=texts.SOURCE,
            help=gettext_noop("Where the figures come from, such as Kolada."),
            most=200,
        ),
        Column(
            key="source_id",
            heading=gettext_noop("Id at the source"),
            help=gettext_noop("What the source calls it, such as N00914."),
            most=60,
        ),
        Column(
            key="publication_week",
            heading=gettext_noop("Published in week"),
            help=gettext_noop("The week when new figures come, 1 to 53."),
            kind=Kind.WHOLE,
            least=1,
            most=53,
            width=12,
        ),
        Column(
            key="lag_years",
            heading=gettext_noop("Years of lag"),
            help=gettext_noop("How many years after its year a figure comes, 0 to 5."),
            kind=Kind.WHOLE,
            most=5,
            keeping=True,
            width=12,
        ),
        Column(
            key="split",
            heading=gettext_noop("Women and men apart"),
            help=gettext_noop("Yes where its outcomes are given for women and men too."),
            kind=Kind.YES,
            keeping=True,
            width=12,
        ),
        RESPONSIBLE,
        ARCHIVED,
    ),
)
TARGETS = Sheet(
    key="targets",
    heading=gettext_noop("Targets"),
    one=gettext_noop("target"),
    about=gettext_noop("What each indicator is to reach in a year."),
    keys=("unit", "code", "year", "kind"),
    group=("unit", "year"),
    columns=(
        *OF_INDICATOR,
        Column(
            key="year",
            heading=texts.YEAR,
            help=gettext_noop("The year when it is to be reached."),
            kind=Kind.YEAR,
            required=True,
            width=8,
        ),
        Column(
            key="kind",
            heading=gettext_noop("Kind"),
            help=gettext_noop("Whether the target is on the way or at its end."),
            kind=Kind.WORD,
            words="target_kind",
            required=True,
        ),
        Column(
            key="expression",
            heading=gettext_noop("Target"),
            help=gettext_noop("A figure, or with a sign: ≥80, ≤12,5, 10–15."),
            required=True,
            most=60,
        ),
        REMOVE,
    ),
)
