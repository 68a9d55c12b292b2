"""Loads what is written in Exempelby, and the templates of its reports."""

from tertial.accounts.system import the_system
from tertial.control.models import ControlPlan
from tertial.control.text_subjects import SUMMARY
from tertial.demo.exempelby.declared import table, text_of, tree
from tertial.demo.written import written
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.statements.refs import subject_of as economy_of
from tertial.goals.models import Goal
from tertial.organisation.models import Unit
from tertial.reports.actions import save_template
from tertial.reports.models import ReportKind
from tertial.reports.text_slots import subject_of as report_of
from tertial.staff.text_subjects import subject_of as staff_of
from tertial.texts.actions import import_text


def load(units: dict[str, Unit], municipality: Unit) -> None:
    """Stores templates and texts."""
    for kind in ReportKind:
        declaration = text_of(f"report-{kind.value}.toml")
        save_template(by=the_system(), unit=municipality, kind=kind, declaration=declaration)
    for given in tree("texts.toml")["texts"]:
        _write(given, units)
    for place, text in tree("control.toml")["texts"].items():
        unit, _, year = place.partition(" ")
        plan = ControlPlan.objects.get(unit=units[unit], year=year)
        _store(units[unit], plan.ref, SUMMARY, year, text)


def _write(given: dict[str, str], units: dict[str, Unit]) -> None:
    about, _, key = given["about"].partition(":")
    if about == "goal":
        names = {row["key"]: row["name"] for row in table("goals.csv")}
        year = Period.parse(given["period"]).year
        goal = Goal.objects.select_related("plan__unit").get(name=names[key], plan__year=year)
        _store(goal.plan.unit, goal.ref, given["slot"], given["period"], given["text"])
        return
    unit = units[given["unit"]]
    subject = {"report": report_of, "economy": economy_of, "staff": staff_of}[about](unit)
    _store(unit, subject, given["slot"], given["period"], given["text"])


def _store(unit: Unit, subject: Ref, slot: str, period: str, text: str) -> None:
    import_text(by=the_system(), unit=unit, subject=subject, slot=slot, period=period, document=written(text))
