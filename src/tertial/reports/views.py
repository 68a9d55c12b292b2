"""Pages of reports: what is missing, the preview, the files, and the templates."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.wording import sentence
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.goals.models import Plan
from tertial.organisation import gate, policies
from tertial.organisation.models import Unit
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter, unit_at, unit_in_address
from tertial.reports.actions import archive_template, save_template
from tertial.reports.blocks import BLOCKS
from tertial.reports.blocks.goals import GOAL_PARTS
from tertial.reports.chapters.entries import entries_by_slot
from tertial.reports.compose import compose
from tertial.reports.composed import composed
from tertial.reports.declaration import read_declaration
from tertial.reports.errors import NoTemplate, NothingToReport, UnusableTemplate
from tertial.reports.file_views import LABELS
from tertial.reports.forms import TemplateForm
from tertial.reports.models import ReportKind, ReportTemplate
from tertial.reports.page_fragment import drawn
from tertial.reports.plain_template import plain_declaration
from tertial.reports.queries import entry_lists, kind_of, template_row_for
from tertial.reports.render.files import FORMATS
from tertial.reports.text_slots import subject_of
from tertial.reports.text_subjects import free_texts
from tertial.reports.tracing import where
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of
from tertial.things.rights import Right

_LAST_MONTH = {ReportKind.ANNUAL: 12, ReportKind.INTERIM: 8}


@require_GET
def report(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The report as it would be today, the files, and everything that is still missing or doubtful."""
    workplace = enter(request, code, period)
    unit, when = workplace.unit, workplace.period
    try:
        composition, fragment = composed(unit, when)
    except (NothingToReport, NoTemplate, UnusableTemplate) as error:
        refusal = {
            "sentence": sentence(error.message),
            "nothing": isinstance(error, NothingToReport),
            "no_template": isinstance(error, NoTemplate),
        }
        return render(request, "reports/unavailable.html", refusal)
    context = {
        "fragment": fragment,
        "report": composition.document,
        "findings": _shown(composition.findings, unit, when),
        "formats": [(name, LABELS[name]) for name in FORMATS],
        "free_texts": _free_texts(unit, when),
        "template": template_row_for(unit, kind_of(when)),
    }
    return render(request, "reports/report.html", context)


@require_GET
def templates(request: HttpRequest) -> HttpResponse:
    """Which template serves which unit, for each kind of report."""
    policies.check_reads_somewhere(person_of(request))
    rights = policies.rights(person_of(request))
    own = {(row.unit_id, row.kind): row for row in ReportTemplate.objects.filter(archived_at=None)}
    rows = [
        {
            "unit": unit,
            "depth": depth,
            "may_change": gate.may(person_of(request), gate.ADMINISTER, unit),
            "kinds": [
                (kind, own.get((unit.pk, kind.value)), _without_own(rights.tree.path(unit.pk), kind, own))
                for kind in ReportKind
            ],
        }
        for unit, depth in rights.tree.walk()
        if Right.READ in rights.in_unit(unit.pk)
    ]
    return render(request, "reports/templates.html", {"rows": rows, "kinds": list(ReportKind), "has_any": bool(own)})


def _without_own(path: Iterable[Unit], kind: ReportKind, own: Collection[tuple[int, str]]) -> str:
    """Which template serves a unit, given with all above it, that has none of its own."""
    units = [unit.pk for unit in path]
    if any((unit, kind.value) in own for unit in units):
        return _("from above")
    return (
        _("that of the annual report")
        if any((unit, ReportKind.ANNUAL.value) in own for unit in units)
        else _("none yet")
    )


