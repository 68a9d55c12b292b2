"""What can be wrong with what is imported about staff."""

from tertial.domain.message import DomainError


class UnusableFile(DomainError):
    """A file that cannot be read as what it was said to hold."""


class NotApplied(DomainError):
    """An import that cannot be applied or undone."""


class ReplacesSomethingElse(NotApplied):
    """What the files replace has changed since it was shown."""
