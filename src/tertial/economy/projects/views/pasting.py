"""Pasting rows from a spreadsheet into a table: what each would become, and then writing them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.common.wording import sentence
from tertial.domain.document.pasted_table import PastedTable, read_pasted
from tertial.domain.project_table.pasting import Becomes, Entered, PastedLine
from tertial.economy.models import Project, ProjectTable
from tertial.economy.money_field import as_typed
from tertial.economy.projects.actions.pasting import fingerprint_of, paste_rows
from tertial.economy.projects.addresses import project_url, table_url
from tertial.economy.projects.forms.pasting import COLUMN, PasteForm
from tertial.economy.projects.queries.layout import Layout, layout_for
from tertial.economy.projects.queries.pasting import Pasted, column_choices, columns_by_heading, group_names, lines_of
from tertial.economy.projects.views.places import at_former_addresses, table_at
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right


@require_http_methods(["GET", "POST"])
@at_former_addresses
def paste(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """Rows to paste, what each becomes, and the page of the table once they are saved."""
    workplace = enter(request, code, period, Right.PLAN)
    table = table_at(workplace.unit, slug)
    form, pasted, lines = PasteForm(), None, list[PastedLine]()
    if request.method == "POST":
        form, pasted = _read(request, workplace, table)
    if pasted is not None:
        with refusals_shown_in(form):
            lines = lines_of(workplace.unit, table, workplace.period, pasted)
    if pasted is not None and lines and "save" in request.POST:
        with refusals_shown_in(form, beside="pasted"):
            _save(request, workplace, table, pasted)
            return redirect(table_url(workplace.code, workplace.period, table))
    return _page(request, workplace, table, form, lines)


def _read(request: HttpRequest, workplace: Workplace, table: ProjectTable) -> tuple[PasteForm, Pasted | None]:
    """What was pasted, and the form with a choice for each of its columns: as they were chosen, else by headings."""
    form, year = PasteForm(request.POST), workplace.period.year
    found: PastedTable | None = None
    with refusals_shown_in(form, beside="pasted"):
        found = read_pasted(request.POST.get("pasted", "")) if form.data.get("pasted", "").strip() else None
    if found is None:
        return form, None
    labels = [column.label for column in found.columns]
    sent = request.POST.dict()
    if sent.get("labels") != "\t".join(labels):
        proposed = columns_by_heading(table, labels, year)
        sent |= {f"{COLUMN}{number}": meaning for number, meaning in enumerate(proposed)}
    form = PasteForm(sent, labels=labels, choices=column_choices(table, year))
    if not form.is_valid():
        return form, None
    given = form.cleaned_data
    return form, Pasted(table=found, columns=form.columns(), on=given["on"], reference=given["reference"])


def _save(request: HttpRequest, workplace: Workplace, table: ProjectTable, pasted: Pasted) -> None:
    seen = request.POST.get("seen", "")
    unit, period = workplace.unit, workplace.period
    lines = paste_rows(by=person_of(request), unit=unit, table=table, period=period, pasted=pasted, seen=seen)
    number = sum(line.is_written for line in lines)
    text = ngettext("%(number)s row is saved.", "%(number)s rows are saved.", number) % {"number": number}
    messages.success(request, text, extra_tags=undo_address(table))


def _page(
    request: HttpRequest, workplace: Workplace, table: ProjectTable, form: PasteForm, lines: list[PastedLine]
) -> HttpResponse:
    layout, year, groups = layout_for(table), workplace.period.year, group_names(table)
    url, pages = table_url(workplace.code, workplace.period, table), _pages(workplace, lines)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "form": form,
        "plain_fields": [form[name] for name in form.fields if not name.startswith(COLUMN)],
        "column_fields": [form[name] for name in form.fields if name.startswith(COLUMN)],
        "labels": "\t".join(_labels(form)),
        "caption": layout.caption_for(year),
        "rule": layout.amounts_rule(),
        "row_heading": layout.row_heading(year),
        "cancel_url": url,
        "trail": [(layout.caption_for(year), url)],
        "lines": [_shown(layout, workplace, groups, pages, line) for line in lines],
        "tally": _tally(lines),
        "written": sum(line.is_written for line in lines),
        "seen": fingerprint_of(lines),
    }
    return render(request, "economy/projects/paste.html", context, status=422 if form.errors else 200)


def _labels(form: PasteForm) -> list[str]:
    """The headings that were pasted, to know whether they are others the next time."""
    if not any(name.startswith(COLUMN) for name in form.fields):
        return []
    return [column.label for column in read_pasted(form.data["pasted"]).columns]


def _words() -> dict[Becomes, str]:
    return {
        Becomes.NEW: _("New row"),
        Becomes.CHANGED: _("Changed"),
        Becomes.SAME: _("Unchanged"),
        Becomes.LEFT_OUT: _("Left out"),
        Becomes.REFUSED: _("Is refused"),
    }


def _tally(lines: Iterable[PastedLine]) -> list[tuple[str, int]]:
    counted = Counter(line.becomes for line in lines)
    return [(word, counted[becomes]) for becomes, word in _words().items() if counted[becomes]]


def _pages(workplace: Workplace, lines: Iterable[PastedLine]) -> dict[int, str]:
    numbers = [line.project for line in lines if line.project is not None]
    refs = Project.objects.filter(pk__in=numbers).values_list("pk", "ref")
    return {number: project_url(ref, workplace.period) for number, ref in refs}


def _shown(
    layout: Layout, workplace: Workplace, groups: Mapping[str, str], pages: Mapping[int, str], line: PastedLine
) -> dict[str, Any]:
    """A pasted row as the page tells what it becomes."""
    return {
        "number": line.number,
        "name": line.name,
        "url": pages.get(line.project or 0, ""),
        "becomes": _words()[line.becomes],
        "tone": {Becomes.REFUSED: "error", Becomes.LEFT_OUT: "info"}.get(line.becomes, ""),
        "group": groups.get(line.group, ""),
        "amounts": [_amount(layout, workplace.period.year, each) for each in line.amounts],
        "said": [sentence(message) for message in line.said],
    }


def _amount(layout: Layout, year: int, entered: Entered) -> str:
    """What a column comes to, and where something stood there what is added to it."""
    stands, added = (
        as_typed(layout.convention.shown(ore), layout.money_unit) for ore in (entered.stands, entered.amount)
    )
    said = {"heading": layout.heading(entered.column, year), "stands": stands, "added": added}
    if entered.stands == entered.amount:
        return "{heading}: {stands}".format(**said)
    return _("%(heading)s: %(stands)s (an amount of %(added)s is added)") % said
