"""Whether this installation answers, and whether it can do what people ask of it: for whoever watches over it."""

from collections.abc import Mapping
from tempfile import TemporaryFile

from django.db import DatabaseError

from tertial.economy.ledger import store
from tertial.operation import schema
from tertial.things.work import workers

OK = "ok"
_NEEDED = ("database", "version", "ledger")


def parts() -> Mapping[str, str]:
    """Each part that pages need, and the worker, with how it is in a word; nothing of what Tertial holds."""
    try:
        version, worker = _version(), OK if workers.alive().exists() else "missing"
    except DatabaseError:
        return {"database": "unreachable", "version": "unknown", "ledger": _ledger(), "worker": "unknown"}
    return {"database": OK, "version": version, "ledger": _ledger(), "worker": worker}


def is_ready(found: Mapping[str, str]) -> bool:
    """Whether pages can be answered and saved; without a worker they can, and long work waits."""
    return all(found[name] == OK for name in _NEEDED)


def _version() -> str:
    applied = schema.applied()
    if schema.unknown(applied):
        return "newer"
    return "older" if schema.of_this_version() - schema.known(applied) else OK


def _ledger() -> str:
    """Tried by writing: a disk that is full or can only be read says so in no other way."""
    try:
        with TemporaryFile(dir=store.folder() if store.folder().exists() else store.folder().parent) as file:
            file.write(b"x")
            file.flush()
    except OSError:
        return "not writable"
    return OK
