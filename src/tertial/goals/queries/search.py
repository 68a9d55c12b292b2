"""Search over everything that a person may read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.matching import having
from tertial.domain.period import Period
from tertial.goals.addresses import assignment_url, goal_url
from tertial.goals.models import Assignment, Goal, Indicator
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.queries import people_seen_by
from tertial.organisation.roles import Right
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place

MOST = 12
_AROUND = 70


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name, where it stands, and the words around the match if that is in a text."""

    title: str
    place: str
    url: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind; `more` is how many there are besides those shown."""

    label: str
    hits: Sequence[Hit]
    more: int = 0


def search(person: Person, text: str) -> list[HitGroup]:
    """What has every word of the text, by kind, the newest plans first; nothing for less than two characters."""
    words = text.split()
    if len(text.strip()) < 2:
        return []
    units = [unit.pk for unit in policies.rights(person).units_with(Right.READ)]
    groups = [_goals(words, units), _indicators(words, units), _assignments(words, units), _texts(words, units)]
    groups += [_units(words, units), _people(words, person)]
    return [group for group in groups if group.hits]


def _goals(words: list[str], units: list[int]) -> HitGroup:
    goals = Goal.objects.filter(having(words, "name", "description"), plan__unit__in=units, plan__archived_at=None)
    goals = (
        goals.filter(archived_at=None).select_related("plan__unit", "level").order_by("-plan__year", "level__position")
    )
    return _group(
        _("Goals"),
        goals,
        lambda goal: Hit(
            goal.name,
            f"{goal.level} · {goal.plan.unit.name} {goal.plan.year}",
            goal_url(goal.pk, Period.parse(str(goal.plan.year))),
        ),
    )


def _indicators(words: list[str], units: list[int]) -> HitGroup:
    readable = Q(unit__in=units) | Q(goals__plan__unit__in=units)
    indicators = Indicator.objects.filter(readable, having(words, "name", "description", "source", "source_id"))
    indicators = indicators.filter(archived_at=None).select_related("unit").distinct().order_by("name")
    return _group(
        _("Indicators"),
        indicators,
        lambda indicator: Hit(
            indicator.name,
            " · ".join(filter(None, [indicator.unit.name, indicator.source, indicator.source_id])),
            reverse("goals:indicator", args=[indicator.pk]),
        ),
    )


def _assignments(words: list[str], units: list[int]) -> HitGroup:
    found = Assignment.objects.filter(having(words, "title"), plan__unit__in=units, plan__archived_at=None)
    found = found.filter(archived_at=None).select_related("plan__unit", "origin").order_by("-plan__year", "position")
    return _group(
        _("Assignments"),
        found,
        lambda assignment: Hit(
            assignment.title,
            f"{assignment.origin} · {assignment.plan.unit.name} {assignment.plan.year}",
            assignment_url(assignment.pk, Period.parse(str(assignment.plan.year))),
        ),
    )


def _texts(words: list[str], units: list[int]) -> HitGroup:
    texts = TextSection.objects.filter(having(words, "plain_text"), unit__in=units).select_related("unit")
    return _group(_("Texts"), texts.order_by("-period", "subject"), lambda text: _text_hit(text, words))


def _text_hit(text: TextSection, words: Sequence[str]) -> Hit:
    period = Period.parse(text.period)
    about = subject_place(text.subject, period)
    heading = about.slots.get(text.slot, text.slot) if about else text.slot
    name = about.label if about else text.subject
    anchor = "-".join(["text", *text.subject.split(":"), text.slot])
    url = f"{about.url}#{anchor}" if about else reverse("texts:section", args=[text.subject, text.slot, text.period])
    return Hit(heading, f"{name} · {text.unit.name} {text.period}", url, words_around(text.plain_text, words))


def _units(words: list[str], readable: list[int]) -> HitGroup:
    units = Unit.objects.filter(having(words, "name", "code"), pk__in=readable)
    return _group(
        _("Units"),
        units,
        lambda unit: Hit(
            unit.name, f"{unit.code} · {unit.get_kind_display()}", reverse("organisation:unit", args=[unit.code])
        ),
    )


def _people(words: list[str], person: Person) -> HitGroup:
    people = people_seen_by(person).filter(having(words, "name", "title"))
    return _group(
        _("People"),
        people,
        lambda found: Hit(found.name, found.title, reverse("organisation:person", args=[found.pk])),
    )


def _group(label: str, rows: QuerySet, as_hit) -> HitGroup:  # type: ignore[type-arg, no-untyped-def]  # noqa: ANN001
    found = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    return HitGroup(label, [as_hit(row) for row in found[:MOST]], more)


def words_around(text: str, words: Sequence[str]) -> str:
    """The part of a text where the first of the words stands."""
    flat = " ".join(text.split())
    places = [found.start() for word in words if (found := re.search(re.escape(word), flat, re.IGNORECASE))]
    if not places:
        return flat[: 2 * _AROUND]
    first = max(0, min(places) - _AROUND)
    last = min(len(flat), min(places) + 2 * _AROUND)
    return f"{'…' if first else ''}{flat[first:last].strip()}{'…' if last < len(flat) else ''}"
