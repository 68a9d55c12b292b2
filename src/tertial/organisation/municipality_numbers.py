"""Municipality numbers of Statistics Sweden: two digits for the county, two for the municipality in it."""

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.organisation.errors import UnusableNumber

NUMBER_LENGTH = 4
# The numbers of counties that were merged into others (02, 11, 15, 16) are not given to anyone any more.
_COUNTIES = frozenset({1, *range(3, 11), 12, 13, 14, *range(17, 26)})
_NO_NUMBER = gettext_noop(
    "“%(number)s” is no municipality number; write four digits that begin with those of the county, such as 0126, or "
    "leave it empty."
)


def check_number(text: str) -> str:
    """The number as it is stored, empty where none is written; raises UnusableNumber."""
    number = text.strip()
    if not number:
        return ""
    is_number = len(number) == NUMBER_LENGTH and number.isascii() and number.isdecimal()
    if not is_number or int(number[:2]) not in _COUNTIES or number.endswith("00"):
        raise UnusableNumber(Message(_NO_NUMBER, {"number": excerpt(number)}))
    return number
