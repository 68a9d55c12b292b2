"""The page of a chapter that holds sections, each with its heading and texts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.reports.chapters import actions
from tertial.reports.chapters.entries import entries_by_slot
from tertial.reports.chapters.forms import HeadingForm
from tertial.reports.models import ChapterEntry
from tertial.reports.queries import EntryList, entry_lists
from tertial.reports.text_subjects import figures_of
from tertial.texts.reading import page_texts


@require_http_methods(["GET", "POST"])
def chapter(request: HttpRequest, code: str, period: str, slot: str) -> HttpResponse:
    """Every section of the chapter with its texts to write in, and a new one to add."""
    workplace = enter(request, code, period)
    declared = entry_lists(workplace.unit, workplace.period).get(slot)
    if declared is None:
        raise Http404
    form = HeadingForm(request.POST or None)
    if request.method == "POST":
        gate.check(person_of(request), gate.REPORT, workplace.unit)
        form = HeadingForm(request.POST)
        if form.is_valid():
            entry = actions.add_entry(
                by=person_of(request), unit=workplace.unit, period=workplace.period, slot=slot, **form.cleaned_data
            )
            messages.success(request, _("“%(heading)s” is added.") % {"heading": entry}, extra_tags=undo_address(entry))
            return redirect(_address(entry))
    context = {"workplace": workplace, "declared": declared, "form": form, **_sections(workplace, declared)}
    return render(request, "reports/chapters/page.html", context, status=422 if form.errors else 200)


def _sections(workplace: Workplace, declared: EntryList) -> dict[str, Any]:
    unit, period = workplace.unit, workplace.period
    entries = entries_by_slot(unit, period).get(declared.slot, [])
    refs = [entry.ref for entry in entries]
    away = ChapterEntry.objects.filter(unit=unit, period=period.key, slot=declared.slot).exclude(archived_at=None)
    return {
        "entries": [(entry, ref, list(declared.texts.items())) for entry, ref in zip(entries, refs, strict=True)],
        "archived": away,
        "texts": page_texts(
            unit=unit,
            subjects=refs,
            period=period,
            figures=figures_of(unit.pk, period),
            writable=refs if workplace.may_report else (),
        ),
    }


@require_http_methods(["GET", "POST"])
@edits(ChapterEntry, ref="entry_ref")
def rename(request: HttpRequest, entry_ref: Ref) -> HttpResponse:
    """The heading of a section."""
    entry = _entered(request, entry_ref)
    form = HeadingForm(request.POST or None, initial={"heading": entry.heading}, edits=entry)
    gate.check(person_of(request), gate.REPORT, entry)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            actions.rename_entry(by=person_of(request), entry=entry, **form.cleaned_data)
            messages.success(request, _("The heading is saved."), extra_tags=undo_address(entry))
            return redirect(_address(entry))
    return form_page(request, form, _("Change the heading"), _address(entry), about=entry.heading)


@require_POST
def move(request: HttpRequest, entry_ref: Ref, direction: str) -> HttpResponse:
    """Puts a section one step up (`upp`) or down (`ned`)."""
    entry = _entered(request, entry_ref)
    actions.move_entry(by=person_of(request), entry=entry, down=direction == "ned")
    return redirect(_address(entry))


@require_POST
def archive(request: HttpRequest, entry_ref: Ref) -> HttpResponse:
    """Takes a section away, with an undo in the message."""
    entry = _entered(request, entry_ref)
    actions.archive_entry(by=person_of(request), entry=entry)
    messages.success(request, _("“%(name)s” is taken away.") % {"name": entry}, extra_tags=undo_address(entry))
    return redirect(_address(entry))


@require_POST
def restore(request: HttpRequest, entry_ref: Ref) -> HttpResponse:
    """Brings a section back."""
    entry = _entered(request, entry_ref)
    actions.restore_entry(by=person_of(request), entry=entry)
    messages.success(request, _("“%(name)s” is back.") % {"name": entry})
    return redirect(_address(entry))


def _entered(request: HttpRequest, entry_ref: Ref) -> ChapterEntry:
    entry = get_object_or_404(ChapterEntry.objects.select_related("unit"), ref=entry_ref)
    enter(request, entry.unit, Period.parse(entry.period))
    return entry


def _address(entry: ChapterEntry) -> str:
    page = reverse("reports:chapter", args=[entry.unit.code, entry.period, entry.slot])
    return page if entry.archived_at else f"{page}#{entry.ref.anchor}"
