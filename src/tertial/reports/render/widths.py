"""How wide the columns of a table are, judged by what stands in them; the same shares in PDF and Word."""

import re
from collections.abc import Iterator

from tertial.domain.document import Column, ColumnKind, RowKind, Table, cell_text

PADDING = 2.5
SHAPE = 3.5
LONGEST_TEXT_THAT_COUNTS = 90
LEAST_TEXT = 8.0
LANDSCAPE = 1.6
SPACES = re.compile("[ \n]+")


def column_shares(table: Table, characters: float) -> tuple[float, ...]:
    """The columns' shares of the width, which sum to 1.

    `characters` is how many of them a line of table text holds on a standing page. A column never gets narrower than
    its longest word while there is room; what is left goes to those with most text.
    """
    across = characters * LANDSCAPE if table.wide else characters
    texts = [list(_texts(table, number)) for number in range(len(table.columns))]
    least = [_least(column, column_texts) for column, column_texts in zip(table.columns, texts, strict=True)]
    wish = [
        _wish(column, column_texts[1:], few)
        for column, column_texts, few in zip(table.columns, texts, least, strict=True)
    ]
    left = max(0.0, across - sum(least))
    wanted = [max(0.0, most - fewest) for most, fewest in zip(wish, least, strict=True)]
    total_wanted = sum(wanted)
    # Where all wishes fit, the first column takes what is left over, so that figures stay close together.
    if total_wanted <= left:
        widths = wish[:]
        widths[0] += left - total_wanted
    else:
        widths = [few + left * want / total_wanted for few, want in zip(least, wanted, strict=True)]
    return tuple(width / sum(widths) for width in widths)


def _texts(table: Table, number: int) -> Iterator[str]:
    yield table.columns[number].label
    for row in table.rows:
        spans_table = row.kind is RowKind.GROUP and len(row.cells) == 1
        if not spans_table:
            yield cell_text(row.cells[number])


def _longest_word(texts: list[str]) -> float:
    return float(max((len(word) for text in texts for word in SPACES.split(text)), default=0))


def _least(column: Column, texts: list[str]) -> float:
    """The longest word; a text column may hyphenate its longest ones."""
    word = _longest_word(texts)
    if column.kind.is_numeric:
        return min(word, 18.0) + PADDING + 1
    if column.kind is ColumnKind.STATUS:
        return word + SHAPE + PADDING
    return max(LEAST_TEXT, min(word, 20.0)) + PADDING


def _wish(column: Column, texts: list[str], least: float) -> float:
    """The longest line of the cells; a heading may wrap."""
    if column.kind.is_numeric:
        return least
    shape = SHAPE if column.kind is ColumnKind.STATUS else 0.0
    longest = max((len(line) for text in texts for line in text.splitlines()), default=0)
    return max(least, min(longest, LONGEST_TEXT_THAT_COUNTS) + shape + PADDING)
