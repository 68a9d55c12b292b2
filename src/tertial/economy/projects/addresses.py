"""Where each table and project has its place on the pages of this room."""

from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import ProjectTable


def tables_url(code: str, period: Period) -> str:
    """The page of all tables of a unit and period."""
    return reverse("economy:projects", args=[code, period.key])


def table_url(code: str, period: Period, table: ProjectTable, anchor: str = "") -> str:
    """The page of a table for a unit and period, at a place on it."""
    return f"{reverse('economy:project_table', args=[code, period.key, table.key])}{f'#{anchor}' if anchor else ''}"


def project_url(project_ref: Ref, period: Period, anchor: str = "") -> str:
    """The page of a project in a period, at a place on it."""
    return f"{reverse('economy:project', args=[project_ref])}?period={period.key}{f'#{anchor}' if anchor else ''}"
