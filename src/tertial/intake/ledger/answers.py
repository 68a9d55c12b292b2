"""What the options of `tertial import ledger` say about a table: answers to what its preview asks."""

from collections.abc import Mapping, Sequence
from typing import Any

from tertial.common.tabular_files import Reading
from tertial.domain.message import Message, gettext_noop
from tertial.intake.ledger.tabular.columns import AmountIn, Blanks, Column, Days, YearEnd
from tertial.intake.ledger.tabular.questions import OPTIONS, Question, Topic, all_of
from tertial.things.importers import WrongRequest

_WORDS: Mapping[str, Mapping[str, object]] = {
    "decimal": {"comma": ",", ",": ",", "point": ".", ".": "."},
    "days": {day.value.replace("_", "-"): day for day in Days},
    "amount_in": {unit.value: unit for unit in AmountIn},
    "year_end": {choice.value: choice for choice in YearEnd},
    "blanks": {choice.value: choice for choice in Blanks},
    "credit": {"negative": True, "positive": False},
}
_FIELDS = {"credit": "credit_negative"}


def reading_of(options: Mapping[str, str]) -> Reading:
    """How the file itself is read, as the options say. Raises WrongRequest."""
    row = options.get("header_row", "")
    if row and not (row.isascii() and row.isdecimal()):
        template = gettext_noop("“%(row)s” is not a line; give the number of the line with the headings.")
        raise WrongRequest(Message(template, {"row": row}))
    return Reading(sheet=options.get("sheet", ""), header_row=int(row) if row else None)


def answers_of(options: Mapping[str, str]) -> dict[str, Any]:
    """What the options say, by the fields of a mapping; `columns` by what each holds. Raises WrongRequest."""
    answers: dict[str, Any] = {}
    for name, words in _WORDS.items():
        word = options.get(name, "")
        if not word:
            continue
        if word.lower() not in words:
            template = gettext_noop("“%(word)s” is not an answer to --%(option)s; choose among %(words)s.")
            values = {"word": word, "option": name.replace("_", "-"), "words": ", ".join(words)}
            raise WrongRequest(Message(template, values))
        answers[_FIELDS.get(name, name)] = words[word.lower()]
    if options.get("year"):
        answers["year"] = _year(options["year"])
    if options.get("flip_sign"):
        answers["flip_sign"] = True
    if options.get("column"):
        answers["columns"] = _columns(options["column"].split("\n"))
    return answers


def left_of(asked: Sequence[Question], answers: Mapping[str, Any], reading: Reading) -> list[Question]:
    """The questions that the options do not answer."""
    columns = set(answers.get("columns", {}))
    done = {Topic(name) for name in answers if name != "columns"}
    if columns & {Column.AMOUNT, Column.DEBIT, Column.CREDIT}:
        done.add(Topic.AMOUNT)
    if columns & {Column.PERIOD, Column.DATE}:
        done.add(Topic.PERIOD)
    if Column.ACCOUNT in columns:
        done.add(Topic.ACCOUNT)
    if reading.sheet:
        done.add(Topic.SHEET)
    return [question for question in asked if question.topic not in done]


def asked_of(questions: Sequence[Question]) -> WrongRequest:
    """The refusal of a command that leaves questions open: what is asked, and the options that answer."""
    template = gettext_noop("%(questions)s Answer with %(options)s.")
    options = ", ".join(OPTIONS[question.topic] for question in questions)
    return WrongRequest(Message(template, {"questions": all_of(questions), "options": options}))


def _year(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1990 <= int(text) <= 2199):
        raise WrongRequest(Message(gettext_noop("“%(year)s” is not a year; write it like 2025."), {"year": text}))
    return int(text)


def _columns(written: Sequence[str]) -> dict[Column, str]:
    found: dict[Column, str] = {}
    for one in written:
        name, equals, heading = one.partition("=")
        word = "year_of_period" if name == "year" else name
        if not equals or not heading.strip() or word not in set(Column):
            template = gettext_noop(
                "“%(given)s” says no column; write it like amount=Belopp. What a column can hold: %(names)s."
            )
            names = ", ".join("year" if column is Column.YEAR else column.value for column in Column)
            raise WrongRequest(Message(template, {"given": one, "names": names}))
        found[Column(word)] = heading.strip()
    return found
