"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

WORDS: Mapping[str, str] = {}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {}
FIELD_WORDS: Mapping[str, str] = {}
