"""The command `tertial`: one subcommand for each thing that is done without a browser."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from tertial.demo.names import NAMES as SAMPLE_NAMES

GOOD, FAILED, WRONG_USE = 0, 1, 2
_MOST_PROCESSES = 64


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command and gives its exit code: 0 good, 1 findings or failure, 2 wrong use."""
    parser = _parser()
    options = parser.parse_args(arguments)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tertial.settings")
    if options.command == "demo":
        os.environ["TERTIAL_DEMO"] = "1"
    return _run(options)


def _run(options: argparse.Namespace) -> int:
    """Does what was asked, and turns whatever can go wrong into one sentence."""
    import django  # noqa: PLC0415 - nothing of Django is needed to say how the command is used
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415
    from django.db import DatabaseError  # noqa: PLC0415

    from tertial.cli.home import for_the_owner_alone  # noqa: PLC0415
    from tertial.environment import ConfigurationError  # noqa: PLC0415

    try:
        with for_the_owner_alone() as options.held_back:
            django.setup()
            return _command(options)
    except (ConfigurationError, ImproperlyConfigured) as error:
        return _say(str(error), WRONG_USE)
    except DatabaseError as error:
        return _say(f"The database cannot be used: {error}. Check TERTIAL_DATABASE_URL and TERTIAL_HOME.", FAILED)
    except OSError as error:
        named = f": {error.filename}" if error.filename else ""
        return _say(f"{error.strerror or error}{named}. Check the disk and your right to write there.", FAILED)
    except KeyboardInterrupt:
        return FAILED
    except Exception as error:
        return _say_unforeseen(error)


def _say_unforeseen(error: Exception) -> int:
    """Keeps what a developer needs in a file, and says where it is."""
    from django.conf import settings  # noqa: PLC0415

    from tertial.operation.log import error_told  # noqa: PLC0415

    said = f"Something happened that Tertial does not foresee ({type(error).__name__}: {error})."
    path = Path(settings.TERTIAL_HOME) / "errors.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{datetime.now(UTC).isoformat(timespec='seconds')}\n{error_told(error)}\n\n")
    except OSError:
        return _say(f"{said} Report it as a fault.", FAILED)
    return _say(f"{said} Report it as a fault, with the end of {path}.", FAILED)


def _command(options: argparse.Namespace) -> int:
    from tertial.cli import commands  # noqa: PLC0415 - needs Django to be set up
    from tertial.cli.wrong_use import WrongUse  # noqa: PLC0415
    from tertial.common.wording import sentence  # noqa: PLC0415
    from tertial.domain.message import DomainError  # noqa: PLC0415

    with commands.language_of_the_terminal():
        try:
            return commands.COMMANDS[options.command](options)
        except DomainError as error:
            return _say(sentence(error.message), WRONG_USE if isinstance(error, WrongUse) else FAILED)


def _say(text: str, code: int) -> int:
    print(f"tertial: {text}", file=sys.stderr)  # noqa: T201
    return code


def _port(text: str) -> int:
    """A number that a port can have; argparse prints the sentence."""
    if not text.isdecimal() or not 0 < int(text[:6]) < 65_536:
        raise argparse.ArgumentTypeError(f"{text} is not a port; write a number from 1 to 65535")
    return int(text)


def _how_many(text: str) -> int:
    """A number from 1; argparse prints the sentence."""
    if not text.isdecimal() or not int(text[:6]):
        raise argparse.ArgumentTypeError(f"{text} cannot be kept; write a number from 1")
    return int(text)


def _processes(text: str) -> int:
    """How many processes may answer: at least one, and fewer than would fill the machine."""
    if not text.isdecimal() or not 0 < int(text[:4]) <= _MOST_PROCESSES:
        raise argparse.ArgumentTypeError(f"{text} processes cannot serve; write a number from 1 to {_MOST_PROCESSES}")
    return int(text)


