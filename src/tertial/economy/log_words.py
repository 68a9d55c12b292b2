"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.economy.budget import log_words as budget
from tertial.economy.ledger import log_words as ledger
from tertial.economy.projects import log_words as projects

WORDS: Mapping[str, str] = {**ledger.WORDS, **budget.WORDS, **projects.WORDS}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {**ledger.KINDS, **budget.KINDS, **projects.KINDS}
FIELD_WORDS: Mapping[str, str] = {**ledger.FIELD_WORDS, **budget.FIELD_WORDS, **projects.FIELD_WORDS}
