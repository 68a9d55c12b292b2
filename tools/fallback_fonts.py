#!/usr/bin/env python3
"""Makes the fonts that print what Inter lacks, from the Noto fonts in the folders given (docs/adr/0054).

Needs fonttools, and Noto's own files: `tools/fallback_fonts.py /usr/share/fonts/truetype/noto`.
"""

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._c_m_a_p import CmapSubtable

FONTS = Path(__file__).parents[1] / "src" / "tertial" / "reports" / "render" / "resources" / "fonts"
TARGET = FONTS / "fallback"
EVERYTHING = range(0x110000)
# Which characters are taken from which file; what Inter has, or a file before it, is left out.
FILES = {
    "NotoSans-Regular.ttf": EVERYTHING,
    "NotoSansSymbols-Regular.ttf": EVERYTHING,
    "NotoSansSymbols2-Regular.ttf": range(0x2000, 0x1F300),
    "NotoSansMath-Regular.ttf": range(0x2000, 0x2C00),
    "NotoSansArabic-Regular.ttf": range(0x0600, 0x0780),
    "NotoSansHebrew-Regular.ttf": range(0x0590, 0x0600),
    "NotoSansArmenian-Regular.ttf": EVERYTHING,
    "NotoSansGeorgian-Regular.ttf": EVERYTHING,
    "NotoSansThai-Regular.ttf": EVERYTHING,
    "NotoSansEthiopic-Regular.ttf": range(0x1200, 0x1380),
    "NotoEmoji_400Regular.ttf": range(0x2600, 0x1FB00),
}
SEGMENTED_COVERAGE = 12


def main(folders: list[str]) -> None:
    """Writes a small font beside the licence for each of the files."""
    TARGET.mkdir(exist_ok=True)
    taken = _characters(TTFont(FONTS / "Inter-Regular.otf"))
    for name, wanted in FILES.items():
        font = TTFont(next(path for folder in folders for path in Path(folder).rglob(name)))
        # A script needs its marks and signs even where another font has them too.
        characters = {code for code in _characters(font) if code in wanted} - taken
        _shrink(font, characters)
        font.save(TARGET / name.replace("_400", "-"))
        taken |= characters


def _characters(font: TTFont) -> set[int]:
    return set(font.getBestCmap())


def _shrink(font: TTFont, characters: set[int]) -> None:
    options = Options(hinting=False, layout_features=["*"], name_IDs=["*"], drop_tables=["DSIG", "MATH"])
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    _add_segmented_coverage(font)


def _add_segmented_coverage(font: TTFont) -> None:
    """The form of character map that `reports/fonts.py` reads."""
    if any(table.format == SEGMENTED_COVERAGE for table in font["cmap"].tables):
        return
    table = CmapSubtable.newSubtable(SEGMENTED_COVERAGE)
    table.platformID, table.platEncID, table.language, table.cmap = 3, 10, 0, dict(font.getBestCmap())
    font["cmap"].tables.append(table)


if __name__ == "__main__":
    main(sys.argv[1:])
