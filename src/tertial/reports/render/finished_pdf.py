"""A PDF as Typst writes it, read and changed in place (docs/adr/0071)."""

import re
from collections.abc import Mapping

END = b"\nendobj"
TABLE = re.compile(rb"xref\n0 (?P<count>\d+)\n")
TRAILER = re.compile(rb"trailer\s*<<.*>>\s*startxref\s+(?P<table>\d+)\s+%%EOF\s*\Z", re.DOTALL)
ENTRY = 20
"""Bytes of each line of the table: where the object with that number begins."""


class FinishedPdf:
    """The objects of a file, by number. Raises ValueError for a file that is not written as Typst writes."""

    def __init__(self, pdf: bytes) -> None:
        trailer = TRAILER.search(pdf, max(0, len(pdf) - 2000))
        table = TABLE.match(pdf, int(trailer["table"])) if trailer else None
        if trailer is None or table is None:
            raise ValueError("the table of objects is not where it was looked for")
        self.pdf = pdf
        self._table = table.start()
        self._entries = table.end()
        entries = pdf[self._entries : self._entries + ENTRY * int(table["count"])]
        self._offsets = [int(entries[at : at + 10]) for at in range(0, len(entries), ENTRY)]
        self.trailer = pdf[self._entries + len(entries) :]

    def read(self, number: int) -> bytes:
        """What is written of the object."""
        start = self._start(number)
        return self.pdf[start : self.pdf.index(END, start)]

    def with_objects(self, written: Mapping[int, bytes]) -> bytes:
        """The file with these objects written again; its table says where all of them now are."""
        pieces: list[bytes] = []
        moved: dict[int, int] = {}
        done = further = 0
        for offset, number in sorted((offset, number) for number, offset in enumerate(self._offsets) if number):
            moved[number] = offset + further
            if number in written:
                start = self._start(number)
                pieces += self.pdf[done:start], written[number]
                done = self.pdf.index(END, start)
                further += len(written[number]) - (done - start)
        pieces.append(self.pdf[done : self._entries + ENTRY])
        pieces += (b"%010d 00000 n\r\n" % moved[number] for number in range(1, len(self._offsets)))
        entries = self.trailer[: self.trailer.rindex(b"startxref")]
        pieces.append(b"%sstartxref\n%d\n%%%%EOF" % (entries, self._table + further))
        return b"".join(pieces)

    def _start(self, number: int) -> int:
        head = b"%d 0 obj\n" % number
        offset = self._offsets[number]
        if not self.pdf.startswith(head, offset):
            raise ValueError(f"object {number} is not where the table says")
        return offset + len(head)
