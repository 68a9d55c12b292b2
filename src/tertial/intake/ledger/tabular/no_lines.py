"""The SQL that finds rows that are not ledger lines: totals, notes, what is printed at the foot of a page.

Rule: docs/rules/imports.md, "Rows that are not lines".
"""

import re
from collections.abc import Sequence

from tertial.common.tabular_files.shapes import TextTable
from tertial.intake.ledger.reasons import Reason
from tertial.intake.ledger.tabular.columns import RESULT_WORDS, Column, ColumnMapping

_PRINTED = (
    r"(?i)^[ |]*(sida|sidan|page|utskriven|utskriftsdatum|utskrivet|uttagen|uttagsdatum|skapad|rapport)([^a-zåäö]|$)"
)
_UNIT = "(tkr|mnkr|mkr|msek|kr|sek|kkr|ksek|kronor)"
_UNIT_ALONE = f"(?i)^[ |(]*{_UNIT}([ |()]+{_UNIT})*[ |)]*$"


def literal(text: str) -> str:
    """The text as SQL quotes it."""
    return "'" + text.replace("'", "''") + "'"


def total_words(mapping: ColumnMapping) -> str:
    """The words of totals as alternatives of a regular expression, which matches nothing where there are none."""
    return "|".join(re.escape(word) for word in mapping.total_words if word.strip()) or "$^"


def says_total(table: TextTable, mapping: ColumnMapping) -> str:
    """Whether a cell that is no code, time or amount begins with the word for a total, and there is no voucher."""
    used = {heading for column, heading in mapping.columns.items() if column is not Column.TEXT}
    words = [word for word in mapping.total_words if word.strip()]
    cells = [f"c{place}" for place, heading in enumerate(table.header, start=1) if heading not in used]
    if not words or not cells:
        return "false"
    first = ", ".join(sorted({literal(word[:3].lower()) for word in words}))
    begins = literal(f"(?i)^({total_words(mapping)})([^a-zåäö]|$)")
    total = " OR ".join(f"(lower({cell}[1:3]) IN ({first}) AND regexp_matches({cell}, {begins}))" for cell in cells)
    voucher = " AND voucher_text = ''" if Column.VOUCHER in mapping.columns else ""
    return f"coalesce(({total}){voucher}, false)"


def tests_of_account(mapping: ColumnMapping, amounts: Sequence[str], line: str) -> list[tuple[str, str]]:
    """Tests and reasons for rows whose account is none: empty, words, or a code that says it is a total.

    `amounts` are the columns of amounts as text, `line` the whole row. An account has a figure in it and no space.
    """
    words = total_words(mapping)
    empty = " AND ".join(f"{amount} = ''" for amount in amounts)
    begins = literal(f"(?i)^[ |]*({words})([^a-zåäö]|$)")
    # A spreadsheet program calls its totals "4010 Totalt".
    of_code = literal(f"(?i)[^ ]+ +({words})")
    odd = "account_text > '9' OR account_text < '0' OR contains(account_text, ' ') OR contains(account_text, '/')"
    is_none = "NOT regexp_matches(account_text, '[0-9]') OR regexp_matches(account_text, '[ /]')"
    results = literal(f"(?i)^({'|'.join(RESULT_WORDS)})([^a-zåäö]|$)")
    why = (
        f"CASE WHEN {empty} OR (amount IS NULL AND regexp_matches({line}, {literal(_PRINTED)})) THEN '{Reason.NOTE}'"
        f" WHEN regexp_matches(account_text, {results}) THEN '{Reason.TOTAL}' ELSE '{Reason.ACCOUNT_UNREADABLE}' END"
    )
    signs = "regexp_full_match(account_text, '[*Σ∑ ]+')"
    total = f"regexp_matches(account_text, {begins}) OR regexp_full_match(account_text, {of_code}) OR {signs}"
    return [
        (f"account_text <> '' AND ({odd}) AND ({total})", f"'{Reason.TOTAL}'"),
        ("account_text = ''", _without_account(words, empty, line)),
        (_is_heading(mapping), f"'{Reason.HEADING}'"),
        (f"({odd}) AND ({is_none})", why),
    ]


def _is_heading(mapping: ColumnMapping) -> str:
    return f"account_text = {literal(mapping.columns[Column.ACCOUNT])} AND amount IS NULL"


def _without_account(words: str, empty: str, line: str) -> str:
    """What a row without account is: a total where a word or sign says so, a note, or a line that lacks it."""
    sums = literal(f"(?i)(^|[^a-zåäö])({words})([^a-zåäö]|$)")
    results = literal(f"(?i)(^|[|] ?)({'|'.join(RESULT_WORDS)})([^a-zåäö]|$)")
    signs = literal("(^|[|] ?)[*Σ∑]+ *([|]|$)")
    total = " OR ".join(f"regexp_matches({line}, {one})" for one in (sums, results, signs))
    note = " OR ".join(f"regexp_matches({line}, {literal(one)})" for one in (_PRINTED, _UNIT_ALONE))
    return (
        f"CASE WHEN {total} THEN '{Reason.TOTAL}' WHEN {empty} OR (amount IS NULL AND ({note})) THEN '{Reason.NOTE}'"
        f" ELSE '{Reason.NO_ACCOUNT}' END"
    )
