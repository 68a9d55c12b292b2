"""Why a configuration is refused."""

from tertial.domain.message import DomainError


class UnusableConfiguration(DomainError):
    """A file is no configuration, or one that cannot be used here; nothing is changed."""
