"""What is booked on accounts that a statement does not cover (docs/rules/statements.md)."""

from collections.abc import Iterable, Iterator

from tertial.domain.extent import named
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import Layout

_BALANCE = ("1", "2")
"""The classes of the balance sheet, which a statement of the result leaves out as a rule."""


def outside_scope(layout: Layout, amounts: dict[str, int], others: Iterable[Layout] = ()) -> Iterator[Finding]:
    """The accounts that the statement does not cover, with öre as booked.

    What another of its statements covers is left to that one, and so is the balance sheet: both are only noted.
    """
    scopes = [other.scope for other in others]
    elsewhere = {
        code for code in amounts if code.startswith(_BALANCE) or any(scope.holds_account(code) for scope in scopes)
    }
    for left_to_others in (False, True):
        found = {code: ore for code, ore in sorted(amounts.items()) if (code in elsewhere) is left_to_others}
        if not found:
            continue
        template = gettext_noop(
            "These accounts are outside what “%(title)s” covers and are not counted in it: %(accounts)s."
        )
        printed = (f"{code} ({_kronor(layout.convention.shown(ore))})" for code, ore in found.items())
        severity = Severity.NOTE if left_to_others else Severity.WARNING
        said = {"title": layout.title, "accounts": named(printed)}
        yield Finding("account-outside-scope", severity, Message(template, said))


def _kronor(ore: int) -> str:
    return format_quantity(from_ore(ore, Quantum.KRONOR, 0), with_unit=True)
