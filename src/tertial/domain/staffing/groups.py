"""The groups that staff figures are split by: sex and age as the law names them, and how long someone has been away."""

from enum import StrEnum


class Sex(StrEnum):
    """Sex as in the payroll."""

    WOMEN = "women"
    MEN = "men"


class AgeGroup(StrEnum):
    """The three age groups of the statutory key figures: 29 or younger, 30 to 49, 50 or older."""

    YOUNG = "-29"
    MIDDLE = "30-49"
    OLDER = "50-"


class Length(StrEnum):
    """Which day of the absence the sick hours fall on."""

    DAYS_1_14 = "1-14"
    DAYS_15_90 = "15-90"
    DAYS_91_180 = "91-180"
    OVER_180 = "181-"
