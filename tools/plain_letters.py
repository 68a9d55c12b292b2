"""Takes the contextual letters (calt) out of the fonts that charts and PDF are set in.

They draw 2024-05-27 with wide dashes and 12x3 as 12×3, and what draws charts cannot be told to leave them. Run it on
faces as the Inter project releases them; what has been run already stays as it is.
"""

import struct
import sys
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "src/tertial/reports/render/resources/fonts"
UNUSED = b"calx"  # no feature is called so, and it keeps the list in its order
_HEADER, _RECORD, _WHOLE = 12, 16, 0xB1B0AFBA


def without_contextual_letters(font: bytes) -> bytes:
    """The font with the feature under a name that nothing asks for, and its sums put right."""
    made = bytearray(font)
    tables = {}
    for at in range(_HEADER, _HEADER + _RECORD * struct.unpack_from(">H", font, 4)[0], _RECORD):
        tables[font[at : at + 4]] = (at, *struct.unpack_from(">LL", font, at + 8))
    record, start, length = tables[b"GSUB"]
    features = start + struct.unpack_from(">H", font, start + 6)[0]
    for number in range(struct.unpack_from(">H", font, features)[0]):
        at = features + 2 + 6 * number
        if made[at : at + 4] == b"calt":
            made[at : at + 4] = UNUSED
    struct.pack_into(">L", made, record + 4, _sum(made[start : start + length]))
    _record, head, _length = tables[b"head"]
    struct.pack_into(">L", made, head + 8, 0)
    struct.pack_into(">L", made, head + 8, (_WHOLE - _sum(made)) & 0xFFFFFFFF)
    return bytes(made)


def _sum(table: bytes) -> int:
    padded = bytes(table) + bytes(-len(table) % 4)
    return sum(struct.unpack(f">{len(padded) // 4}L", padded)) & 0xFFFFFFFF


def main() -> int:
    """Rewrites every face of the folder, or of the folder that is named."""
    for path in sorted(Path(sys.argv[1] if len(sys.argv) > 1 else FOLDER).glob("*.otf")):
        path.write_bytes(without_contextual_letters(path.read_bytes()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
