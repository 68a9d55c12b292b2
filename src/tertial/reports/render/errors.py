"""Why a report was not made."""

from tertial.domain.message import DomainError


class ReportNotRendered(DomainError):
    """A renderer could not turn the tree into its format."""


class TemplateUnusable(ReportNotRendered):
    """The municipality's Word template cannot be used."""
