"""The Swedish catalogue: collects the English sentences of the code, compiles the translations, checks both.

    tools/translations extract    bring django.po up to date with the code; what is translated stays translated
    tools/translations compile    write django.mo, which Django reads, from django.po
    tools/translations check      say what is untranslated, unused, out of date or garbled; exit 1 if anything is

Babel does the work, so that no machine needs GNU gettext (docs/adr/0004).
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = Path(__file__).parents[1] / "src" / "tertial"
CATALOGUE = SOURCES / "locale" / "sv" / "LC_MESSAGES" / "django.po"

PLAIN = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"))
PLURAL = dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2))
WITH_CONTEXT = dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2))
PLURAL_WITH_CONTEXT = dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3))
KEYWORDS = PLAIN | PLURAL | WITH_CONTEXT | PLURAL_WITH_CONTEXT

PLACEHOLDER = re.compile(r"%\(\w+\)[-+ #0]*\d*(?:\.\d+)?[a-zA-Z]|\{\w*\}")
TAG = re.compile(r"</?\w+")


class SwedishCatalogue(Catalog):
    """A catalogue whose header holds no dates or names, so that the same translations always give the same file."""

    def __init__(self) -> None:
        super().__init__(
            locale="sv", fuzzy=False, header_comment="# Swedish for Tertial. Kept with tools/translations."
        )

    mime_headers = (
        ("Project-Id-Version", "Tertial"),
        ("Language", "sv"),
        ("Plural-Forms", "nplurals=2; plural=(n != 1);"),
        ("MIME-Version", "1.0"),
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Transfer-Encoding", "8bit"),
    )


def sentences_in(path: Path) -> Iterator[tuple[str | tuple[str, str], str | None]]:
    """Every sentence that a Python file or a template marks for translation, with its context."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Read as Python, where the indentation of HTML would be an error.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    for _line, sentence, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        yield sentence, context


def extracted() -> SwedishCatalogue:
    """The sentences of all code and templates, untranslated."""
    catalogue = SwedishCatalogue()
    templates = [path for folder in SOURCES.rglob("templates") for path in folder.rglob("*") if path.is_file()]
    for path in sorted([*SOURCES.rglob("*.py"), *templates]):
        for sentence, context in sentences_in(path):
            catalogue.add(sentence, context=context)
    return catalogue


def translated() -> Catalog:
    """The catalogue as committed."""
    if not CATALOGUE.exists():
        return SwedishCatalogue()
    with CATALOGUE.open("rb") as file:
        return read_po(file, locale="sv", abort_invalid=True)


def merged(code: SwedishCatalogue, known: Catalog) -> SwedishCatalogue:
    """The sentences of the code with the translations that are known."""
    for message in _sentences(code):
        before = known.get(message.id, context=message.context)
        if before and before.pluralizable == message.pluralizable:
            message.string = before.string
    return code


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue in the form that Django reads."""
    stable = SwedishCatalogue()
    for message in _sentences(catalogue):
        stable.add(message.id, message.string, context=message.context)
    buffer = io.BytesIO()
    write_mo(buffer, stable)
    return buffer.getvalue()


def problems() -> list[str]:
    """What keeps the catalogue from being complete, one sentence each; empty when all is well."""
    code, known = extracted(), translated()
    wanted, kept = _keys(code), _keys(known)
    found = [f"Not in the catalogue, run tools/translations extract: {_shown(key)}" for key in sorted(wanted - kept)]
    found += [f"No longer in the code, run tools/translations extract: {_shown(key)}" for key in sorted(kept - wanted)]
    found += [problem for message in _sentences(known) for problem in _problems_of(message)]
    binary = CATALOGUE.with_suffix(".mo")
    if not binary.exists() or binary.read_bytes() != compiled(known):
        found.append("django.mo is older than django.po: run tools/translations compile")
    return found


def _problems_of(message: Message) -> Iterator[str]:
    ids = message.id if message.pluralizable else (message.id,)
    strings = message.string if message.pluralizable else (message.string,)
    if message.fuzzy:
        yield f"Marked as uncertain: {message.id!r}"
    if not all(strings) or len(strings) != len(ids):
        yield f"Not translated: {message.id!r}"
        return
    for pattern, what in ((PLACEHOLDER, "placeholders"), (TAG, "tags")):
        allowed = [sorted(pattern.findall(text)) for text in ids]
        if any(sorted(pattern.findall(text)) not in allowed for text in strings):
            yield f"The translation has other {what} than the original: {message.id!r} -> {message.string!r}"


def _sentences(catalogue: Catalog) -> list[Message]:
    return [message for message in catalogue if message.id]


def _keys(catalogue: Catalog) -> set[tuple[str, str]]:
    return {
        (message.id[0] if message.pluralizable else message.id, message.context or "")
        for message in _sentences(catalogue)
    }


def _shown(key: tuple[str, str]) -> str:
    sentence, context = key
    return f"{sentence!r} ({context})" if context else repr(sentence)


def _extract() -> int:
    catalogue = merged(extracted(), translated())
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, catalogue, width=120, no_location=True, sort_output=True, ignore_obsolete=True)
    open_ones = sum(not any(m.string) if m.pluralizable else not m.string for m in _sentences(catalogue))
    print(f"{len(_sentences(catalogue))} sentences, {open_ones} of them not yet translated.")
    return 0


def _compile() -> int:
    CATALOGUE.with_suffix(".mo").write_bytes(compiled(translated()))
    return 0


def _check() -> int:
    found = problems()
    print("\n".join(found) or "The Swedish translation is complete.")
    return 1 if found else 0


COMMANDS = {"extract": _extract, "compile": _compile, "check": _check}

if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in COMMANDS:
        sys.exit("Write one of: tools/translations extract, compile or check.")
    sys.exit(COMMANDS[sys.argv[1]]())