@require_http_methods(["GET", "POST"])
@edits(Unit, unit_in_address)
def template(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Shows and changes the declaration of one template; a unit without its own starts from the one that serves it."""
    unit, report_kind = unit_at(person_of(request), code), _kind(kind)
    policies.check_reads(person_of(request), unit)
    if request.method == "POST":
        gate.check(person_of(request), gate.ADMINISTER, unit)
    own = ReportTemplate.objects.filter(unit=unit, kind=report_kind, archived_at=None).first()
    serving = own or template_row_for(unit, report_kind)
    initial = {"declaration": serving.declaration if serving else plain_declaration(unit, report_kind)}
    form = TemplateForm(request.POST or None, initial=initial, edits=own or unit, proposed=own is None)
    if request.method == "POST" and form.is_valid():
        try:
            saved = save_template(
                by=person_of(request), unit=unit, kind=report_kind, declaration=form.cleaned_data["declaration"]
            )
        except UnusableTemplate as error:
            form.add_error("declaration", sentence(error.message))
        else:
            messages.success(request, _("The template is saved."), extra_tags=undo_address(saved))
            return redirect("reports:template", code=unit.code, kind=kind)
    return render(
        request,
        "reports/template.html",
        {
            "unit": unit,
            "kind": report_kind,
            "own": own,
            "serving": serving,
            "form": form,
            "may_change": gate.may(person_of(request), gate.ADMINISTER, unit),
            "blocks": [(name, _(kind.prints), list(kind.options)) for name, kind in BLOCKS.items()],
            "parts": [(part, _(prints)) for part, prints in GOAL_PARTS.items()],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def try_template(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Shows what a declaration would print for the year of the unit's newest plan, or this year, without storing it."""
    unit, report_kind = unit_at(person_of(request), code), _kind(kind)
    gate.check(person_of(request), gate.ADMINISTER, unit)
    plan = Plan.objects.filter(unit=unit, archived_at=None).order_by("-year").first()
    try:
        declaration = read_declaration(request.POST.get("declaration", ""))
        period = Period.to_month(plan.year if plan else timezone.localdate().year, _LAST_MONTH[report_kind])
        composition = compose(unit, period, declaration=declaration)
    except DomainError as error:
        return render(request, "reports/trial.html", {"sentence": sentence(error.message)}, status=422)
    context = {
        "fragment": drawn(composition.document, unit, period),
        "findings": _shown(composition.findings, unit, period),
    }
    return render(request, "reports/trial.html", context)


@require_POST
def archive(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """Lets the template of the unit above serve again."""
    own = get_object_or_404(ReportTemplate, unit=unit_at(person_of(request), code), kind=_kind(kind), archived_at=None)
    archive_template(by=person_of(request), template=own)
    text = _("The unit's own template is archived; the one above is used again.")
    messages.success(request, text, extra_tags=undo_address(own))
    return redirect("reports:templates")


@dataclass(frozen=True, slots=True)
class _ShownFinding:
    severity: str
    kind: str
    sentence: str
    url: str


def _shown(findings: Iterable[Finding], unit: Unit, period: Period) -> dict[str, list[_ShownFinding]]:
    """The findings in the reader's language: what must be done, the heaviest first, and what is good to know."""
    kinds = {Severity.ERROR: _("Missing"), Severity.WARNING: _("Check")}
    shown = [
        _ShownFinding(
            finding.severity.value,
            kinds.get(finding.severity, ""),
            sentence(finding.message),
            where(finding.ref, unit, period) if finding.ref else "",
        )
        for finding in sorted(findings, key=lambda finding: list(Severity).index(finding.severity))
    ]
    return {
        "to_do": [finding for finding in shown if finding.severity != Severity.NOTE.value],
        "notes": [finding for finding in shown if finding.severity == Severity.NOTE.value],
    }


def _free_texts(unit: Unit, period: Period) -> list[tuple[str, str, bool]]:
    """Each free text and each list of sections of the report: its heading, its page, and whether anything is there."""
    subject = subject_of(unit)
    texts = texts_of([subject], period.key)
    with_entries = entries_by_slot(unit, period)
    written = [
        (heading, reverse("texts:section", args=[subject, slot, period.key]), _is_written(texts.get((subject, slot))))
        for slot, heading in free_texts(unit, period).items()
    ]
    chapters = [
        (each.title, reverse("reports:chapter", args=[unit.code, period.key, slot]), slot in with_entries)
        for slot, each in entry_lists(unit, period).items()
    ]
    return written + chapters


def _is_written(section: TextSection | None) -> bool:
    return section is not None and bool(section.plain_text.strip())


def _kind(text: str) -> ReportKind:
    try:
        return ReportKind(text)
    except ValueError as error:
        raise Http404 from error
