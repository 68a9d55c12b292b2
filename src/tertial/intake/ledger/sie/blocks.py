"""The text of a SIE file a block at a time, so that memory does not grow with the file."""

import codecs
from collections.abc import Iterator
from io import IncrementalNewlineDecoder
from pathlib import Path

LONGEST_LINE = 1 << 20
_END_OF_VOUCHER = "\n}\n"


class LineTooLongError(Exception):
    """The line after the last block is longer than `LONGEST_LINE`."""


def blocks(path: Path, charset: str, size: int) -> Iterator[tuple[str, int]]:
    """Whole lines, and how many bytes have been read; a block ends with a voucher where that can be seen.

    `size` is how many bytes are read at once. Every line ends with a line feed, the last one too. Raises
    LineTooLongError.
    """
    decoder = IncrementalNewlineDecoder(codecs.getincrementaldecoder(charset)("replace"), translate=True)
    left, done = "", 0
    with path.open("rb", buffering=0) as file:
        while data := file.read(size):
            done += len(data)
            left += decoder.decode(data)
            if end := _end(left):
                yield left[:end], done
                left = left[end:]
    left += decoder.decode(b"", final=True)
    if left:
        yield left if left.endswith("\n") else f"{left}\n", done


def _end(text: str) -> int:
    """Where a block of the text may end; 0 where more is to be read first."""
    if end := text.rfind(_END_OF_VOUCHER) + 1:
        return end + len(_END_OF_VOUCHER) - 1
    if len(text) < LONGEST_LINE:
        return 0
    if end := text.rfind("\n") + 1:
        return end
    raise LineTooLongError
