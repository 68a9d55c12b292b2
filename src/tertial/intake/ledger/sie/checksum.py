"""The checksum over a SIE file (#KSUMMA), calculated while it is read."""

import re
import zlib

from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.intake.ledger.sie.grammar import unescaped, words

_ANNOUNCED = re.compile(r"(?im)^[^\S\n]*#KSUMMA[^\S\n]*\n")
_WRITTEN = re.compile(r"(?im)^[^\S\n]*#KSUMMA[ \t]+(\S[^\n]*)\n")
_PERHAPS = re.compile("#[Kk][Ss]")  # found much faster than a line that begins so
_QUOTE = re.compile(r'(?<!\\)"')
_BETWEEN_FIELDS = str.maketrans("", "", ' \t{}"\r\n')


class Checksum:
    """CRC-32 over labels and fields, without what stands between them.

    It is defined over CP437. Programs that write another charset take their own bytes, so both are calculated.
    """

    def __init__(self, charset: str, name: str) -> None:
        self._charset, self._name = charset, name
        self._defined = self._own = 0
        self._begun = False
        self.written = ""

    def take(self, block: str, before: int) -> None:
        """Takes whole lines, of which `before` stand above. Raises UnreadableFile where the sum is another."""
        if not self._begun:
            announced = _ANNOUNCED.search(block) if _PERHAPS.search(block) else None
            if announced is None:
                return
            self._begun = True
            self.take(block[announced.end() :], before + block.count("\n", 0, announced.end()))
            return
        found = None if self.written or not _PERHAPS.search(block) else _WRITTEN.search(block)
        if found is None and not self.written:
            self._add(block)
            return
        if found is not None:
            self._add(block[: found.start()])
            self.written = " ".join(words(found[1]))
            self._check(before + block.count("\n", 0, found.start()) + 1)
        after = block[found.end() :] if found else block
        if after.strip("\x1a \t\r\n"):
            template = gettext_noop(
                "“%(name)s” goes on after its checksum: the file has been altered or damaged; export it again."
            )
            raise UnreadableFile(Message(template, {"name": self._name}))

    def finish(self) -> None:
        """Raises UnreadableFile where a sum was announced and never came."""
        if self._begun and not self.written:
            template = gettext_noop("“%(name)s” is cut off: its checksum is missing; export it again.")
            raise UnreadableFile(Message(template, {"name": self._name}))

    def _check(self, line: int) -> None:
        own = self._defined if self._charset == "cp437" else self._own
        if self.written in (str(self._defined), str(own)):
            return
        template = gettext_noop(
            "The checksum on line %(line)s of “%(name)s” is %(written)s but the content gives %(value)s: the file"
            " has been altered or damaged; export it again."
        )
        values = {"line": line, "name": self._name, "written": excerpt(self.written), "value": str(self._defined)}
        raise UnreadableFile(Message(template, values))

    def _add(self, text: str) -> None:
        parts = _QUOTE.split(text)
        if any("\n" in part for part in parts[1::2]):
            for line in text.splitlines():
                self._sum(_QUOTE.split(line.strip()))
        else:
            self._sum(parts)

    def _sum(self, parts: list[str]) -> None:
        parts[::2] = [part.translate(_BETWEEN_FIELDS) for part in parts[::2]]
        text = unescaped("".join(parts))
        self._defined = zlib.crc32(text.encode("cp437", "replace"), self._defined)
        if self._charset != "cp437":
            self._own = zlib.crc32(text.encode(self._charset, "replace"), self._own)
