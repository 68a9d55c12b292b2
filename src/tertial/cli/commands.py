"""What each subcommand does."""

import argparse
import getpass
import locale
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from rich.console import Console
from rich.table import Table

from tertial.accounts.actions import save_person, set_password
from tertial.accounts.system import command_line
from tertial.cli import database, home, running
from tertial.cli.wrong_use import WrongUse
from tertial.common.files import write_whole
from tertial.common.wording import sentence
from tertial.domain.checks.completeness import may_be_submitted
from tertial.domain.finding import Severity
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.organisation.actions import give_role, save_unit
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.queries import UnknownUnit, unit_by_code
from tertial.organisation.roles import Role
from tertial.organisation.tree import unit_tree

if TYPE_CHECKING:
    from tertial.demo.samples import Sample

GOOD, FINDINGS = 0, 1


def language_of_the_terminal() -> AbstractContextManager[None]:
    """Swedish where the terminal is Swedish, otherwise English."""
    locale_name = os.environ.get("LC_ALL") or os.environ.get("LANG") or locale.getlocale()[0] or ""
    return translation.override("sv" if locale_name.lower().startswith("sv") else "en")


def demo(options: argparse.Namespace) -> int:
    """Loads a sample municipality unless it is there, prints the sign-ins, and serves."""
    from tertial.demo.samples import SAMPLES, loaded_sample  # noqa: PLC0415 - only this command needs the samples

    console = Console(highlight=False)
    if options.write_ledger:
        for path in SAMPLES[options.sample or next(iter(SAMPLES))].write_ledger(options.write_ledger):
            console.print(str(path), soft_wrap=True, markup=False)
        return GOOD
    _prepare_database()
    with running.one_at_a_time(settings.TERTIAL_HOME):
        there = loaded_sample()
        sample = SAMPLES[options.sample] if options.sample else there or next(iter(SAMPLES.values()))
        if there not in (None, sample):
            template = gettext_noop(
                "Another sample, %(there)s, is here already; choose another TERTIAL_HOME for %(name)s."
            )
            raise WrongUse(Message(template, {"there": there.name, "name": sample.name}))
        if there is None:
            with console.status(_("Loading the sample municipality …")):
                sample.load()
    _print_sign_ins(console, sample)
    if options.no_serve:
        return GOOD
    address = f"http://127.0.0.1:{options.port}/"
    console.print(_("Tertial is at %(address)s – stop with Ctrl+C.") % {"address": address})
    return _serve("127.0.0.1", options.port, workers=2, with_worker=True)


def _print_sign_ins(console: Console, sample: "Sample") -> None:
    table = Table(
        title=_("Sign-ins to the sample municipality (password: %(password)s)") % {"password": sample.password}
    )
    table.add_column(_("Role"))
    table.add_column(_("E-mail"))
    for person in sample.people():
        roles = ", ".join(f"{role.get_role_display()} {role.unit.code}" for role in person.roles.select_related("unit"))
        table.add_row(roles or _("no role"), person.email)
    console.print(table)


def serve(options: argparse.Namespace) -> int:
    """Brings the database up to date and serves until stopped."""
    _prepare_database()
    return _serve(options.host, options.port, workers=options.workers, with_worker=not options.no_worker)


def worker(options: argparse.Namespace) -> int:
    """Does the long work that is asked for on the pages."""
    from tertial.cli.worker import work  # noqa: PLC0415

    _require_database()
    return work(once=options.once, parent=options.parent)


def web(options: argparse.Namespace) -> int:
    """Answers requests; “serve” starts several of these."""
    from tertial.cli.web import answer  # noqa: PLC0415 - only these processes need the server

    return answer(options.socket, options.parent)


def administrator(options: argparse.Namespace) -> int:
    """Creates a municipality and the person who may set up everything else."""
    _prepare_database()
    if Unit.objects.exists():
        raise WrongUse(
            Message(
                gettext_noop(
                    "There is a municipality here already; its administrator gives roles under Structure and settings."
                )
            )
        )
    password = getpass.getpass(_("Password: ")) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\n")
    with transaction.atomic():
        unit = save_unit(
            by=command_line(),
            code=options.code,
            name=options.name,
            kind=UnitKind.MUNICIPALITY,
            parent=None,
            valid_from=date(timezone.localdate().year, 1, 1),
        )
        person = save_person(by=command_line(), email=options.email, name=options.email.partition("@")[0])
        set_password(by=command_line(), person=person, password=password)
        give_role(by=command_line(), person=person, unit=unit, role=Role.ADMINISTRATOR)
    Console().print(_("%(email)s is now administrator of %(unit)s.") % {"email": person.email, "unit": unit.name})
    return GOOD


