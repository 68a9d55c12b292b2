"""Stores risks with their measures from the rows of files, all of them or none, and takes them back at once."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.common.tabular_files import Refusal
from tertial.control.actions import archiving
from tertial.control.actions.plans import write_control_plan, write_plan_archived
from tertial.control.actions.risks import write_measure, write_risk
from tertial.control.errors import ControlNotSaved
from tertial.control.incoming import values
from tertial.control.incoming.reading import RiskRow
from tertial.control.models import ControlPlan, Risk
from tertial.control.queries.plan_reading import control_plan_of
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.workflow.imports import IMPORTING, ImportAct, stored_import
from tertial.organisation import gate
from tertial.organisation.models import Unit

Key = tuple[str, str]
IMPORT, TAKEN_BACK = "control_plan.import", "control_plan.take_back"


@dataclass
class Imported:
    """What an import brought, or would bring. Where any row is refused nothing is stored."""

    begins_plan: bool
    risks: int = 0
    measures: int = 0
    refused: list[Refusal] = field(default_factory=list)
    entry: AuditEntry | None = None


@transaction.atomic
def import_risks(
    *, by: Person, unit: Unit, year: int, rows: Sequence[RiskRow], names: Sequence[str], dry_run: bool
) -> Imported:
    """Adds the rows to the unit's control plan of the year, which begins with them where there is none.

    Rows with the same process and risk, and rows without both, add measures to one risk. A dry run tries the very same
    writes and takes them back. One entry covers them all, and by it they are taken back. Raises ControlNotSaved
    where no plan can be begun.
    """
    lock(unit)
    plan = control_plan_of(unit, year)
    gate.enter(by=by, act=gate.PLAN, things=[plan or unit], period=Period.of_year(year))
    imported = Imported(begins_plan=plan is None)
    into = _Into(plan or write_control_plan(by=by, unit=unit, year=year), by)
    for row in rows:
        try:
            with transaction.atomic():
                into.take(row)
        except DomainError as error:
            imported.refused.append(Refusal(row.file, row.line, error.message))
    imported.risks, imported.measures = len(into.risks), len(into.measures)
    if imported.refused or dry_run:
        transaction.set_rollback(True)
        return imported
    imported.entry = audit.record(
        person=by,
        action=IMPORT,
        subject=into.plan,
        after={
            "files": ", ".join(names),
            "risks": [risk.pk for risk in into.risks.values()],
            "measures": into.measures,
            "begins_plan": imported.begins_plan,
        },
    )
    return imported


def take_back_import(*, by: Person, entry: AuditEntry) -> None:
    """Archives what an import has brought, with the plan that began with it where nothing else has come into that.

    Raises ChangedSince where something of it has been changed since, and NotNow for what is taken back.
    """
    plan = ControlPlan.objects.select_related("unit").get(ref=entry.ref)
    gate.enter(by=by, act=gate.PUT_AWAY, things=[plan])
    risks = list(plan.risks.filter(pk__in=entry.after["risks"], archived_at=None))
    taken_back = not risks or audit.history(plan).filter(action=TAKEN_BACK, after__entry=entry.pk).exists()
    IMPORTING.after(stored_import(taken_back=taken_back), ImportAct.TAKE_BACK, thing=entry.after["files"])
    for risk in risks:
        _check_as_brought(risk, entry.after["measures"])
        archiving.write_archived(by=by, thing=risk)
    if entry.after["begins_plan"] and not _holds_something(plan):
        write_plan_archived(by=by, plan=plan)
    audit.record(person=by, action=TAKEN_BACK, subject=plan, after={"entry": entry.pk, "files": entry.after["files"]})


def _check_as_brought(risk: Risk, brought: Sequence[int]) -> None:
    """Nobody has changed the risk or its measures, added to them, or said how far they have come."""
    measures = list(risk.measures.all())
    for thing in (risk, *measures):
        if audit.history(thing).exclude(action__endswith=".create").exists():
            raise audit.changed_since(thing)
    if any(measure.pk not in brought or measure.follow_ups.exists() for measure in measures):
        raise audit.changed_since(risk)


def _holds_something(plan: ControlPlan) -> bool:
    things = (plan.risks, plan.controls, plan.recommendations)
    return any(each.filter(archived_at=None).exists() for each in things)


class _Into:
    """A plan on its way to hold the rows of files."""

    def __init__(self, plan: ControlPlan, by: Person) -> None:
        self.plan, self.by = plan, by
        self.risks: dict[Key, Risk] = {}
        self.measures: list[int] = []
        self._current: Key | None = None
        there = plan.risks.filter(archived_at=None)
        self._there = {_key(process, risk) for process, risk in there.values_list("process", "description")}

    def take(self, row: RiskRow) -> None:
        """Stores a row; raises DomainError, and what follows the row without naming a risk is refused with it."""
        texts = row.texts
        goes_on = not texts["process"] and not texts["risk"]
        key = self._current if goes_on else _key(texts["process"], texts["risk"])
        self._current = None
        if key is None:
            raise _refused(gettext_noop("there is no risk above that could be used; write process and risk"))
        responsible = values.as_person(texts["responsible"], self.plan.unit)
        risk = self.risks.get(key)
        if risk is not None:
            self._check_same(risk, row)
        else:
            risk = self._new_risk(key, row, None if texts["measure"] else responsible)
        self._measure(risk, row, responsible)
        self.risks[key], self._current = risk, key

    def _new_risk(self, key: Key, row: RiskRow, responsible: Person | None) -> Risk:
        texts, model = row.texts, self.plan.control_model
        if key in self._there:
            raise _refused(gettext_noop("the risk stands in the plan already; take the row away, or change it there"))
        return write_risk(
            by=self.by,
            plan=self.plan,
            process=texts["process"],
            description=texts["risk"],
            likelihood=values.as_likelihood(texts["likelihood"], model.likelihoods),
            consequence=values.as_consequence(texts["consequence"], model.consequences),
            decision=values.as_decision(texts["decision"], model),
            reason=texts["reason"],
            responsible=responsible,
        )

    def _check_same(self, risk: Risk, row: RiskRow) -> None:
        """What a further row says of its risk must be what the first said; empty cells say nothing."""
        texts, model = row.texts, self.plan.control_model
        differs = (
            (texts["likelihood"] and values.as_likelihood(texts["likelihood"], model.likelihoods) != risk.likelihood)
            or (
                texts["consequence"]
                and values.as_consequence(texts["consequence"], model.consequences) != risk.consequence
            )
            or (texts["decision"] and values.as_decision(texts["decision"], model) != risk.decision)
        )
        if differs:
            raise _refused(
                gettext_noop("the same risk is valued or decided differently on a row above; let the rows agree")
            )
        if not texts["measure"]:
            raise ControlNotSaved(
                Message(gettext_noop("the same risk stands on a row above; write a measure, or take it away"))
            )

    def _measure(self, risk: Risk, row: RiskRow, responsible: Person | None) -> None:
        due = values.as_day(row.texts["due"])
        if not row.texts["measure"]:
            if due is not None:
                raise ControlNotSaved(
                    Message(gettext_noop("there is a day but no measure to be done by it; write the measure"))
                )
            return
        measure = write_measure(by=self.by, risk=risk, title=row.texts["measure"], responsible=responsible, due=due)
        self.measures.append(measure.pk)


def _key(process: str, risk: str) -> Key:
    return " ".join(process.casefold().split()), " ".join(risk.casefold().split())


def _refused(template: str) -> ControlNotSaved:
    return ControlNotSaved(Message(template))
