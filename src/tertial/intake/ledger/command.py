"""What the options of `tertial import ledger` and `sie` say, and what they leave open."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tertial.common.stored_messages import from_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.ledger.closing import check_is_over
from tertial.economy.models import LedgerKind
from tertial.intake.ledger.answers import answers_of, asked_of, left_of, reading_of
from tertial.intake.ledger.closing import NONE, month_in_words, suggestion
from tertial.intake.ledger.proposing import answered
from tertial.intake.ledger.sie.reader import is_sie
from tertial.intake.ledger.tabular.columns import ColumnMapping
from tertial.intake.ledger.tabular.questions import Question, Topic
from tertial.intake.models import SourceKind, StagedImport
from tertial.things.importers import ImportRequest, WrongRequest


def asked(source: SourceKind, request: ImportRequest) -> Mapping[str, Any]:
    """Of what kind and system the files are, and how they are opened. Raises WrongRequest."""
    if source == SourceKind.TABLE:
        of_sie = next((path for path in request.files if is_sie(path)), None)
        if of_sie is not None:
            template = gettext_noop("“%(name)s” is a SIE file; import it with tertial import sie.")
            raise WrongRequest(Message(template, {"name": of_sie.name}))
    _closed_through(request)
    answers_of(request.options)
    reading = reading_of(request.options)
    return {
        "kind": _kind(request.options.get("kind", "")),
        "source_system": request.options.get("source_system", "") or str(source.label),
        "mapping": ColumnMapping(reading=reading).as_json() if source == SourceKind.TABLE else {},
    }


def mapping_answered(staged: StagedImport, request: ImportRequest) -> Mapping[str, Any] | None:
    """How a table is read with the answers of the options; None where they say nothing of it.

    Raises WrongRequest where they leave something open.
    """
    if staged.source == SourceKind.SIE:
        return None
    answers = answers_of(request.options)
    questions = [Question(Topic(one["topic"]), from_json(one["message"])) for one in staged.asks]
    left = left_of(questions, answers, reading_of(request.options))
    if left:
        raise asked_of(left)
    return answered(ColumnMapping.from_json(staged.mapping), answers).as_json() if answers else None


def left_open(topics: Sequence[str], message: Message) -> DomainError:
    """The refusal of a command that leaves open what only the lines have shown."""
    return asked_of([Question(Topic(topic), message) for topic in topics[:1]])


def closing_said(staged: StagedImport, request: ImportRequest) -> tuple[int | None, Sequence[tuple[str, str]]]:
    """To which month the lines are taken as closed, and by whom that was decided; nothing for a budget."""
    said = _closed_through(request)
    closed = said if said is not None or staged.kind != LedgerKind.OUTCOME else suggestion(staged)
    if closed is None:
        return None, ()
    month = month_in_words(closed) if closed else _("no month")
    if said is None:
        month = _("%(month)s (suggested by the lines; --closed-through says otherwise)") % {"month": month}
    return closed, [(_("Booked in full and closed through"), month)]


def _closed_through(request: ImportRequest) -> int | None:
    """The month as YYYYMM, 0 for none, None where nothing was said. Raises WrongRequest."""
    text = request.options.get("closed_through", "")
    if not text:
        return None
    if text.strip().lower() in {"none", "ingen"}:
        return NONE
    try:
        period = Period.parse(text)
        month = period.year * 100 + period.last
        check_is_over(month)
    except DomainError as error:
        raise WrongRequest(error.message) from error
    return month


def _kind(word: str) -> LedgerKind:
    if word and word not in LedgerKind.values:
        template = gettext_noop("“%(kind)s” is not a kind of ledger; choose among %(kinds)s.")
        raise WrongRequest(Message(template, {"kind": word, "kinds": ", ".join(LedgerKind.values)}))
    return LedgerKind(word or LedgerKind.OUTCOME)
