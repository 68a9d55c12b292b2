"""Headings that stand in several sheets."""

from tertial.domain.message import gettext_noop

UNIT = gettext_noop("Unit")
YEAR = gettext_noop("Year")
CODE = gettext_noop("Code")
NAME = gettext_noop("Name")
UNDER = gettext_noop("Under")
EMAIL = gettext_noop("E-mail address")
DESCRIPTION = gettext_noop("Description")
DECIMALS = gettext_noop("Decimals")
SOURCE = gettext_noop("Source")
PERIOD = gettext_noop("Period")
COMMENT = gettext_noop("Comment")
