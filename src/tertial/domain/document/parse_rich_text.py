"""Reads the editor's JSON strictly: what the schema does not know is refused with a sentence.

The marks of a live figure are let go, for a figure is printed alike wherever it stands, and so are the characters that
nobody sees (docs/rules/written-text.md).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NoReturn

from tertial.domain.document.rich_text import REF, Line, LiveFigure, RichList, RichParagraph, RichRun, RichText
from tertial.domain.document.runs import Text
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.ref import Ref
from tertial.domain.written_text import cleaned

LINK_SCHEMES = ("http://", "https://", "mailto:")
LONGEST_TEXT = 200_000
LONGEST_ADDRESS = 2_000
_BRANCH_KEYS = {"type", "attrs", "content"}
_LEAF_KEYS = {
    "text": {"type", "text", "marks"},
    "figure": {"type", "attrs", "marks"},
    **{mark: {"type", "attrs"} for mark in ("bold", "italic", "link")},
}
_REF = re.compile(REF)
# No database keeps the first, and no encoding the others: only a program sends them.
_UNKEEPABLE = re.compile("[\x00\ud800-\udfff]")
_BLANK = re.compile(r"\s+")
_LINK_ATTRS = {"href", "target", "rel", "class", "title"}


class UnreadableRichText(DomainError):
    """A written text has a shape the editor never gives it."""


def parse_rich_text(tree: Mapping[str, Any]) -> RichText:
    """The text that the editor stored. Raises `UnreadableRichText` for every node, mark or link outside the schema."""
    node = _node(tree, "doc")
    text = RichText(tuple(_block(child) for child in _children(node)))
    if _length(text) > LONGEST_TEXT:
        _refuse(gettext_noop("The text is longer than %(most)s characters. Shorten it."), most=LONGEST_TEXT)
    return text


def _length(text: RichText) -> int:
    lines = [
        line for block in text.blocks for line in ((block.line,) if isinstance(block, RichParagraph) else block.items)
    ]
    # A line and a figure count as a character each, or a text of nothing else would have no end.
    return len(lines) + sum(len(run.text) if isinstance(run, Text) else 1 for line in lines for run in line)


def _refuse(template: str, **params: object) -> NoReturn:
    raise UnreadableRichText(Message(template, params))


def _node(value: object, *types: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping) or not isinstance(value.get("type"), str):
        _refuse(gettext_noop("The text could not be read: something in it has no type. Write it again in the editor."))
    if value["type"] not in types or not set(value) <= _LEAF_KEYS.get(value["type"], _BRANCH_KEYS):
        _refuse(
            gettext_noop("The text holds “%(name)s” where only %(allowed)s may stand. Take it out and save again."),
            name=excerpt(value["type"]),
            allowed=", ".join(types),
        )
    return value


def _children(node: Mapping[str, Any]) -> Sequence[object]:
    children = node.get("content", [])
    if not isinstance(children, list):
        _refuse(gettext_noop("The text could not be read: its parts are no list. Write it again in the editor."))
    return children


def _attrs(node: Mapping[str, Any], allowed: set[str]) -> Mapping[str, Any]:
    attrs = node.get("attrs") or {}
    plain = isinstance(attrs, Mapping) and all(isinstance(each, str | int | None) for each in attrs.values())
    if not plain or not set(attrs) <= allowed:
        _refuse(
            gettext_noop("“%(name)s” in the text has a property that cannot be used. Write it again in the editor."),
            name=node["type"],
        )
    return attrs


def _block(value: object) -> RichParagraph | RichList:
    node = _node(value, "paragraph", "bulletList", "orderedList")
    if node["type"] == "paragraph":
        return RichParagraph(_line(node))
    ordered = node["type"] == "orderedList"
    attrs = _attrs(node, {"start", "type"} if ordered else set())
    if attrs.get("start", 1) != 1 or attrs.get("type") is not None:
        _refuse(gettext_noop("A numbered list has to start at 1. Start it again in the editor."))
    return RichList(tuple(_item(child) for child in _children(node)), ordered)


def _item(value: object) -> Line:
    children = _children(_node(value, "listItem"))
    if len(children) != 1:
        _refuse(gettext_noop("An item in a list has to be one paragraph. Split it into several items."))
    return _line(_node(children[0], "paragraph"))


def _line(paragraph: Mapping[str, Any]) -> Line:
    _attrs(paragraph, set())
    runs = (_run(child) for child in _children(paragraph))
    # Nothing is left of a run of characters that nobody sees.
    return tuple(run for run in runs if isinstance(run, LiveFigure) or run.text)


def _run(value: object) -> RichRun:
    node = _node(value, "text", "figure")
    if node["type"] == "figure":
        ref = _attrs(node, {"ref"}).get("ref")
        if not isinstance(ref, str) or not _REF.fullmatch(ref):
            _refuse(gettext_noop("A figure in the text does not say where it comes from. Insert it again."))
        _marked("", node.get("marks", []))
        return LiveFigure(Ref.parse(ref))
    if not isinstance(node.get("text"), str) or not node["text"]:
        _refuse(gettext_noop("The text could not be read: a part has no words. Write it again in the editor."))
    if _UNKEEPABLE.search(node["text"]):
        _refuse(gettext_noop("The text holds a character that cannot be kept. Paste it again as plain text."))
    return _marked(cleaned(node["text"]), node.get("marks", []))


def _marked(text: str, marks: object) -> Text:
    if not isinstance(marks, list):
        _refuse(gettext_noop("The text could not be read: its marks are no list. Write it again in the editor."))
    href = ""
    names = set()
    for value in marks:
        mark = _node(value, "bold", "italic", "link")
        names.add(mark["type"])
        if mark["type"] == "link":
            href = _href(mark)
        else:
            _attrs(mark, set())
    return Text(text, strong="bold" in names, emphasis="italic" in names, href=href)


def _href(mark: Mapping[str, Any]) -> str:
    href = _attrs(mark, _LINK_ATTRS).get("href")
    usable = isinstance(href, str) and not _UNKEEPABLE.search(href)
    address = _BLANK.sub("", cleaned(str(href))) if usable else ""
    if not address.lower().startswith(LINK_SCHEMES) or len(address) > LONGEST_ADDRESS:
        _refuse(
            gettext_noop("The link %(href)s cannot be used. Write it with https://, http:// or mailto:."),
            href=excerpt(str(href)),
        )
    return address
