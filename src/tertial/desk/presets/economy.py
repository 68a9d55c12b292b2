"""The parts of a preset that are about economy: codes, layouts of statements, and tables of projects."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.accounts.models import Person
from tertial.desk.presets.files import Tree
from tertial.desk.presets.items import Item, Stands
from tertial.domain.project_table import AmountSign, Convention, DeviationSign
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.actions.statement_layout import save_statement
from tertial.economy.models import Code, Dimension, ProjectTable, Statement
from tertial.economy.projects.actions.tables import Declared, save_table
from tertial.organisation.models import Unit

_ORE_A_TKR = 100_000
_SHOWN = 60
_CODES: Mapping[str, Dimension] = {"accounts": Dimension.ACCOUNT, "activities": Dimension.ACTIVITY}


def code_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """The codes that are new, and those that are there under another name."""
    for name, dimension in _CODES.items():
        declared = [CodeGiven(each["code"], each["name"], each.get("parent", "")) for each in tree.get(name, ())]
        if not declared:
            continue
        stored: dict[str, Code] = {
            code.code: code for code in Code.objects.filter(municipality=municipality, dimension=dimension)
        }
        new = [each for each in declared if each.code not in stored]
        other = [each for each in declared if each.code in stored and stored[each.code].name != each.name]
        save = partial(_save_codes, municipality=municipality, dimension=dimension)
        title = _("Accounts") if dimension is Dimension.ACCOUNT else _("Activities")
        if new or not other:
            yield Item(
                key=name,
                name=title,
                stands=Stands.NEW if new else Stands.SAME,
                write=partial(save, codes=new),
                holds=[f"{each.code} {each.name}" for each in (new or declared)[:_SHOWN]],
            )
        if other:
            yield Item(
                key=f"{name}-names",
                name=_("Names of %(codes)s that are there") % {"codes": title.lower()},
                stands=Stands.OTHER,
                write=partial(save, codes=[_renamed(stored[each.code], each) for each in other]),
                holds=[f"{each.code} {each.name}" for each in other[:_SHOWN]],
                there=", ".join(str(stored[each.code]) for each in other[:_SHOWN]),
            )


def _renamed(code: Code, given: CodeGiven) -> CodeGiven:
    return CodeGiven(code.code, given.name, code.parent, code.unit, code.valid_from, code.valid_to)


def _save_codes(by: Person, *, municipality: Unit, dimension: Dimension, codes: Sequence[CodeGiven]) -> None:
    save_codes(by=by, municipality=municipality, dimension=dimension, codes=codes)


def statement_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """The layouts of statements, each found by its key; of one that is there the newest years would be replaced."""
    for declared in tree.get("statements", ()):
        stored = (
            Statement.objects.filter(municipality=municipality, key=declared["key"]).order_by("-valid_from").first()
        )
        yield Item(
            key=f"statement-{declared['key']}",
            name=_("Statement: %(title)s") % {"title": declared["title"]},
            stands=_stands(declared, stored),
            write=partial(_save_statement, municipality=municipality, declared=declared, stored=stored),
            holds=[row["label"] for row in declared["rows"]],
            there=", ".join(row.label for row in stored.rows.all()) if stored is not None else "",
        )


def _stands(declared: Tree, stored: Statement | None) -> Stands:
    if stored is None:
        return Stands.NEW
    rows = [(row.key, row.label, row.accounts, row.activities, row.parts) for row in stored.rows.all()]
    wanted = [
        (row["key"], row["label"], *(row.get(name, []) for name in ("accounts", "activities", "parts")))
        for row in declared["rows"]
    ]
    return Stands.SAME if rows == wanted and stored.title == declared["title"] else Stands.OTHER


def _save_statement(by: Person, *, municipality: Unit, declared: Tree, stored: Statement | None) -> None:
    values: dict[str, Any] = {
        "title": declared["title"],
        "scope_accounts": declared.get("accounts", []),
        "scope_activities": declared.get("activities", []),
    }
    if stored is None:
        values["threshold_amount"] = declared.get("comment_from_tkr", 0) * _ORE_A_TKR
        values["threshold_percent"] = Decimal(declared.get("comment_from_percent", 0))
    years = {"valid_from": stored.valid_from} if stored is not None else {}
    rows = declared["rows"]
    save_statement(by=by, municipality=municipality, key=declared["key"], values=values, rows=rows, **years)


def table_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """The tables of projects, each found by its key."""
    for declared in tree.get("project_tables", ()):
        stored = ProjectTable.objects.filter(municipality=municipality, key=declared["key"]).first()
        columns = list(declared["columns"])
        alike = stored is not None and (stored.caption, stored.columns) == (declared["caption"], columns)
        number = len(columns)
        yield Item(
            key=f"table-{declared['key']}",
            name=_("Project table: %(title)s") % {"title": declared["caption"]},
            stands=Stands.NEW if stored is None else Stands.SAME if alike else Stands.OTHER,
            write=partial(_save_table, municipality=municipality, declared=declared, stored=stored),
            holds=[ngettext("%(number)s column", "%(number)s columns", number) % {"number": number}],
            there=stored.caption if stored is not None else "",
        )


def _save_table(by: Person, *, municipality: Unit, declared: Tree, stored: ProjectTable | None) -> None:
    given = Declared(
        caption=declared["caption"],
        columns=declared["columns"],
        money_unit=Quantum(declared["unit"]),
        decimals=declared["decimals"],
        convention=Convention(AmountSign(declared["amounts"]), DeviationSign(declared["deviation"])),
        total_label=declared.get("total_label", ""),
        text_for_each=declared.get("text_for_each", False),
    )
    save_table(by=by, unit=municipality, key=declared["key"], declared=given, table=stored)
