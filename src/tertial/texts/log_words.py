"""What entries about texts and about what stands under them hold, in words."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place
from tertial.things.log_words import Logged, LogGroup

_STORED = {"goal", "plan", "project", "controlplan", "commoncontrol", "commonrow"}


def _table(table: Mapping[str, Any]) -> str:
    number = len(table.get("rows", ()))
    return ngettext("a table of %(number)s row", "a table of %(number)s rows", number) % {"number": number}


def _sections(found: Collection[TextSection]) -> Mapping[int, str]:
    """What texts are about that are about no stored thing, such as a unit's economy."""
    of_place: dict[tuple[Ref, str], list[int]] = {}
    for section in found:
        if section.subject.kind not in _STORED:
            of_place.setdefault((section.subject, section.period), []).append(section.pk)
    places = {each: subject_place(each[0], Period.parse(each[1])) for each in of_place}
    return {number: place.label for each, place in places.items() if place for number in of_place[each]}


GROUP = LogGroup(80, "texts", gettext_noop("Texts"))
SECTION = Logged(
    group=GROUP,
    fields={
        "restored_from": gettext_noop("from version"),
        "revision": gettext_noop("version of the text"),
        "version": gettext_noop("version"),
    },
    names=_sections,
)
ATTACHMENT = Logged(group=GROUP, shaped={"file": lambda _name: _("a picture"), "table": _table})
