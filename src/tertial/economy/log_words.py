"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.economy.projects import log_words as projects

WORDS: Mapping[str, str] = {**projects.WORDS}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {**projects.KINDS}
FIELD_WORDS: Mapping[str, str] = {**projects.FIELD_WORDS}