def report(options: argparse.Namespace) -> int:
    """Writes a unit's report; says on stderr what was noticed, and exits with 1 for what makes a figure wrong."""
    from tertial.reports.compose import compose  # noqa: PLC0415
    from tertial.reports.render.files import FORMATS, render_to_files  # noqa: PLC0415

    _require_database()
    formats = [word.strip().lower() for word in options.format.split(",") if word.strip()]
    unknown = [word for word in formats if word not in FORMATS]
    if unknown or not formats:
        raise WrongUse(
            Message(
                gettext_noop("“%(given)s” is not a format; choose among %(formats)s."),
                {"given": ", ".join(unknown) or options.format, "formats": ", ".join(FORMATS)},
            )
        )
    try:
        unit, period = unit_by_code(options.unit), Period.parse(options.period)
    except DomainError as error:
        raise WrongUse(error.message) from error
    console, errors = Console(highlight=False), Console(stderr=True, highlight=False)
    with errors.status(_("Writing the report of %(unit)s …") % {"unit": unit.name}):
        composition = compose(unit, period, language=options.language)
        name = f"{unit.code}-{period.key}"
        with translation.override(options.language):
            written = render_to_files(composition.document, formats, options.out, name=name)
    home.open_as_before(written.paths, options.held_back)
    for path in written.paths:
        console.print(str(path), soft_wrap=True, markup=False)
    for message in written.failed.values():
        errors.print(sentence(message), soft_wrap=True, markup=False)
    kinds = {Severity.ERROR: _("Missing"), Severity.WARNING: _("Check")}
    for finding in composition.findings:
        if finding.severity in kinds:
            errors.print(f"{kinds[finding.severity]}: {sentence(finding.message)}", soft_wrap=True, markup=False)
    return GOOD if may_be_submitted(composition.findings) and not written.failed else FINDINGS


def workbook(options: argparse.Namespace) -> int:
    """Writes the workbook of a unit and a year, filled or empty."""
    from tertial.intake.workbook.exporting import empty_workbook, filled_workbook  # noqa: PLC0415

    _require_database()
    year = options.year or timezone.localdate().year
    top = unit_tree().children(None)
    try:
        unit = unit_by_code(options.unit) if options.unit else next(iter(top), None)
    except UnknownUnit as error:
        raise WrongUse(error.message) from error
    if unit is None and not options.empty:
        raise WrongUse(Message(gettext_noop("There is nothing to fill a workbook with yet; add --empty.")))
    with translation.override(options.language):
        if unit is None or options.empty:
            content = empty_workbook(unit=unit, year=year)
        else:
            content = filled_workbook(viewer=command_line(), unit=unit, year=year)
    _write_workbook(options.file, content)
    home.open_as_before([options.file], options.held_back)
    Console(highlight=False).print(str(options.file), soft_wrap=True, markup=False)
    return GOOD


def _write_workbook(file: Path, content: bytes) -> None:
    """All of it, or nothing where the folder is not there or the disk is full."""
    try:
        if not file.parent.is_dir():
            raise FileNotFoundError(file.parent)
        write_whole(file, content)
    except OSError as error:
        template = gettext_noop("%(file)s cannot be written; choose another place.")
        raise WrongUse(Message(template, {"file": str(file)})) from error


def import_files(options: argparse.Namespace) -> int:
    """Imports files from a source, or says what they would bring."""
    from tertial.cli.importing import import_files as run  # noqa: PLC0415
    from tertial.things.importers import WrongRequest  # noqa: PLC0415

    _require_database()
    try:
        return run(options)
    except (WrongRequest, UnknownUnit) as error:
        raise WrongUse(error.message) from error


def check(options: argparse.Namespace) -> int:
    """Says what is wrong in reports that are files."""
    from tertial.cli.checking import check as run  # noqa: PLC0415 - only this command reads reports

    return run(options)


def backup(given: argparse.Namespace) -> int:
    """Makes a backup of everything."""
    from tertial.cli.backup.commands import backup as run  # noqa: PLC0415 - only two commands need it

    return run(given)


def restore(given: argparse.Namespace) -> int:
    """Puts a backup in place."""
    from tertial.cli.backup.commands import restore as run  # noqa: PLC0415 - only two commands need it

    return run(given)


def upgrade(given: argparse.Namespace) -> int:
    """Brings an older database up to this version."""
    from tertial.cli.upgrading import upgrade as run  # noqa: PLC0415 - only this command needs it

    return run(given)


def configuration(given: argparse.Namespace) -> int:
    """Writes a municipality's structure to a file, or takes it from one."""
    from tertial.cli.configuration import export, import_file  # noqa: PLC0415 - only this command needs it

    _require_database()
    return export(given) if given.direction == "export" else import_file(given)


def doctor(_given: argparse.Namespace) -> int:
    """Says what is wrong with this installation."""
    from tertial.cli.doctor.commands import doctor as run  # noqa: PLC0415 - only this command needs it

    return run()


def _prepare_database() -> None:
    from tertial.cli import upgrading  # noqa: PLC0415 - only commands that begin something need it

    home.close_to_others(settings.TERTIAL_HOME)
    with running.one_at_a_time(settings.TERTIAL_HOME):
        upgrading.bring_up_to_date()


def _require_database() -> None:
    database.require_up_to_date()


def _serve(host: str, port: int, *, workers: int, with_worker: bool) -> int:
    from tertial.cli import listening, serving  # noqa: PLC0415 - only two commands serve

    try:
        return serving.serve(host, port, workers=workers, with_worker=with_worker)
    except (listening.CannotListen, serving.AlreadyRunning) as error:
        raise WrongUse(error.message) from error


COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "demo": demo,
    "serve": serve,
    "worker": worker,
    "web": web,
    "administrator": administrator,
    "report": report,
    "import": import_files,
    "workbook": workbook,
    "check": check,
    "backup": backup,
    "restore": restore,
    "upgrade": upgrade,
    "doctor": doctor,
    "configuration": configuration,
}
