"""Files with risks in: choose, see what they would bring, import, and take back."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.drafts import Draft, find_draft, forget_draft, keep_draft, throw_away
from tertial.common.exports import ExportTable, as_response
from tertial.common.forms import refusals_shown_in
from tertial.common.tabular_files import Refusal
from tertial.common.uploads import takes_uploads
from tertial.common.wording import sentence
from tertial.control.actions.importing import Imported, import_risks
from tertial.control.forms.incoming import MOST_BYTES, MOST_FILES, RiskFilesForm
from tertial.control.incoming.reading import COLUMNS, RiskRow, read_risks
from tertial.control.queries.imports import imports_into
from tertial.domain.message import gettext_noop
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right

_ROOM = "control"
_REFUSALS_SHOWN, _ROWS_SHOWN = 100, 10
_TOO_LARGE = gettext_noop("The files are too large; send at most 20 files of 5 MB each.")
_SHOWN = ("process", "risk", "likelihood", "consequence", "decision", "measure", "responsible", "due")


@takes_uploads(MOST_FILES * MOST_BYTES, _TOO_LARGE)
@require_http_methods(["GET", "POST"])
def imports(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What has been imported, and the form for more; what is sent is shown before anything is saved."""
    workplace = enter(request, code, period, Right.PLAN)
    form = RiskFilesForm()
    if request.method == "POST":
        form = RiskFilesForm(request.POST, request.FILES)
        if form.is_valid():
            person = person_of(request)
            token = keep_draft(room=_ROOM, person=person, unit=workplace.unit, files=form.cleaned_data["given"])
            with refusals_shown_in(form, beside="given"):
                _rows(_draft(request, workplace, token))
                return redirect("control:import_preview", workplace.code, workplace.period.key, token)
            forget_draft(token)
    context = {
        **_frame(workplace),
        "form": form,
        "columns": "; ".join(names[0] for names in COLUMNS.values()),
        "imports": imports_into(workplace.unit, workplace.period.year),
    }
    return render(request, "control/imports/imports.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, code: str, period: str, token: str) -> HttpResponse:
    """What the files would bring and which rows cannot be used; imported with POST."""
    workplace = enter(request, code, period, Right.PLAN)
    draft = _draft(request, workplace, token)
    rows, imported = _imported(request, workplace, draft, dry_run=request.method != "POST")
    if imported.entry is not None:
        transaction.on_commit(partial(forget_draft, token))
        said = ngettext("%(risks)s risk was imported.", "%(risks)s risks were imported.", imported.risks)
        undo = undo_address_of([imported.entry])
        messages.success(request, said % {"risks": imported.risks}, extra_tags=undo)
        return redirect("control:imports", workplace.code, workplace.period.key)
    context = {
        **_frame(workplace),
        "draft": draft,
        "imported": imported,
        "refused": [(refusal, sentence(refusal.reason)) for refusal in imported.refused[:_REFUSALS_SHOWN]],
        "more_refused": max(len(imported.refused) - _REFUSALS_SHOWN, 0),
        "head": [COLUMNS[field][0] for field in _SHOWN],
        "rows": [(row.line, [row.texts[field] for field in _SHOWN]) for row in rows[:_ROWS_SHOWN]],
        "can_import": bool(rows) and not imported.refused,
    }
    return render(request, "control/imports/preview.html", context, status=422 if request.method == "POST" else 200)


@require_POST
def drop(request: HttpRequest, code: str, period: str, token: str) -> HttpResponse:
    """Throws the files away."""
    workplace = enter(request, code, period, Right.PLAN)
    _draft(request, workplace, token)
    throw_away(request, token)
    return redirect("control:imports", workplace.code, workplace.period.key)


@require_GET
def example(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """An empty file with the right headings."""
    enter(request, code, period)
    return as_response(ExportTable(_("Risks"), [names[0] for names in COLUMNS.values()], []), file_type, _("Risks"))


def _imported(
    request: HttpRequest, workplace: Workplace, draft: Draft, *, dry_run: bool
) -> tuple[list[RiskRow], Imported]:
    rows, broken = _rows(draft)
    imported = import_risks(
        by=person_of(request),
        unit=workplace.unit,
        year=workplace.period.year,
        rows=rows,
        names=list(draft.paths),
        dry_run=dry_run or bool(broken) or not rows,
    )
    imported.refused[:0] = broken
    return rows, imported


def _draft(request: HttpRequest, workplace: Workplace, token: str) -> Draft:
    return find_draft(room=_ROOM, person=person_of(request), unit=workplace.unit, token=token)


def _rows(draft: Draft) -> tuple[list[RiskRow], list[Refusal]]:
    broken: list[Refusal] = []
    return [row for name, path in draft.paths.items() for row in read_risks(path, broken, name)], broken


def _frame(workplace: Workplace) -> dict[str, object]:
    return {"workplace": workplace, "period": workplace.period, "here": "imports"}
