"""Reads a report template: TOML that declares chapters, and blocks in each (docs/report-templates.md)."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.reports.blocks import BLOCKS
from tertial.reports.blocks.printed import BlockDeclaration
from tertial.reports.blocks.section import SECTION
from tertial.reports.errors import UnusableTemplate


@dataclass(frozen=True, slots=True)
class ChapterDeclaration:
    """A chapter: its heading and its blocks."""

    title: str
    blocks: tuple[BlockDeclaration, ...]

    def every_block(self) -> Iterator[BlockDeclaration]:
        """The blocks of the chapter and of the sections in it, in the order they are printed."""
        return _every(self.blocks)


def _every(blocks: Iterable[BlockDeclaration]) -> Iterator[BlockDeclaration]:
    for block in blocks:
        yield block
        if block.kind == SECTION:
            yield from _every(block.options["block"])


@dataclass(frozen=True, slots=True)
class ReportDeclaration:
    """A whole template. `title` and `subtitle` may hold {unit}, {municipality}, {period} and {year}."""

    title: str
    subtitle: str
    name: str
    chapters: tuple[ChapterDeclaration, ...]


LONGEST_NAME = 150
# A slot stands in addresses, and in the database under this length.
_SLOT = re.compile(r"[a-z0-9_-]{1,60}")


@lru_cache(maxsize=64)
def read_declaration(text: str) -> ReportDeclaration:
    """The template declared by a TOML text.

    Raises UnusableTemplate for text that is no TOML, an unknown block, option or part, and for what is missing.
    """
    try:
        tree = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UnusableTemplate(
            Message(gettext_noop("The template cannot be read: %(why)s. Correct that line."), {"why": str(error)})
        ) from error
    except RecursionError as error:
        raise UnusableTemplate(
            Message(gettext_noop("The template cannot be read: brackets stand inside brackets without end."))
        ) from error
    chapters = _tables(tree, "chapter")
    if not chapters:
        raise UnusableTemplate(Message(gettext_noop("The template has no chapters; write at least one [[chapter]].")))
    title = _text(tree, "title", Message(gettext_noop("the template")))
    return ReportDeclaration(
        title=title,
        subtitle=str(tree.get("subtitle", "")),
        name=str(tree.get("name", title))[:LONGEST_NAME],
        chapters=tuple(_chapter(number, chapter) for number, chapter in enumerate(chapters, start=1)),
    )


def _chapter(number: int, chapter: Mapping[str, Any]) -> ChapterDeclaration:
    where = Message(gettext_noop("chapter %(chapter)s"), {"chapter": number})
    blocks = _tables(chapter, "block")
    return ChapterDeclaration(
        title=_text(chapter, "title", where),
        blocks=tuple(_block(number, position, block) for position, block in enumerate(blocks, start=1)),
    )


def _block(chapter: int, position: int | str, block: Mapping[str, Any]) -> BlockDeclaration:
    where = Message(gettext_noop("chapter %(chapter)s, block %(block)s"), {"chapter": chapter, "block": position})
    kind = _text(block, "kind", where)
    if kind not in BLOCKS:
        near = get_close_matches(kind, BLOCKS, n=1, cutoff=0.0)
        raise UnusableTemplate(
            Message(
                gettext_noop(
                    "The block “%(kind)s” in %(place)s is not known; did you mean “%(near)s”? Known: %(known)s."
                ),
                {"kind": kind, "place": where, "near": near[0], "known": ", ".join(BLOCKS)},
            )
        )
    options = {name: value for name, value in block.items() if name != "kind"}
    _check_options(kind, options, where)
    if kind == SECTION:
        inner = enumerate(_tables(options, "block"), start=1)
        options["block"] = tuple(_block(chapter, f"{position}.{number}", each) for number, each in inner)
    return BlockDeclaration(kind, options, where)


def _tables(tree: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = tree.get(name, [])
    if not isinstance(found, list) or not all(isinstance(table, Mapping) for table in found):
        template = gettext_noop("“%(name)s” is a part of its own in a template; write it as [[%(name)s]].")
        raise UnusableTemplate(Message(template, {"name": "chapter.block" if name == "block" else name}))
    return found


def _check_options(kind: str, options: Mapping[str, Any], where: Message) -> None:
    for name, value in options.items():
        expected = BLOCKS[kind].options.get(name)
        if expected is None or not isinstance(value, expected):
            raise UnusableTemplate(
                Message(
                    gettext_noop("“%(name)s” in %(place)s cannot be used; the block “%(kind)s” takes: %(options)s."),
                    {"name": name, "place": where, "kind": kind, "options": ", ".join(BLOCKS[kind].options)},
                )
            )
    for name in BLOCKS[kind].required - options.keys():
        raise UnusableTemplate(
            Message(
                gettext_noop("The block “%(kind)s” in %(place)s needs “%(name)s”; write it."),
                {"kind": kind, "place": where, "name": name},
            )
        )
    refusal = BLOCKS[kind].wrong(options)
    if refusal is not None:
        raise UnusableTemplate(Message(gettext_noop("In %(place)s: %(refusal)s"), {"place": where, "refusal": refusal}))
    if not all(map(_is_note, options.get("notes", []))):
        template = gettext_noop(
            "“notes” in %(place)s is a list of sentences, each for every year or for one; write them as “…” or as "
            '{ year = 2024, text = "…" }.'
        )
        raise UnusableTemplate(Message(template, {"place": where}))
    if not _SLOT.fullmatch(options.get("slot", "slot")):
        template = gettext_noop(
            "The slot “%(slot)s” in %(place)s cannot be used; write small letters, digits and hyphens."
        )
        raise UnusableTemplate(Message(template, {"slot": excerpt(options["slot"]), "place": where}))


def _is_note(note: object) -> bool:
    if isinstance(note, dict):
        return note.keys() == {"year", "text"} and isinstance(note["year"], int) and _is_note(note["text"])
    return isinstance(note, str) and bool(note.strip())


def _text(tree: Mapping[str, Any], name: str, where: Message) -> str:
    value = tree.get(name)
    if not isinstance(value, str) or not value.strip():
        raise UnusableTemplate(
            Message(gettext_noop("“%(name)s” is missing in %(place)s; write it."), {"name": name, "place": where})
        )
    return value.strip()
