"""How many years a block prints side by side (`years = 3`)."""

from tertial.domain.message import Message, gettext_noop
from tertial.reports.blocks.printed import Options

FEWEST_YEARS, MOST_YEARS = 2, 3


def wrong_years(options: Options) -> Message | None:
    """Why so many years cannot stand side by side; None where they can, or are not asked for."""
    if FEWEST_YEARS <= options.get("years", FEWEST_YEARS) <= MOST_YEARS:
        return None
    template = gettext_noop("“years” is how many years stand side by side; write a number from %(least)s to %(most)s.")
    return Message(template, {"least": FEWEST_YEARS, "most": MOST_YEARS})
