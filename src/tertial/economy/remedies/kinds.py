"""What is done against a deficit: remedies and how far they have come."""

from django.db.models import Q

from tertial.domain.message import gettext_noop
from tertial.economy.models import Remedy, RemedyFollowUp
from tertial.economy.remedies import guarded, held, log_words, undo, writes
from tertial.economy.remedies.queries import owned_remedies, remedies_found
from tertial.organisation.graph import AnsweredFor
from tertial.organisation.handing_over import HandedOver
from tertial.things.finding import stored
from tertial.things.histories import as_of
from tertial.things.kinds import Kind
from tertial.things.searching import Searched

KINDS = (
    Kind(
        word="remedy",
        one=gettext_noop("Remedy against a deficit"),
        many=gettext_noop("Remedies against a deficit"),
        find=stored(Remedy, held.held_remedy, "unit"),
        history=held.history_of_remedy,
        writes=writes.REMEDY,
        facets=(
            undo.REMEDY,
            guarded.REMEDY,
            log_words.REMEDY,
            AnsweredFor(owned_remedies),
            HandedOver(write="remedy.change", model=Remedy, field="responsible", standing=Q(archived_at=None)),
            Searched(21, remedies_found),
        ),
    ),
    Kind(
        word="remedyfollowup",
        one=gettext_noop("Follow-up of a remedy"),
        many=gettext_noop("Follow-ups of remedies"),
        find=stored(RemedyFollowUp, held.held_follow_up, "remedy__unit"),
        history=as_of(RemedyFollowUp, "remedy", held.history_of_remedy),
        writes=writes.FOLLOW_UP,
        facets=(undo.FOLLOW_UP, log_words.REMEDY),
    ),
)
