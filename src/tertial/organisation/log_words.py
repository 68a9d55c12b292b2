"""What the fields of entries about units and people are called."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.organisation.steps import STEPS, THE_LIST

FIELDS = {
    "number": gettext_noop("municipality number"),
    "entries": gettext_noop("changes"),
    "file": gettext_noop("file"),
    "role": gettext_noop("role"),
    "step": gettext_noop("step"),
    "stays": gettext_noop("changes that could not be taken back"),
    "successor": gettext_noop("taken over by"),
}


def names_of_steps(_keys: Collection[str]) -> Mapping[str, str]:
    """What steps of setting up are called."""
    return {step.key: _(step.word) for step in STEPS.in_order} | {THE_LIST: _("the whole list")}


def how_many(entries: Sequence[int]) -> str:
    """Entries as their number."""
    return str(len(entries))
