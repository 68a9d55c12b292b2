"""What is booked on accounts that a statement does not cover (docs/rules/statements.md)."""

from collections.abc import Iterator

from tertial.domain.extent import named
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import Layout

_BALANCE = ("1", "2")
"""The classes of the balance sheet, which a statement of the result leaves out as a rule."""


def outside_scope(layout: Layout, amounts: dict[str, int]) -> Iterator[Finding]:
    """The accounts that the statement does not cover, with öre as booked; those of the balance sheet apart."""
    for is_balance in (False, True):
        found = {code: ore for code, ore in sorted(amounts.items()) if code.startswith(_BALANCE) is is_balance}
        if not found:
            continue
        template = gettext_noop(
            "These accounts are outside what “%(title)s” covers and are not counted in it: %(accounts)s."
        )
        printed = (f"{code} ({_kronor(layout.convention.shown(ore))})" for code, ore in found.items())
        severity = Severity.NOTE if is_balance else Severity.WARNING
        said = {"title": layout.title, "accounts": named(printed)}
        yield Finding("account-outside-scope", severity, Message(template, said))


def _kronor(ore: int) -> str:
    return format_quantity(from_ore(ore, Quantum.KRONOR, 0), with_unit=True)
