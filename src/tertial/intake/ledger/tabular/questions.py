"""What a file leaves open and a person must decide: two readings fit. Rule: docs/rules/imports.md, "Tables"."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.message import Message, gettext_noop
from tertial.intake.adapter import Asks


class Topic(StrEnum):
    """What is asked about; the page has a field of this name, and the command an option."""

    ACCOUNT = "account"
    AMOUNT = "amount"
    PERIOD = "period"
    CREDIT = "credit_negative"
    AMOUNT_IN = "amount_in"
    DECIMAL = "decimal"
    DAYS = "days"
    YEAR = "year"
    YEAR_END = "year_end"
    BLANKS = "blanks"
    SHEET = "sheet"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked, as a sentence with the choices."""

    topic: Topic
    message: Message


class AsksFirst(Asks):
    """Nothing is read before the questions are answered; the message holds them all."""

    def __init__(self, questions: Sequence[Question]) -> None:
        super().__init__(all_of(questions))
        self.questions = tuple(questions)
        self.topics = [question.topic.value for question in questions]


def all_of(questions: Sequence[Question]) -> Message:
    """The questions as one message, in their order."""
    message = questions[0].message
    for question in questions[1:]:
        message = Message(gettext_noop("%(first)s %(then)s"), {"first": message, "then": question.message})
    return message


OPTIONS = {
    Topic.ACCOUNT: "--column account=…",
    Topic.AMOUNT: "--column amount=…",
    Topic.PERIOD: "--column period=… (date=…)",
    Topic.CREDIT: "--credit negative|positive",
    Topic.AMOUNT_IN: "--amount-in kr|tkr|mnkr",
    Topic.DECIMAL: "--decimal comma|point",
    Topic.DAYS: "--days year-first|day-first|month-first",
    Topic.YEAR: "--year 2024",
    Topic.YEAR_END: "--year-end december|refuse",
    Topic.BLANKS: "--blanks above|none",
    Topic.SHEET: "--sheet …",
}
"""The option of `tertial import ledger` that answers each question."""
