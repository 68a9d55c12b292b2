"""What the blocks of a template print, in a few words, for the page where templates are written."""

from django.utils.translation import gettext as _


def block_words() -> dict[str, str]:
    """What each block prints."""
    return {
        "text": _("a text that people write for the report"),
        "paragraph": _("a sentence of the template, with figures that are counted"),
        "goal_overview": _("all goals with their assessments, in one table"),
        "goals": _("every goal with the parts chosen"),
        "assignments": _("every assignment, in one table"),
        "indicators": _("every indicator, in one table"),
        "sources": _("where the outcomes come from"),
    }


def part_words() -> dict[str, str]:
    """What each part of a goal prints."""
    return {
        "assessment": _("the assessment, and its reason where people decided otherwise"),
        "motivation": _("why it is assessed so"),
        "analysis": _("the text about each indicator"),
        "work": _("the work carried out"),
        "charts": _("a small chart of each indicator"),
        "indicators": _("the table of indicators"),
        "assignments": _("the table of assignments"),
    }
