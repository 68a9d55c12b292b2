"""Files of staff figures, on the way that all files go."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tertial.accounts.models import Person
from tertial.common.exports import ExportTable
from tertial.common.keys import Keyed
from tertial.common.period_words import spans_words
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.swedish_order import swedish_order
from tertial.intake.adapter import AdapterOfImports, OnProgress, Outdated
from tertial.intake.forms import AnswersForm, Data, SendForm
from tertial.intake.models import SourceKind, StagedImport
from tertial.intake.shown import (
    MOST_KEPT,
    Cells,
    PastImport,
    PreviewPage,
    Table,
    all_or_none,
    first_rows_as_they_stand,
    standing,
    stored_lines,
    table_of_lines,
)
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace
from tertial.staff.actions import apply_import, replaced_by, undo_import
from tertial.staff.errors import ReplacesSomethingElse, UnusableFile
from tertial.staff.incoming.columns import COLUMNS, EXAMPLES, MODELS
from tertial.staff.incoming.files import read_files
from tertial.staff.incoming.reading import StaffFiles
from tertial.staff.models import StaffData, StaffImport
from tertial.staff.queries.imports import imports_of
from tertial.staff.queries.within import units_within
from tertial.staff.words import row_word
from tertial.things.importers import ImportRequest

_ROWS_SHOWN = 10
_CHOICES = [("", gettext_lazy("Decided by the headings")), *StaffData.choices]


class HoldsForm(AnswersForm):
    """What the files hold."""

    kind = forms.ChoiceField(label=gettext_lazy("What the files hold"), required=False, choices=_CHOICES)


class StaffAdapter(AdapterOfImports):
    """Hours, employees, turnover and survey answers of a unit and those below it: all rows or none."""

    sources = {SourceKind.STAFF: gettext_noop("hours, employees, turnover or survey answers in CSV, Excel or ODS")}
    sent_as = SourceKind.STAFF
    slug = "personal"
    made = "staffimport"
    title = gettext_noop("Imports")
    invites = gettext_noop("The figures come from files of the payroll and the staff survey.")
    explains = gettext_noop(
        "A row holds the staff of one unit without the units below it. Hours and employees are given month by month. "
        "Sex is K or M, age group -29, 30-49 or 50-."
    )
    base = "staff/base.html"
    tabs = "staff/parts.html"

    def what(self, staged: StagedImport) -> str:
        """What the files hold."""
        kind = (staged.preview or staged.mapping).get("kind")
        return str(StaffData(kind).label) if kind else str(SourceKind.STAFF.label)

    def asked(self, _source: SourceKind, request: ImportRequest) -> Mapping[str, Any]:
        """The kind that an option names, or as the headings say."""
        word = request.options.get("kind", "")
        if word and word not in StaffData.values:
            template = gettext_noop("“%(kind)s” is not a kind of staff figures; choose among %(kinds)s.")
            raise UnusableFile(Message(template, {"kind": word, "kinds": ", ".join(StaffData.values)}))
        return {"kind": word}

    def send_form(self, _unit: Unit, *sent: Data) -> SendForm:
        """Files, and what they hold where the headings are not to decide it."""
        return SendForm(*sent, sent=self.files(), kinds=_CHOICES)

    def receive(self, staged: StagedImport) -> None:
        """They are read at once."""
        staged.mapping, staged.known = {"kind": staged.kind}, True

    def answers_form(self, staged: StagedImport, data: Data | None = None) -> AnswersForm:
        """What the files hold."""
        return HoldsForm(data, initial=staged.mapping)

    def examples(self, unit: Unit) -> Mapping[str, ExportTable]:
        """Each kind of file with a row to begin with."""
        return {
            kind: ExportTable(
                str(kind.label),
                [column.usual for column in columns],
                [[unit.code if cell == "" else cell for cell in EXAMPLES[kind]]],
            )
            for kind, columns in COLUMNS.items()
        }

    def read(self, staged: StagedImport, _by: Person, tell: OnProgress) -> dict[str, Any]:
        """The rows, what they replace, and those that cannot be used or are hardly true."""
        sent = _read(staged)
        tell(staged.total, staged.total)
        replaced = replaced_by(sent)
        first = sent.files[0].rows
        return {
            "kind": sent.kind.value,
            "rows": len(sent.rows),
            "periods": sent.periods,
            "units": sorted({row.unit.name for row in sent.rows}, key=swedish_order),
            "replaced": {"rows": replaced.rows, "periods": list(replaced.periods)},
            "lost": {"first": [row.pk for row in replaced.lost[:MOST_KEPT]], "count": len(replaced.lost)},
            "refused": stored_lines(sent.refused),
            "doubtful": stored_lines(sent.doubtful),
            "headings": list(first[0][1]),
            "first": [[line, list(cells)] for line, cells in first[1 : _ROWS_SHOWN + 1]],
            "seen": replaced.seen,
        }

    def page(self, staged: StagedImport, *, applied: bool = False) -> PreviewPage:
        """How many rows of which periods and units, what is replaced, and the lines to be looked at."""
        read = staged.preview or {}
        notes, findings = all_or_none(read["refused"])
        notes["warning"] = [] if applied else [*_lost(read["lost"]["count"]), *_hardly_true(read["doubtful"]["count"])]
        notes["info"] = [
            _("Periods: %(periods)s.") % {"periods": spans_words(read["periods"]) or "–"},
            _("Units: %(units)s.") % {"units": ", ".join(read["units"]) or "–"},
            *([] if applied else [_replaces(read["replaced"])]),
        ]
        tables = [
            table_of_lines("refused", _("Rows that cannot be used"), read["refused"]),
            table_of_lines("doubtful", _("Rows that look wrong"), read["doubtful"]),
            *([] if applied else [_lost_table(StaffData(read["kind"]), read["lost"])]),
            first_rows_as_they_stand(read["headings"], read["first"]),
        ]
        return PreviewPage(
            facts=[(_("rows that can be used"), str(read["rows"])), (_("refused"), str(read["refused"]["count"]))],
            notes={tone: texts for tone, texts in notes.items() if texts},
            tables=[table for table in tables if table.rows],
            may_be_applied=bool(read["rows"]) and not read["refused"]["count"],
            findings=findings,
        )

    def write(self, *, by: Person, staged: StagedImport, also: Callable[[Keyed], object]) -> StaffImport:
        """Stores the rows in place of those that the preview told of."""
        try:
            with transaction.atomic():
                made = apply_import(by=by, unit=staged.unit, sent=_read(staged), seen=(staged.preview or {})["seen"])
                also(made)
        except ReplacesSomethingElse as error:
            raise Outdated(error.message) from error
        return made

    def past(self, workplace: Workplace) -> Sequence[PastImport]:
        """The imports for the unit, for those above it and for those below it."""
        found = list(imports_of(workplace.unit))
        counting = _counting(found)
        return [_past(workplace, each, *counting.get(each.pk, (0, 0))) for each in found]

    def take_back(self, *, by: Person, ref: Ref) -> None:
        """Takes the rows out; those they replaced count again."""
        undo_import(by=by, done=StaffImport.objects.select_related("unit").get(ref=ref))


def _read(staged: StagedImport) -> StaffFiles:
    kind = staged.mapping["kind"]
    return read_files(StaffData(kind) if kind else None, staged.paths, units_within(staged.unit))


def _lost(count: int) -> list[str]:
    if not count:
        return []
    title = ngettext(
        "%(number)s group that counts now is not in the files and disappears.",
        "%(number)s groups that count now are not in the files and disappear.",
        count,
    )
    why = _(
        "Whatever stands for a unit and period is replaced as a whole. If the files hold only a part, add the rest "
        "before you import; an undo brings everything back."
    )
    return [f"{title % {'number': count}} {why}"]


def _hardly_true(count: int) -> list[str]:
    return [_("Some rows look wrong. They can be imported, but a column may have been mixed up.")] if count else []


def _replaces(replaced: Mapping[str, Any]) -> str:
    if not replaced["rows"]:
        return _("Replaces nothing.")
    text = ngettext(
        "Replaces %(rows)s row of %(periods)s. It is kept and comes back if the import is undone.",
        "Replaces %(rows)s rows of %(periods)s. They are kept and come back if the import is undone.",
        replaced["rows"],
    )
    return text % {"rows": replaced["rows"], "periods": spans_words(replaced["periods"])}


def _lost_table(kind: StaffData, lost: Mapping[str, Any]) -> Table:
    rows = MODELS[kind]._default_manager.filter(pk__in=lost["first"]).select_related("unit")
    cells = [Cells(row_word(row), []) for row in rows]
    more = lost["count"] - len(lost["first"])
    return Table("lost", _("Groups that disappear"), _("Group"), cells, more=more, shows_lines=True)


def _counting(found: Sequence[StaffImport]) -> dict[int, tuple[int, int]]:
    """Of each import how many of its rows count, and how many there are."""
    counted: dict[int, tuple[int, int]] = {}
    for model in MODELS.values():
        rows = model._default_manager.filter(source__in=[each.pk for each in found]).order_by()
        of = rows.values_list("source").annotate(live=Count("pk", filter=Q(live=True)), every=Count("pk"))
        counted |= {source: (live, every) for source, live, every in of}
    return counted


def _past(workplace: Workplace, done: StaffImport, live: int, every: int) -> PastImport:
    def address(name: str) -> str:
        return reverse(f"intake:{name}", args=[workplace.code, workplace.period.key, done.ref])

    periods = spans_words(done.periods)
    periods = periods[:1].upper() + periods[1:]
    return PastImport(
        ref=done.ref,
        unit=done.unit,
        what=f"{StaffData(done.kind).label}, {spans_words(done.periods)}",
        title=periods,
        files=done.files,
        at=done.applied_at,
        by=done.applied_by,
        mark=standing(taken_back=done.undone_at is not None, counts=bool(live), partly=live < every),
        cells=[(_("Rows"), str(done.rows))],
        page=address("import"),
        take_back="" if done.undone_at else address("undo"),
    )


STAFF = StaffAdapter()
