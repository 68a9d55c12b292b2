"""The ledger lines behind the outcome of a project, and the file and row they came from."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.common.exports import as_response
from tertial.domain.message import excerpt
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import Ref
from tertial.economy.ledger.behind import LineFilter, LinesPage, project_lines
from tertial.economy.models import Project
from tertial.economy.projects.actions.projects import holds
from tertial.economy.projects.addresses import project_url
from tertial.economy.projects.queries.layout import layout_for
from tertial.economy.projects.views.places import at_former_addresses, enter_project, table_at
from tertial.economy.projects.views.tables import sections
from tertial.economy.statements.lines import LINES_A_PAGE, MOST_IN_A_FILE, lines_table, printed_line
from tertial.organisation.queries import municipality_of
from tertial.organisation.workplace import Workplace


@require_GET
@at_former_addresses
def lines(request: HttpRequest, project_ref: Ref, slug: str) -> HttpResponse:
    """What is booked on the project from January to the end of the period."""
    project, workplace = enter_project(request, project_ref)
    table, codes = table_at(project.unit, slug), _codes(project, slug)
    text, asked = _text(request), request.GET.get("page", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 8 else 1
    found = _read(request, project, workplace, slug, page=number)
    paginator = Paginator(range(found.count), LINES_A_PAGE)
    page = paginator.get_page(number)
    if page.number != number:
        found = _read(request, project, workplace, slug, page=page.number)
    address = [
        reverse("economy:project_lines_file", args=[project.ref, slug, file_type]) for file_type in ("xlsx", "csv")
    ]
    query = f"?period={workplace.period.key}&text={text}"
    context = {
        "project": project,
        "workplace": workplace,
        "period": workplace.period,
        "caption": layout_for(table).caption_for(workplace.period.year),
        "sections": sections(workplace, project.table),
        "project_url": project_url(project.ref, workplace.period),
        "codes": codes,
        "text": text,
        "lines": [printed_line(line, workplace) for line in found.lines],
        "count": found.count,
        "sum": format_quantity(from_ore(found.total, Quantum.KRONOR, 2)),
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "xlsx": f"{address[0]}{query}",
        "csv": f"{address[1]}{query}",
    }
    return render(request, "economy/projects/lines.html", context)


@require_GET
@at_former_addresses
def lines_file(request: HttpRequest, project_ref: Ref, slug: str, file_type: str) -> HttpResponse:
    """All of them as a file, at most as many as a spreadsheet can open."""
    project, workplace = enter_project(request, project_ref)
    found = _read(request, project, workplace, slug, size=MOST_IN_A_FILE)
    name = f"{workplace.code}-{workplace.period.key}-{slug}-{_('lines')}-{project.ref.last}"
    return as_response(lines_table(excerpt(project.name, 30), found.lines), file_type, name)


def _codes(project: Project, slug: str) -> list[str]:
    """The project's codes in the table of the address; none is no address."""
    table = table_at(project.unit, slug)
    if not holds(table, project):
        raise Http404
    return [code.code for code in project.codes.all() if code.table_id == table.pk]


def _read(
    request: HttpRequest, project: Project, workplace: Workplace, slug: str, *, page: int = 1, size: int = LINES_A_PAGE
) -> LinesPage:
    municipality, narrowed = municipality_of(project.unit), LineFilter(text=_text(request))
    codes = _codes(project, slug)
    return project_lines(municipality, workplace.period, codes, filters=narrowed, page=page, page_size=size)


def _text(request: HttpRequest) -> str:
    return request.GET.get("text", "").strip()[:100]
