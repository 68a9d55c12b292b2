"""Writes of statements: a draft becomes a text only when someone adopts it."""

from tertial.accounts.models import Person
from tertial.common.policies import NotThere
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.message import Message, gettext_noop
from tertial.economy.statements.refs import slot_of, subject_of
from tertial.economy.statements.row_drafts import live_draft_of
from tertial.economy.statements.view import StatementView
from tertial.texts.actions import Conflict, Saved, adopt_text


def adopt_draft(*, by: Person, view: StatementView, row: str) -> Saved | Conflict:
    """Writes the draft of a row's comment as a text by the person, its figures live.

    Conflict, and nothing written, where anyone has written about the row already. Raises NotAllowed, and NotThere for a
    row that the statement does not have.
    """
    line = next((each for each in view.reading.lines if each.key == row), None)
    if line is None:
        template = gettext_noop("“%(statement)s” has no row called “%(row)s”.")
        raise NotThere(Message(template, {"statement": view.reading.title, "row": row}))
    stands = view.comments.get(row)
    if stands is not None:
        return Conflict(stands)
    return adopt_text(
        by=by,
        unit=view.unit,
        subject=subject_of(view.unit),
        slot=slot_of(view.reading.key, row),
        period=view.period.key,
        document=rich_text_to_json(from_plain_text(live_draft_of(view, line))),
        revision=view.revision_of(row),
    )
