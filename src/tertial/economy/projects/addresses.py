"""Where each table and project has its place on the pages of this room."""

from collections.abc import Mapping

from django.http import Http404
from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.project_table import TableKind

SLUGS: Mapping[TableKind, str] = {
    TableKind.SPECIAL_INITIATIVES: "sarskilda-satsningar",
    TableKind.DIGITALISATION_POT: "digitaliseringspott",
    TableKind.EXTERNAL_FUNDING: "extern-finansiering",
    TableKind.INVESTMENTS: "investeringar",
    TableKind.PREMISES_PROJECTS: "lokalprojekt",
    TableKind.DEVELOPMENT_PROJECTS: "exploateringsprojekt",
    TableKind.EXPLOITATION_OUTCOME: "exploateringsutfall",
    TableKind.INVESTMENT_PROJECTS: "investeringsprojekt",
}
_KINDS = {slug: kind for kind, slug in SLUGS.items()}


def kind_at(slug: str) -> TableKind:
    """The table that an address names; raises Http404."""
    if slug not in _KINDS:
        raise Http404
    return _KINDS[slug]


def table_url(code: str, period: Period, kind: TableKind, anchor: str = "") -> str:
    """The page of a table for a unit and period, at a place on it."""
    return f"{reverse('economy:project_table', args=[code, period.key, SLUGS[kind]])}{f'#{anchor}' if anchor else ''}"


def project_url(project_id: int, period: Period, anchor: str = "") -> str:
    """The page of a project in a period, at a place on it."""
    return f"{reverse('economy:project', args=[project_id])}?period={period.key}{f'#{anchor}' if anchor else ''}"
