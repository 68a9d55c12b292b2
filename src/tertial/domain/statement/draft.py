"""The sentences that a row's figures can be put in, for a writer to start from (docs/rules/statement-drafts.md).

Nothing here is a judgement: a draft says what the figures say, and becomes a text only when someone adopts it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.deviation import change_percent
from tertial.domain.message import Message, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity, Unit, round_half_up
from tertial.domain.swedish_order import swedish_order

MOST_ACCOUNTS = 2
SMALLEST_ACCOUNT_SHARE = Decimal("0.1")
"""An account is named when it holds at least this share of the deviations of all accounts, counted without sign."""

_MILLION = 10**8
_SMALLEST_IN_MILLIONS = _MILLION // 10


class Nature(StrEnum):
    """What a row adds up: income, costs, or costs with their income taken off."""

    INCOME = "income"
    COST = "cost"
    NET = "net"


@dataclass(frozen=True, slots=True)
class AccountDeviation:
    """An account behind a row and what it deviates from its budget by, in öre; plus is good."""

    name: str
    deviation: int


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """What a draft is made from: a row's name and its figures in öre, presentation sign (income +, cost −).

    `previous` is the same months of last year; None where there is no ledger for them.
    """

    label: str
    outcome: int
    budget: int
    previous: int | None
    nature: Nature
    accounts: tuple[AccountDeviation, ...] = ()

    @property
    def deviation(self) -> int:
        """Outcome less budget; plus is good."""
        return self.outcome - self.budget


@dataclass(frozen=True, slots=True)
class DraftFigure:
    """A figure inside a sentence: what it is (`deviation`, `change`, `deviation_percent` …) and how large, unsigned.

    `measure` lets whoever adopts the draft put a live figure in its place.
    """

    measure: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a draft; its message holds `DraftFigure`s, text and inner messages as parameters."""

    message: Message


def nature_of(outcome: int, account_sums: Sequence[int]) -> Nature:
    """What a row adds up, from its sum and those of its accounts (presentation sign)."""
    if outcome > 0 and not any(each < 0 for each in account_sums):
        return Nature.INCOME
    return Nature.NET if any(each > 0 for each in account_sums) else Nature.COST


def draft(facts: DraftFacts) -> tuple[Sentence, ...]:
    """One to three sentences: the deviation, the change since last year, and the accounts it mostly lies on."""
    sentences = [_deviation(facts), _change(facts), _accounts(facts)]
    return tuple(Sentence(each) for each in sentences if each is not None)


def amount_in_words(measure: str, ore: int) -> Message:
    """`2,3 miljoner kronor`; below a tenth of a million `45 tkr`. Without sign: the sentence says which way."""
    size = abs(ore)
    if size >= _SMALLEST_IN_MILLIONS:
        template = gettext_noop("%(amount)s million kronor")
        return Message(template, {"amount": DraftFigure(measure, from_ore(size, Unit.MNKR, 1))})
    return Message(
        gettext_noop("%(amount)s thousand kronor"), {"amount": DraftFigure(measure, from_ore(size, Unit.TKR, 0))}
    )


def _deviation(facts: DraftFacts) -> Message:
    if not _shows(facts.deviation):
        return Message(gettext_noop("%(row)s is in line with the budget."), {"row": facts.label})
    amount = amount_in_words("deviation", facts.deviation)
    params: dict[str, object] = {"row": facts.label, "amount": amount}
    surplus = facts.deviation > 0
    if facts.budget == 0:
        return Message(
            gettext_noop("%(row)s shows a surplus of %(amount)s; nothing was budgeted.")
            if surplus
            else gettext_noop("%(row)s shows a deficit of %(amount)s; nothing was budgeted."),
            params,
        )
    params["percent"] = _percent("deviation_percent", facts.deviation, facts.budget)
    return Message(
        gettext_noop("%(row)s shows a surplus of %(amount)s, which is %(percent)s percent of the budget.")
        if surplus
        else gettext_noop("%(row)s shows a deficit of %(amount)s, which is %(percent)s percent of the budget."),
        params,
    )


def _change(facts: DraftFacts) -> Message | None:
    """Income and costs are each said to grow when they grow, though the sign of a cost is minus.

    Where a cost has become an income, or the other way round, there is no percentage, as in the tables.
    """
    if not facts.previous:
        return None
    change = facts.outcome - facts.previous
    what = _what(facts.nature, facts.outcome or facts.previous)
    if not _shows(change):
        return Message(gettext_noop("%(what)s is at the level of the same period last year."), {"what": what})
    share = change_percent(facts.outcome, facts.previous)
    if share is None:
        return _changed_sides(facts.outcome, facts.previous)
    template = (
        gettext_noop("%(what)s has grown by %(amount)s (%(percent)s percent) since the same period last year.")
        if share > 0
        else gettext_noop("%(what)s has fallen by %(amount)s (%(percent)s percent) since the same period last year.")
    )
    percent = DraftFigure("change_percent", Quantity(abs(share), Unit.PERCENT, 1))
    return Message(template, {"what": what, "amount": amount_in_words("change", change), "percent": percent})


def _what(nature: Nature, amount: int) -> Message:
    """What the row is called in a sentence; a net is named for the side that its amount is on."""
    if nature is Nature.NET and amount > 0:
        return Message(gettext_noop("The net income"))
    return _NAMES[nature]


def _changed_sides(now: int, before: int) -> Message:
    said = {"before": amount_in_words("previous", before), "now": amount_in_words("outcome", now)}
    return Message(
        gettext_noop("A net cost of %(before)s in the same period last year has become a net income of %(now)s.")
        if now > 0
        else gettext_noop("A net income of %(before)s in the same period last year has become a net cost of %(now)s."),
        said,
    )


_NAMES: Mapping[Nature, Message] = {
    Nature.INCOME: Message(gettext_noop("The income")),
    Nature.COST: Message(gettext_noop("The cost")),
    Nature.NET: Message(gettext_noop("The net cost")),
}


def _accounts(facts: DraftFacts) -> Message | None:
    """The accounts that hold most of the deviation, those that pull the other way too."""
    everything = sum(abs(account.deviation) for account in facts.accounts)
    if not _shows(facts.deviation) or not everything:
        return None
    largest = sorted(facts.accounts, key=lambda account: (-abs(account.deviation), swedish_order(account.name)))
    named = [
        account
        for account in largest[:MOST_ACCOUNTS]
        if abs(account.deviation) >= SMALLEST_ACCOUNT_SHARE * everything and _shows(account.deviation)
    ]
    if not named:
        return None
    phrases = [_account(account) for account in named]
    if len(phrases) == 1:
        return Message(gettext_noop("Most of the deviation lies on %(account)s."), {"account": phrases[0]})
    template = gettext_noop("The largest deviations lie on %(first)s and %(second)s.")
    return Message(template, {"first": phrases[0], "second": phrases[1]})


def _account(account: AccountDeviation) -> Message:
    template = (
        gettext_noop("%(account)s (surplus %(amount)s)")
        if account.deviation > 0
        else gettext_noop("%(account)s (deficit %(amount)s)")
    )
    return Message(template, {"account": account.name, "amount": amount_in_words("", account.deviation)})


def _percent(measure: str, part: int, whole: int) -> DraftFigure:
    return DraftFigure(measure, Quantity(Decimal(abs(part)) * 100 / abs(whole), Unit.PERCENT, 1))


def _shows(ore: int) -> bool:
    """Whether an amount is seen when it is printed in thousands."""
    return bool(round_half_up(from_ore(ore, Unit.TKR, 0).value, 0))
