"""Remedies and their follow-ups, found by their keys."""

from functools import partial

from django.db.models import Q

from tertial.domain.period import Period
from tertial.economy.models import Remedy, RemedyFollowUp
from tertial.economy.remedies.addresses import remedy_url
from tertial.things.histories import meant, refs_of
from tertial.things.kinds import Held


def held_remedy(remedy: Remedy, _rest: str = "") -> Held:
    """A remedy, on the page of its unit."""
    return _held(remedy, remedy.period)


def held_follow_up(follow_up: RemedyFollowUp, _rest: str) -> Held:
    """How far a remedy had come, on the page of the period."""
    return _held(follow_up.remedy, follow_up.period)


def _held(remedy: Remedy, period: str) -> Held:
    return Held(
        called=str(remedy),
        way=partial(remedy_url, remedy, period),
        units=(remedy.unit_id,),
        owner=remedy.responsible_id,
        year=Period.parse(period).year,
        archived=remedy.archived_at is not None,
    )


def history_of_remedy(key: str) -> Q:
    """The entries about a remedy and its follow-ups, also of those that were taken away."""
    remedy = meant(Remedy, key).get()
    gone = Q(action="remedy_follow_up.remove", before__remedy=remedy.pk)
    return Q(ref__in=[remedy.ref, *refs_of(RemedyFollowUp, remedy=remedy)]) | gone