def _year(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1990 <= int(text) <= 2200:
        raise argparse.ArgumentTypeError(f"{text} is not a year; write it as 2025")
    return int(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tertial", description="Steering, follow-up and reporting for Swedish municipalities."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    demo = commands.add_parser("demo", help="load a sample municipality and serve it on this machine")
    demo.add_argument(
        "sample",
        nargs="?",
        metavar="NAME",
        choices=SAMPLE_NAMES,
        help=f"which: {' or '.join(SAMPLE_NAMES)} (the one that is here, else {SAMPLE_NAMES[0]})",
    )
    demo.add_argument("--port", type=_port, default=8000, help="the port to serve on (8000)")
    demo.add_argument("--no-serve", action="store_true", help="only load; do not serve")
    demo.add_argument(
        "--write-ledger", type=Path, metavar="DIR", help="only write the ledger's files, to try imports with"
    )

    _add_serving(commands)
    first = commands.add_parser("administrator", help="create the municipality and its first administrator")
    first.add_argument("name", metavar="MUNICIPALITY", help="the municipality's name")
    first.add_argument("code", metavar="CODE", help="its short code, such as STORSTAD")
    first.add_argument("email", metavar="EMAIL", help="the administrator's e-mail address; the password is asked for")

    report = commands.add_parser("report", help="write a unit's report", epilog="Example: tertial report KS 2024")
    report.add_argument("unit", metavar="UNIT", help="the unit's code, such as KS")
    report.add_argument("period", metavar="PERIOD", help="2024, 2024-T1, 2024-04 or 2024-01--2024-10")
    report.add_argument("--format", default="pdf,docx,html,json", help="which files: pdf, docx, html, json (all)")
    report.add_argument("--out", type=Path, default=Path("out"), help="the folder to write in (out)")
    report.add_argument("--language", choices=["sv", "en"], default="sv", help="the language of the report (sv)")

    _add_import(commands)
    _add_workbook(commands)
    _add_check(commands)
    _add_keeping(commands)
    _add_configuration(commands)
    return parser


def _add_serving(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that go on until they are stopped."""
    serve = commands.add_parser("serve", help="serve Tertial")
    serve.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    serve.add_argument("--port", type=_port, default=8000, help="the port to serve on (8000)")
    serve.add_argument("--workers", type=_processes, default=2, help="the number of processes (2)")
    serve.add_argument("--no-worker", action="store_true", help="start no worker; “tertial worker” runs apart")

    worker = commands.add_parser("worker", help="do the long work asked for on the pages; “serve” starts one itself")
    worker.add_argument("--once", action="store_true", help="do what waits now, and end")
    worker.add_argument("--parent", type=int, help=argparse.SUPPRESS)

    web = commands.add_parser("web")  # started by “serve” alone, so it is not listed
    web.add_argument("--socket", type=int, required=True)
    web.add_argument("--parent", type=int)


def _add_keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands that keep an installation from harm."""
    backup = commands.add_parser(
        "backup",
        help="make a backup of everything, also while people work",
        epilog="Example: tertial backup /srv/backups --keep 30",
    )
    backup.add_argument(
        "file", metavar="FILE", type=Path, help="its name, or a folder in which it is named by the time"
    )
    backup.add_argument("--keep", type=_how_many, default=0, metavar="N", help="keep only the newest N of the folder")
    backup.add_argument(
        "--encrypt-for", action="append", metavar="KEY", help="a public key; may be repeated for several holders"
    )
    backup.add_argument("--new-key", action="store_true", help="make no backup but a key, written to FILE")

    commands.add_parser("doctor", help="say what is wrong with this installation, and what to do")

    upgrade = commands.add_parser(
        "upgrade", help="say what a newer version does to the database, make a backup, and do it"
    )
    upgrade.add_argument("--dry-run", action="store_true", help="only say what would be done")
    upgrade.add_argument(
        "--backup", type=Path, metavar="DIR", help="the folder for the backup (TERTIAL_BACKUPS, else the home)"
    )
    upgrade.add_argument("--no-backup", action="store_true", help="make none, since there is one")

    restore = commands.add_parser(
        "restore", help="put a backup in place", epilog="Example: tertial restore tertial-20261031-020000.backup"
    )
    restore.add_argument("file", metavar="FILE", type=Path, help="the backup")
    restore.add_argument("--key", type=Path, metavar="FILE", help="the file with the key, where it is encrypted")
    restore.add_argument("--replace", action="store_true", help="also where there is an installation already")
    restore.add_argument("--dry-run", action="store_true", help="only say whether it is whole; restore nothing")


def _add_configuration(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The command that moves a municipality's structure."""
    configuration = commands.add_parser(
        "configuration",
        help="write the municipality's own structure to a file, or take it from one",
        epilog="Example: tertial configuration export exempelby.toml",
    )
    directions = configuration.add_subparsers(dest="direction", required=True, metavar="export | import")
    export = directions.add_parser("export", help="write the structure to a file; figures and people are left out")
    bring = directions.add_parser("import", help="say what a file would change, and change it")
    for each in (export, bring):
        each.add_argument("file", metavar="FILE", type=Path, help="the file, TOML")
        each.add_argument("--unit", default="", help="the code of the municipality (the only one)")
    bring.add_argument("--dry-run", action="store_true", help="only say what it would change")


def _add_import(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    importing = commands.add_parser(
        "import",
        help="import files",
        epilog="Examples: tertial import ledger huvudbok-2024-03.csv --source-system Raindance; "
        "tertial import workbook start.xlsx --dry-run",
    )
    importing.add_argument(
        "source", metavar="SOURCE", help="what they are: codes, control, ledger, sie, staff or workbook"
    )
    importing.add_argument("files", metavar="FILE", type=Path, nargs="+", help="one file or several")
    importing.add_argument("--unit", default="", help="the code of the municipality or a unit in it (the only one)")
    importing.add_argument("--kind", default="", help="outcome or budget (outcome)")
    importing.add_argument("--source-system", default="", help="the system the files come from; the same name replaces")
    importing.add_argument(
        "--year", default="", help="the year of the risks' control plan, or of months without a year"
    )
    importing.add_argument(
        "--closed-through", default="", help="the last month that is booked in full, such as 2026-10; none for no month"
    )
    _add_answers(importing)
    importing.add_argument("--dry-run", action="store_true", help="say what they would bring; store nothing")


def _add_workbook(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    workbook = commands.add_parser(
        "workbook",
        help="write the workbook that a municipality starts in, empty or filled with what is there",
        epilog="Example: tertial workbook export start.xlsx --year 2025; read it in with tertial import workbook",
    )
    workbook.add_argument("act", choices=["export"], metavar="export", help="write it")
    workbook.add_argument("file", metavar="FILE", type=Path, help="the file to write")
    workbook.add_argument("--unit", default="", help="the unit, with all under it (the whole municipality)")
    workbook.add_argument("--year", type=_year, default=0, help="the year (this one)")
    workbook.add_argument("--empty", action="store_true", help="without rows, to fill in from the beginning")
    workbook.add_argument("--language", choices=["sv", "en"], default="sv", help="the language of its headings (sv)")


def _add_check(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    checking = commands.add_parser(
        "check",
        help="say which figures of a report contradict each other",
        epilog="Examples: tertial check verksamhetsberattelse-2024.pdf --map karta.pdf; tertial check KS 2024",
    )
    checking.add_argument(
        "files",
        metavar="FILE",
        type=Path,
        nargs="+",
        help="reports as PDF, Word, web page, text or JSON, or folders of them; or a UNIT and a PERIOD",
    )
    checking.add_argument("--format", choices=["text", "json", "sarif"], default="text", help="how to tell it (text)")
    checking.add_argument(
        "--map", type=Path, metavar="FILE", help="also write the map of all figures: a .pdf or .html to make"
    )


def _add_answers(importing: argparse.ArgumentParser) -> None:
    """Answers to what a table leaves open; a command that needs one ends with 2 and names it."""
    answers = importing.add_argument_group("how a table with ledger lines is read, where it leaves that open")
    answers.add_argument(
        "--column", action="append", metavar="WHAT=HEADING", help="such as amount=Belopp; may be repeated"
    )
    answers.add_argument("--decimal", default="", help="comma or point: what decimals come after")
    answers.add_argument("--amount-in", default="", help="kr, tkr or mnkr")
    answers.add_argument("--days", default="", help="year-first, day-first or month-first")
    answers.add_argument("--year-end", default="", help="december or refuse: lines in a thirteenth period")
    answers.add_argument("--blanks", default="", help="above or none: an empty code below a filled one")
    answers.add_argument("--credit", default="", help="negative or positive: the amounts of a credit column")
    answers.add_argument("--flip-sign", action="store_true", help="income is plus in the file and cost minus")
    answers.add_argument("--sheet", default="", help="the sheet of a workbook")
    answers.add_argument("--header-row", default="", help="the number of the line with the headings")


if __name__ == "__main__":
    sys.exit(main())
