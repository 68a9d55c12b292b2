"""Codes and the layouts of statements as structure."""

from collections.abc import Sequence

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import ROW_FIELDS, STATEMENT_FIELDS, save_statement
from tertial.economy.models import Code, Dimension, Statement, StatementRow
from tertial.organisation.configuration import code_of, unit_called
from tertial.organisation.models import Unit
from tertial.things.configuration import Configured, Item, Rows
from tertial.things.configuration.rows import told, values

_CODE_ROWS = Rows(
    model=Code,
    fields=("code", "name", "parent", "valid_from", "valid_to"),
    texts=("unit",),
    key=("code", "valid_from"),
    stays=True,
    labels={"unit": gettext_noop("Unit")},
)
_DIMENSIONS = Rows(
    model=Code,
    fields=("dimension",),
    key=("dimension",),
    lists={"codes": _CODE_ROWS},
    labels={"codes": gettext_noop("Codes")},
)
_STATEMENT_ROWS = Rows(model=StatementRow, fields=ROW_FIELDS, key=("key",))
_STATEMENTS = Rows(
    model=Statement,
    fields=("key", "valid_from", *STATEMENT_FIELDS),
    key=("key", "valid_from"),
    lists={"rows": _STATEMENT_ROWS},
    labels={"rows": gettext_noop("Rows")},
)


def _read_codes(municipality: Unit) -> Sequence[Item]:
    found: dict[str, list[Item]] = {}
    for code in Code.objects.filter(municipality=municipality).select_related("unit"):
        row = told(_CODE_ROWS, code, unit=code_of(code.unit, municipality) if code.unit else "")
        found.setdefault(code.dimension, []).append(row)
    order = [each.value for each in Dimension]
    return [{"dimension": dimension, "codes": found[dimension]} for dimension in sorted(found, key=order.index)]


def _write_codes(by: Person, municipality: Unit, item: Item) -> None:
    codes = [
        CodeGiven(
            **values(_CODE_ROWS, row),
            unit=unit_called(municipality, row["unit"]) if row["unit"] else None,
        )
        for row in item["codes"]
    ]
    save_codes(by=by, municipality=municipality, dimension=Dimension(item["dimension"]), codes=codes)


def _read_statements(municipality: Unit) -> Sequence[Item]:
    return [
        told(_STATEMENTS, statement, rows=[told(_STATEMENT_ROWS, row) for row in statement.rows.all()])
        for statement in Statement.objects.filter(municipality=municipality).prefetch_related("rows")
    ]


def _write_statement(by: Person, municipality: Unit, item: Item) -> None:
    given = values(_STATEMENTS, item)
    save_statement(
        by=by,
        municipality=municipality,
        key=given.pop("key"),
        valid_from=given.pop("valid_from"),
        values=given,
        rows=[values(_STATEMENT_ROWS, row) for row in item["rows"]],
    )


CODES = Configured(
    place=30,
    name="coding",
    rows=_DIMENSIONS,
    read=_read_codes,
    write=_write_codes,
    called=lambda item: str(Dimension(item["dimension"]).label),
)
STATEMENTS = Configured(
    place=40,
    name="statement",
    rows=_STATEMENTS,
    read=_read_statements,
    write=_write_statement,
    called=lambda item: str(item["title"]),
)
