"""What people write, without the characters that nobody sees and that no file can print.

Rule: docs/rules/written-text.md.
"""

import re

MOST_MARKS_ON_A_LETTER = 8
_NEVER_CHARACTERS = "".join(chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufff9-\ufffb"
    f"\U000e0000-\U000e007f{_NEVER_CHARACTERS}]"
)
_MARK = (
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e34-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
_HEAP = re.compile(f"({_MARK}{{{MOST_MARKS_ON_A_LETTER}}}){_MARK}+")


def cleaned(text: str) -> str:
    """The text without control characters, and with at most eight marks on a letter; all that can be read stays.

    Line breaks and tabs are kept.
    """
    if text.isascii():
        return text if text.isprintable() else _UNSEEN.sub("", text)
    return _HEAP.sub(r"\1", text if text.isprintable() else _UNSEEN.sub("", text))


def cleaned_throughout(value: object) -> object:
    """A text, or every text in lists and dicts, cleaned; anything else as it is."""
    if isinstance(value, str):
        return value if value.isascii() and value.isprintable() else cleaned(value)
    if isinstance(value, dict):
        return {cleaned_throughout(name): cleaned_throughout(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [cleaned_throughout(inner) for inner in value]
    return value
