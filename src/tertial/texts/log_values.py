"""What entries about pictures and tables under texts hold, in words."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.log_values import describe
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place

_STORED = {"goal", "plan", "project", "controlplan", "commoncontrol", "commonrow"}


def declare() -> None:
    """Says what the log cannot read from the models."""
    describe(
        shaped={"attachment.file": lambda _name: _("a picture"), "attachment.table": _table},
        row_names={"textsection": _sections},
    )


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
