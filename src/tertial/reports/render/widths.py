"""How wide the columns of a table are, judged by what stands in them; the same shares in PDF and Word."""

from collections.abc import Iterator

from tertial.domain.document import Column, ColumnKind, RowKind, Table, cell_text

PADDING = 2.5
SHAPE = 3.5
LONGEST_TEXT_THAT_COUNTS = 90
LEAST_TEXT = 8.0
CHARACTERS_ACROSS = 80.0
CHARACTERS_ACROSS_LANDSCAPE = 128.0


def column_shares(table: Table) -> tuple[float, ...]:
    """The columns' shares of the width, which sum to 1.

    A column never gets narrower than its longest word while there is room; what is left goes to those with most text.
    """
    across = CHARACTERS_ACROSS_LANDSCAPE if table.wide else CHARACTERS_ACROSS
    texts = [list(_texts(table, number)) for number in range(len(table.columns))]
    least = [_least(column, column_texts) for column, column_texts in zip(table.columns, texts, strict=True)]
    wish = [_wish(column, column_texts) for column, column_texts in zip(table.columns, texts, strict=True)]
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
    return float(max((len(word) for text in texts for word in text.split(" ")), default=0))


def _least(column: Column, texts: list[str]) -> float:
    """The longest word; a text column may hyphenate its longest ones."""
    word = _longest_word(texts)
    if column.kind.is_numeric:
        return min(word, 18.0) + PADDING + 1
    if column.kind is ColumnKind.STATUS:
        return word + SHAPE + PADDING
    return max(LEAST_TEXT, min(word, 20.0)) + PADDING


def _wish(column: Column, texts: list[str]) -> float:
    if column.kind.is_numeric:
        return _least(column, texts)
    shape = SHAPE if column.kind is ColumnKind.STATUS else 0.0
    longest = max(len(line) for text in texts for line in (text.splitlines() or [""]))
    return max(_least(column, texts), min(longest, LONGEST_TEXT_THAT_COUNTS) + shape + PADDING)
