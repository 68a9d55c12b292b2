"""What is derived from an import's lines and can be made again: sums per coding, per project, and per layout."""

import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from tertial.domain.statement import Layout, alike
from tertial.economy.ledger import store
from tertial.economy.ledger.soundness import is_sound, lost, read

_SUMS = (
    "sum(amount)::BIGINT AS amount, coalesce(sum(amount) FILTER (amount > 0), 0)::BIGINT AS debit, count(*) AS lines"
)
_FORM = 2
_KINDS = {
    "balances": ("unit, account, activity, period", "", store.balances_path),
    "projects": ("unit, project, period", "WHERE project <> ''", store.projects_path),
}


def write(lines: Path, workshop: Path) -> None:
    """Writes the sums of a file of lines into the workshop."""
    for name, (codes, only, _path) in _KINDS.items():
        path = store.quoted(workshop / f"{name}.parquet")
        store.connection().execute(
            f"COPY (SELECT {codes}, {_SUMS} FROM read_parquet(?) {only} GROUP BY ALL ORDER BY {codes}) "  # noqa: S608
            f"TO '{path}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 60000)",
            [str(lines)],
        )


def put_in_place(workshop: Path, content: str) -> None:
    """Gives the sums in the workshop their names."""
    for name, (_codes, _only, path) in _KINDS.items():
        _give_name(workshop / f"{name}.parquet", path(content))


def _give_name(made: Path, path: Path) -> None:
    """A damaged file is exchanged in one stroke; a sound one that another has made meanwhile stays for who reads it."""
    store.put_in_place(made, path, replacing=path.exists() and not is_sound(path))


def balances(content: str) -> Path:
    """The sums per month, unit, account and activity; made again where they are missing."""
    return _there(content, store.balances_path(content))


def projects(content: str) -> Path:
    """The sums per month, unit and project; made again where they are missing."""
    return _there(content, store.projects_path(content))


def rows(content: str, layout: Layout) -> Path:
    """The sums per month and unit with the codes that the layout treats alike under one; made at the first asking.

    Where it is doubtful to which row an account belongs it keeps its own sums, so that it can be named.
    """
    path = store.rows_path(content, _name_of(layout))
    if not is_sound(path):
        with store.workshop() as workshop:
            made = workshop / "rows.parquet"
            _write_rows(content, layout, made)
            _give_name(made, path)
    return path


@lru_cache(maxsize=512)
def codes(content: str) -> tuple[Sequence[str], Sequence[str]]:
    """The accounts and the activities of an import; they are those of its content, so they never change."""
    sql = "SELECT list(DISTINCT account), list(DISTINCT activity) FROM read_parquet(?)"
    ((accounts, activities),) = _of_balances(content, sql)
    return sorted(accounts or ()), sorted(activities or ())


@lru_cache(maxsize=512)
def units(content: str) -> frozenset[str]:
    """The ledger's units that an import has lines of."""
    return frozenset(unit for (unit,) in _of_balances(content, "SELECT DISTINCT unit FROM read_parquet(?)"))


@lru_cache(maxsize=512)
def lines_by_month(content: str) -> Mapping[int, int]:
    """How many lines each month (YYYYMM) of an import holds."""
    sql = "SELECT period, sum(lines)::BIGINT FROM read_parquet(?) GROUP BY period"
    return dict(_of_balances(content, sql))


def _of_balances(content: str, sql: str) -> list[Any]:
    return read([content], lambda: store.connection().execute(sql, [str(balances(content))]).fetchall())


def _there(content: str, path: Path) -> Path:
    if not is_sound(path):
        if not is_sound(store.lines_path(content)):
            raise lost(content)
        with store.workshop() as workshop:
            write(store.lines_path(content), workshop)
            put_in_place(workshop, content)
    return path


def _write_rows(content: str, layout: Layout, path: Path) -> None:
    same = alike(layout, *codes(content))
    doubtful = sorted(same.doubtful)
    store.connection().execute(
        "COPY (SELECT unit, period, CASE WHEN d THEN account ELSE a END AS account, "  # noqa: S608 - our own names
        "v AS activity, sum(amount)::BIGINT AS amount FROM ("
        "SELECT *, (a, v) IN (SELECT unnest(?::VARCHAR[]), unnest(?::VARCHAR[])) AS d FROM read_parquet(?) "
        "JOIN (SELECT unnest(?::VARCHAR[]) AS account, unnest(?::VARCHAR[]) AS a) USING (account) "
        "JOIN (SELECT unnest(?::VARCHAR[]) AS activity, unnest(?::VARCHAR[]) AS v) USING (activity)) "
        "GROUP BY ALL ORDER BY period, unit) "
        f"TO '{store.quoted(path)}' (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 20000)",
        [
            [pair[0] for pair in doubtful],
            [pair[1] for pair in doubtful],
            str(balances(content)),
            list(same.accounts),
            list(same.accounts.values()),
            list(same.activities),
            list(same.activities.values()),
        ],
    )


@lru_cache(maxsize=512)
def _name_of(layout: Layout) -> str:
    """The same for layouts that treat all codes alike, whatever their words; another when the files take a new form."""
    mapping = (_FORM, layout.scope, [(row.kind.value, row.selection, bool(row.parts)) for row in layout.rows])
    return hashlib.sha256(repr(mapping).encode()).hexdigest()[:16]
