"""How the log is written: a line for each request, and errors with where they happened, never with what people wrote.

What an error says may hold a value from a form or a row of the database. So its kind is written, the database's or the
system's own name for it, and the lines of code that it came through, but not its words.
"""

import json
import logging
import sqlite3
from collections.abc import Iterator, Mapping
from datetime import datetime
from errno import errorcode
from traceback import format_tb
from typing import Any

from tertial.common.serving.answered import REQUEST_ID, Answered


class AsText(logging.Formatter):
    """For whoever reads it: time, then what was asked for and what came of it, or what was noticed."""

    def format(self, record: logging.LogRecord) -> str:
        """The lines of a record."""
        at, answered = _time(record), getattr(record, "answered", None)
        if isinstance(answered, Answered):
            told = f"{answered.status} {answered.seconds * 1000:.0f} ms {answered.request}"
            return f"{at} {answered.method} {answered.route} {told}"
        number = _request_of(record)
        line = f"{at} {record.levelname} {record.name}: {record.getMessage()}{f' ({number})' if number else ''}"
        return f"{line}\n{error_told(_error_of(record))}" if _error_of(record) else line


class AsJson(logging.Formatter):
    """For programs: an object on a line of its own."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record."""
        return json.dumps(
            {"at": _time(record), "level": record.levelname.lower(), **_fields(record)}, ensure_ascii=False
        )


class WithoutAddresses(logging.Filter):
    """Django tells of what it refuses by the address or the name that was asked for; here it is told by its kind.

    Refused requests have their line already. Of an error that nobody foresaw it is kept that it happened, and where.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether the record is written; changes what it says."""
        if record.name.startswith("django.security."):
            kind = record.name.removeprefix("django.security.")
            record.msg, record.args, record.exc_info = "A request was refused: %s.", (kind,), None
        elif record.name == "django.request":
            record.msg, record.args = "A page could not be made.", ()
            return _error_of(record) is not None
        return True


def error_told(error: BaseException | None) -> str:
    """An error and those that it came of: where they happened and what kind they are."""
    return "\n".join(_errors(error))


def _errors(error: BaseException | None) -> Iterator[str]:
    if error is None:
        return
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    yield from _errors(before)
    yield from (line.rstrip("\n") for line in format_tb(error.__traceback__))
    yield _kind(error)


def _kind(error: BaseException) -> str:
    """What kind of error it is, with the name that others have given it."""
    code = ""
    if isinstance(error, OSError):
        code = errorcode.get(error.errno or 0, "")
    elif isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorname", "")
    elif state := getattr(error, "sqlstate", None):  # PostgreSQL
        code = " ".join(filter(None, (state, getattr(getattr(error, "diag", None), "constraint_name", None))))
    name = f"{type(error).__module__}.{type(error).__qualname__}".removeprefix("builtins.")
    return f"{name} ({code})" if code else name


def _fields(record: logging.LogRecord) -> Mapping[str, Any]:
    answered = getattr(record, "answered", None)
    if isinstance(answered, Answered):
        told = {"method": answered.method, "route": answered.route, "status": answered.status}
        return {**told, "ms": round(answered.seconds * 1000, 1), "request": answered.request}
    told = {"from": record.name, "message": record.getMessage(), "request": _request_of(record)}
    told["error"] = error_told(_error_of(record))
    return {name: value for name, value in told.items() if value}


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def _error_of(record: logging.LogRecord) -> BaseException | None:
    return record.exc_info[1] if record.exc_info else None


def _request_of(record: logging.LogRecord) -> str:
    """The number of the request that a record is about, where Django says which."""
    request = getattr(record, "request", None)
    return "" if request is None else str(getattr(request, "META", {}).get(REQUEST_ID, ""))
