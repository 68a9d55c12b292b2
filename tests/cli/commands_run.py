"""Commands of `tertial` in a process of its own, on a home and a database of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

from tests.cli.served import environment_of

ON_POSTGRESQL = os.environ["TERTIAL_TEST_DATABASE"] == "postgresql"

_DO = """
import contextlib, io, json, sys
import django
django.setup()
from tertial.__main__ import main
said = []
for command in json.loads(sys.argv[1]):
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        if command[0] == "python":
            exec(command[1], {})
            code = 0
        else:
            try:
                code = main(command)
            except SystemExit as error:
                code = error.code
    said.append([code, out.getvalue(), err.getvalue()])
print(json.dumps(said))
"""

LOAD_SAMPLE = """
from tertial.cli.database import bring_up_to_date
from tests.shared.sample import load_sample
bring_up_to_date()
load_sample()
"""


@dataclass(frozen=True)
class Said:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Installation:
    """A home, and where its database is unless that is in the home."""

    home: Path
    database: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """What a process of this installation finds in its environment."""
        given = {"TERTIAL_DATABASE_URL": self.database} if self.database else {}
        tests = {"DJANGO_SETTINGS_MODULE": "tertial.settings", "PYTHONPATH": str(Path(__file__).parents[2])}
        return environment_of(self.home) | tests | given

    def run(self, *commands: Sequence[str]) -> list[Said]:
        """Runs commands one after another in one process; `("python", text)` is run as Python."""
        given = json.dumps([[str(word) for word in command] for command in commands])
        run = subprocess.run(
            [sys.executable, "-c", _DO, given], env=self.environment, stdout=subprocess.PIPE, check=True
        )
        return [Said(*each) for each in json.loads(run.stdout)]


def empty_installation(home: Path, *, on_postgresql: bool = False) -> Installation:
    """One that has nothing yet; on PostgreSQL with a database of its own on the server of the tests."""
    home.mkdir(parents=True, exist_ok=True)
    return Installation(home, _new_database(home) if on_postgresql else "")


def _new_database(home: Path) -> str:
    import psycopg

    server, name = os.environ["TERTIAL_DATABASE_URL"], f"of_{uuid4().hex}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
