"""Files in: choose, see what is in them, apply, and take back."""

from functools import partial

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.drafts import Draft, find_draft, forget_draft, keep_draft, throw_away
from tertial.common.exports import ExportTable, as_response
from tertial.common.forms import refusals_shown_in
from tertial.common.uploads import takes_uploads
from tertial.common.wording import sentence
from tertial.domain.ref import Ref
from tertial.domain.swedish_order import swedish_order
from tertial.domain.workflow import NotNow
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace, enter
from tertial.staff import actions
from tertial.staff.errors import NotApplied
from tertial.staff.forms import MOST_BYTES, MOST_FILES, TOO_LARGE, FilesForm
from tertial.staff.incoming.columns import COLUMNS, EXAMPLES
from tertial.staff.incoming.files import read_files
from tertial.staff.incoming.reading import StaffFiles
from tertial.staff.models import StaffData, StaffImport
from tertial.staff.queries.imports import imports_of
from tertial.staff.queries.within import units_within
from tertial.staff.words import row_word
from tertial.things.rights import Right

REFUSALS_SHOWN = 100
ROWS_SHOWN = 10


@require_GET
def imports(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What has been imported, and the form for more."""
    workplace = enter(request, code, period)
    return render(request, "staff/imports.html", _context(request, workplace, FilesForm()))


@takes_uploads(MOST_FILES * MOST_BYTES, TOO_LARGE)
@require_http_methods(["GET", "POST"])
def send(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Takes files and goes on to show what is in them; nothing is saved yet."""
    workplace = enter(request, code, period, Right.PLAN)
    if request.method == "GET":
        return redirect("staff:imports", workplace.code, workplace.period.key)
    form = FilesForm(request.POST, request.FILES)
    if form.is_valid():
        token = keep_draft(
            room="staff",
            person=person_of(request),
            unit=workplace.unit,
            files=form.cleaned_data["given"],
            said=form.cleaned_data["kind"],
        )
        with refusals_shown_in(form, beside="given"):
            _read(_draft(request, workplace, token), workplace)
            return redirect("staff:preview", workplace.code, workplace.period.key, token)
        forget_draft(token)
    return render(request, "staff/imports.html", _context(request, workplace, form), status=422)


@require_http_methods(["GET", "POST"])
def preview(request: HttpRequest, code: str, period: str, token: str) -> HttpResponse:
    """What the files hold, what they replace and which rows cannot be used; applied with POST."""
    workplace = enter(request, code, period, Right.PLAN)
    draft = _draft(request, workplace, token)
    sent = _read(draft, workplace)
    if request.method == "POST":
        try:
            seen = request.POST.get("seen", "")
            done = actions.apply_import(by=person_of(request), unit=workplace.unit, sent=sent, seen=seen)
        except NotApplied as error:
            messages.error(request, sentence(error.message))
        else:
            transaction.on_commit(partial(forget_draft, token))
            undo = reverse("staff:undo", args=[workplace.code, workplace.period.key, done.ref])
            said = ngettext("%(rows)s row was imported.", "%(rows)s rows were imported.", done.rows) % {
                "rows": done.rows
            }
            messages.success(request, said, extra_tags=undo)
            return redirect("staff:imports", workplace.code, workplace.period.key)
    context = {
        **_context(request, workplace, FilesForm()),
        "draft": draft,
        "sent": sent,
        "kind": sent.kind.label,
        **_to_look_at(sent, actions.replaced_by(sent)),
        "refused": [(refusal, sentence(refusal.reason)) for refusal in sent.refused[:REFUSALS_SHOWN]],
        "more_refused": max(len(sent.refused) - REFUSALS_SHOWN, 0),
        "units": sorted({row.unit.name for row in sent.rows}, key=swedish_order),
        "head": [column.usual for column in COLUMNS[sent.kind]],
        "rows": [(line, cells) for line, cells in sent.files[0].rows[1 : ROWS_SHOWN + 1]],
        "shown_head": sent.files[0].rows[0][1],
    }
    return render(request, "staff/preview.html", context, status=422 if request.method == "POST" else 200)


def _to_look_at(sent: StaffFiles, replaced: actions.Replaced) -> dict[str, object]:
    """What the files replace, what disappears with it, and the rows that are hardly true."""
    return {
        "replaced": replaced,
        "lost": [row_word(row) for row in replaced.lost[:REFUSALS_SHOWN]],
        "more_lost": max(len(replaced.lost) - REFUSALS_SHOWN, 0),
        "doubtful": [(doubt, sentence(doubt.reason)) for doubt in sent.doubtful[:REFUSALS_SHOWN]],
        "more_doubtful": max(len(sent.doubtful) - REFUSALS_SHOWN, 0),
    }


@require_POST
def drop(request: HttpRequest, code: str, period: str, token: str) -> HttpResponse:
    """Throws the files away."""
    workplace = enter(request, code, period, Right.PLAN)
    _draft(request, workplace, token)
    throw_away(request, token)
    return redirect("staff:imports", workplace.code, workplace.period.key)


@require_POST
def undo(request: HttpRequest, code: str, period: str, import_ref: Ref) -> HttpResponse:
    """Takes an import back."""
    workplace = enter(request, code, period, Right.PLAN)
    done = get_object_or_404(StaffImport, ref=import_ref)
    try:
        actions.undo_import(by=person_of(request), done=done)
    except (NotApplied, NotNow) as error:
        messages.error(request, sentence(error.message))
    else:
        messages.success(request, _("The import was undone; what it had replaced counts again."))
    return redirect("staff:imports", workplace.code, workplace.period.key)


@require_GET
def example(request: HttpRequest, code: str, period: str, kind: str, file_type: str) -> HttpResponse:
    """An empty file with the right headings and a row to begin with."""
    workplace = enter(request, code, period)
    chosen = StaffData(kind) if kind in StaffData.values else StaffData.HOURS
    row = [workplace.code if cell == "" else cell for cell in EXAMPLES[chosen]]
    return as_response(
        ExportTable(chosen.value, [column.usual for column in COLUMNS[chosen]], [row]), file_type, chosen.value
    )


def _draft(request: HttpRequest, workplace: Workplace, token: str) -> Draft:
    return find_draft(room="staff", person=person_of(request), unit=workplace.unit, token=token)


def _read(draft: Draft, workplace: Workplace) -> StaffFiles:
    return read_files(StaffData(draft.said) if draft.said else None, draft.paths, units_within(workplace.unit))


def _context(request: HttpRequest, workplace: Workplace, form: FilesForm) -> dict[str, object]:
    allowed = gate.may(person_of(request), gate.PLAN, workplace.unit, workplace.period)
    return {
        "workplace": workplace,
        "period": workplace.period,
        "here": "imports",
        "form": form,
        "may_import": allowed,
        "imports": imports_of(workplace.unit)[:50],
        "kinds": [
            (kind, StaffData(kind).label, [column.usual for column in columns]) for kind, columns in COLUMNS.items()
        ],
    }
