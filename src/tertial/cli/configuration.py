"""`tertial configuration export FILE` and `import FILE`: a municipality's own structure, without its figures."""

import argparse
from pathlib import Path

from django.utils.translation import gettext as _
from rich.console import Console

from tertial.accounts.system import command_line
from tertial.cli.home import open_as_before
from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.models import Unit
from tertial.organisation.queries import as_code
from tertial.organisation.tree import unit_tree
from tertial.things import configuration

GOOD = 0


def export(given: argparse.Namespace) -> int:
    """Writes the structure of a municipality to a file that is not there yet."""
    content = configuration.written_file(_municipality(given.unit))
    place: Path = given.file
    try:
        with place.open("xb") as file:
            file.write(content)
    except FileExistsError as error:
        template = gettext_noop("%(file)s is there already; choose another name.")
        raise WrongUse(Message(template, {"file": str(place)})) from error
    open_as_before([place], given.held_back)
    Console(highlight=False).print(str(place), soft_wrap=True, markup=False)
    return GOOD


def import_file(given: argparse.Namespace) -> int:
    """Says what a file would change, and changes it unless that was all that was asked for."""
    if not given.file.is_file():
        raise WrongUse(Message(gettext_noop("There is no file %(file)s."), {"file": str(given.file)}))
    municipality = _municipality(given.unit)
    plan = configuration.plan_for(municipality, configuration.read_file(given.file.read_bytes()))
    console = Console(highlight=False)
    for line in _lines(plan):
        console.print(line, soft_wrap=True, markup=False)
    if not plan.differences:
        told = _("Everything in the file is here already; nothing was changed.")
    elif given.dry_run:
        told = _("Nothing was changed.")
    else:
        configuration.apply(by=command_line(), municipality=municipality, plan=plan)
        told = _("The configuration is applied.")
    console.print(told, soft_wrap=True, markup=False)
    return GOOD


def _lines(plan: configuration.Plan) -> list[str]:
    found: list[str] = []
    for each in plan.differences:
        what = f"{_(each.section)}: {each.thing}" if each.thing else _(each.section)
        found.append(f"{_('New') if each.is_new else _('Changed')}: {what}")
        for change in each.changes:
            before = f"{change.before} → " if change.before else ""
            found.append(f"    {change.label}: {before}{change.after}")
    return found


def _municipality(code: str) -> Unit:
    """The municipality with the code, or the only one. Raises WrongUse."""
    found = unit_tree().children(None)
    if code:
        found = [unit for unit in found if unit.code == as_code(code)]
    if len(found) == 1:
        return found[0]
    if not found and not code:
        template = gettext_noop(
            "There is no municipality here yet; open Tertial in a browser, or run “tertial administrator”."
        )
        raise WrongUse(Message(template))
    template = gettext_noop("Which municipality? Write --unit with one of %(codes)s.")
    raise WrongUse(Message(template, {"codes": ", ".join(unit.code for unit in unit_tree().children(None))}))
