"""The sentences for files that are not read as a whole."""

from tertial.common.tabular_files.shapes import MOST_COLUMNS, UnreadableFile
from tertial.domain.message import Message, gettext_noop


def locked(name: str) -> UnreadableFile:
    """The refusal of a workbook that asks for a password."""
    return UnreadableFile(
        Message(gettext_noop("“%(name)s” is protected by a password; save it without one first."), {"name": name})
    )


def not_a_table(name: str) -> UnreadableFile:
    """The refusal of a file that holds no table, whatever its name ends in."""
    return UnreadableFile(
        Message(
            gettext_noop(
                "“%(name)s” is neither a text file with columns nor an Excel or OpenDocument workbook; export the"
                " table as CSV or XLSX."
            ),
            {"name": name},
        )
    )


def damaged(name: str) -> UnreadableFile:
    """The refusal of a workbook that is not whole."""
    template = gettext_noop("“%(name)s” is cut off or damaged; save the workbook again and send it once more.")
    return UnreadableFile(Message(template, {"name": name}))


def too_large(name: str) -> UnreadableFile:
    """The refusal of a workbook that would fill the memory."""
    template = gettext_noop("“%(name)s” unpacks to far more than a table holds, so it is not opened; export it as CSV.")
    return UnreadableFile(Message(template, {"name": name}))


def too_wide(name: str, sheet: str, row: int, column: int) -> UnreadableFile:
    """The refusal of a sheet with something in a column, counted from 1, further out than tables go."""
    template = gettext_noop(
        "“%(name)s” has something in column %(column)s on line %(row)s of the sheet “%(sheet)s”; at most %(most)s"
        " columns are read. Delete the columns that are not needed and save it again."
    )
    values = {"name": name, "sheet": sheet, "row": row, "column": _letters(column), "most": MOST_COLUMNS}
    return UnreadableFile(Message(template, values))


def too_many_columns(name: str) -> UnreadableFile:
    """The refusal of a text with more columns than tables have."""
    template = gettext_noop(
        "“%(name)s” has more than the %(most)s columns that are read at most; export only the columns that are needed."
    )
    return UnreadableFile(Message(template, {"name": name, "most": MOST_COLUMNS}))


def _letters(column: int) -> str:
    """The column as a spreadsheet program names it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, place = divmod(column - 1, 26)
        letters = chr(65 + place) + letters
    return letters
