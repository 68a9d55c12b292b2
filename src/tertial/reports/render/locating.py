"""Which block of a report a format cannot print, and the sentence that says so."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from tertial.domain.document import (
    Block,
    Callout,
    Chart,
    Document,
    List,
    Note,
    Paragraph,
    Picture,
    Section,
    Status,
    Table,
    runs_text,
)
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.reports.render.errors import ReportNotRendered

LONGEST_QUOTE = 40


def not_rendered(
    document: Document, render: Callable[[Document], object], file_type: str, error: BaseException
) -> ReportNotRendered:
    """The error that says which block of the report the format cannot print, found by printing each alone."""
    reason = error.message if isinstance(error, DomainError) else f"{type(error).__name__}: {excerpt(str(error))}"
    path = list(_path_to_fault(document, document.blocks, render))
    if not path:
        template = gettext_noop("The report could not be made as %(format)s (%(reason)s). Choose another format.")
        return ReportNotRendered(Message(template, {"format": file_type, "reason": reason}))
    template = gettext_noop(
        "The report could not be made as %(format)s: %(block)s under %(headings)s cannot be printed (%(reason)s). "
        "Change what is written there, or choose another format."
    )
    headings = " › ".join(f"“{excerpt(block.title)}”" for block in path if isinstance(block, Section))
    named = {"format": file_type, "block": _name(path[-1]), "headings": headings or f"“{excerpt(document.title)}”"}
    return ReportNotRendered(Message(template, named | {"reason": reason}))


def _path_to_fault(
    document: Document, blocks: tuple[Block, ...], render: Callable[[Document], object]
) -> Iterator[Block]:
    """The first block that cannot be printed alone, from its chapter inwards; nothing where each of them can."""
    for block in blocks:
        if _prints(replace(document, blocks=(block,)), render):
            continue
        yield block
        if isinstance(block, Section | Callout):
            yield from _path_to_fault(document, block.blocks, render)
        return


def _prints(document: Document, render: Callable[[Document], object]) -> bool:
    try:
        render(document)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:
        return False
    return True


def _name(block: Block) -> Message:  # noqa: PLR0911 - one return per kind of block
    match block:
        case Section(title):
            return Message(gettext_noop("the heading “%(name)s”"), {"name": excerpt(title)})
        case Table(caption):
            return Message(gettext_noop("the table “%(name)s”"), {"name": excerpt(caption)})
        case Chart(title):
            return Message(gettext_noop("the chart “%(name)s”"), {"name": excerpt(title)})
        case Picture(alt=alt):
            return Message(gettext_noop("the picture “%(name)s”"), {"name": excerpt(alt)})
        case Paragraph(runs) | Note(runs):
            return _text(runs_text(runs))
        case List(items):
            return _text(" ".join(map(runs_text, items)))
        case Status(mark):
            return _text(mark.word)
        case Callout(title=title):
            return _text(title)


def _text(text: str) -> Message:
    return Message(gettext_noop("the text “%(name)s”"), {"name": excerpt(text, LONGEST_QUOTE)})
