"""Why a report was not made."""

from tertial.domain.message import DomainError


class ReportNotRendered(DomainError):
    """A renderer could not turn the tree into its format."""


class FontsMissing(ReportNotRendered):
    """The fonts that come with Tertial are not where they belong, or cannot be read."""


class TemplateUnusable(ReportNotRendered):
    """The municipality's Word template cannot be used."""


class ReportNotWritten(DomainError):
    """The finished file could not be put where it was asked for; nothing half-written is left."""
