"""The words and numbers of a file, one value at a time."""

from collections.abc import Mapping
from decimal import Decimal

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import parse_decimal, plain
from tertial.domain.period import Period
from tertial.domain.staffing.groups import AgeGroup, Sex
from tertial.staff.errors import UnusableFile

_SEXES: Mapping[str, Sex] = {
    **dict.fromkeys(("k", "kv", "kvinna", "kvinnor", "f", "w", "woman", "women"), Sex.WOMEN),
    **dict.fromkeys(("m", "man", "män", "men"), Sex.MEN),
}
_AGES: Mapping[str, AgeGroup] = {
    **dict.fromkeys(("-29", "≤29", "<=29", "<30", "0-29", "till 29", "29 år eller yngre"), AgeGroup.YOUNG),
    **dict.fromkeys(("30-49", "30-49 år"), AgeGroup.MIDDLE),
    **dict.fromkeys(("50-", "≥50", ">=50", ">49", "50+", "50 år eller äldre"), AgeGroup.OLDER),
}
_CENTS = Decimal("0.01")


def as_sex(text: str) -> Sex:
    """The sex that a code stands for; raises UnusableFile."""
    found = _SEXES.get(plain(text).lower())
    if found is None:
        raise _refused(gettext_noop("the sex “%(text)s” is not known; write K or M"), text)
    return found


def as_age(text: str) -> AgeGroup:
    """The age group that a code stands for; raises UnusableFile."""
    found = _AGES.get(plain(text).lower())
    if found is None:
        raise _refused(gettext_noop("the age group “%(text)s” is not known; write -29, 30-49 or 50-"), text)
    return found


def as_month(text: str) -> str:
    """The key of a month, from `2024-01` or `202401`; raises UnusableFile for anything longer."""
    written = plain(text)
    if written.isdecimal() and len(written) == 6:
        written = f"{written[:4]}-{written[4:]}"
    try:
        period = Period.parse(written[:7] if written[7:] in {"-01", "-01 00:00:00"} else written)
    except DomainError as error:
        raise _refused(gettext_noop("“%(text)s” is not a month; write it like 2024-01"), text) from error
    if not period.is_month:
        raise _refused(
            gettext_noop(
                "“%(text)s” is longer than a month and would overlap with others; give one row for each month, like"
                " 2024-01"
            ),
            text,
        )
    return period.key


def as_period(text: str) -> str:
    """The key of a year or a part of it; raises UnusableFile."""
    try:
        return Period.parse(plain(text)).key
    except DomainError as error:
        raise _refused(gettext_noop("“%(text)s” is not a period; write 2024 or 2024-T2"), text) from error


def as_hours(text: str) -> Decimal:
    """Hours, with at most two decimals and never below zero; raises UnusableFile."""
    if "%" in text:
        raise _refused(gettext_noop("“%(text)s” is a percentage where hours belong; write the hours"), text)
    return _hundredths(text)


def as_mean(text: str) -> Decimal:
    """People in mean, with at most two decimals and never below zero; raises UnusableFile."""
    _refuse_percentage_of_people(text)
    return _hundredths(text)


def as_count(text: str) -> int:
    """A number of people, whole and never below zero; raises UnusableFile."""
    _refuse_percentage_of_people(text)
    value = _number(text)
    if value < 0 or value != int(value):
        raise _refused(gettext_noop("“%(text)s” is not a number of people; write a whole number, zero or more"), text)
    return int(value)


def as_question(text: str) -> int:
    """The number of one of the nine questions; raises UnusableFile."""
    written = plain(text)
    if written not in {str(number) for number in range(1, 10)}:
        raise _refused(gettext_noop("“%(text)s” is not one of the nine questions; write 1 to 9"), text)
    return int(written)


def _hundredths(text: str) -> Decimal:
    value = _number(text)
    if value < 0:
        raise _refused(gettext_noop("“%(text)s” is negative; write zero or more"), text)
    if value != value.quantize(_CENTS):
        raise _refused(gettext_noop("“%(text)s” has more than two decimals; round it"), text)
    return value


def _refuse_percentage_of_people(text: str) -> None:
    if "%" in text:
        raise _refused(gettext_noop("“%(text)s” is a percentage where a number of people belongs"), text)


def _number(text: str) -> Decimal:
    if not text.strip():
        raise UnusableFile(Message(gettext_noop("the cell is empty; write a number, 0 where there is none")))
    try:
        return parse_decimal(text)
    except DomainError as error:
        raise _refused(gettext_noop("“%(text)s” is not a number; write it like 1234,5"), text) from error


def _refused(template: str, text: str) -> UnusableFile:
    return UnusableFile(Message(template, {"text": excerpt(text)}))
