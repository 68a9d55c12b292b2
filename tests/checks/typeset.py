"""Reports in layouts of others, typeset for the tests of reading: nothing here comes out of Tertial."""

import typst

HEADINGS = ("Resultaträkning", "Not", "Utfall 2025", "Budget 2025", "Avvikelse", "Avvikelse (%)")
ROWS = (
    ("Intäkter", "1", "12 345", "11 900", "445", "3,7 %"),
    ("Personalkostnader", "", "−45 600", "−44 100", "−1 500", "−3,4 %"),
    ("Lokalkostnader och hyror för verksamhetens samtliga byggnader", "2", "−9 800", "−10 050", "250", "2,5 %"),
    ("Övriga kostnader", "", "−3 210", "−3 000", "−210", "−7,0 %"),
    ("Verksamhetens nettokostnad", "", "−46 265", "−45 250", "−1 015", "−2,2 %"),
)
PROSE = "Nämnden har under året arbetat med sina uppdrag, och de flesta är klara. #lorem(50)\n\n"
STACKED = (
    "table.header(table.cell(rowspan: 2)[Resultaträkning], table.cell(rowspan: 2)[Not],"
    "table.cell(colspan: 2, align: center)[Helår 2025], table.cell(colspan: 2, align: center)[Avvikelse],"
    "[Utfall], [Budget], [tkr], [%]),"
)
FLAT = "table.header(" + ", ".join(f"[*{heading}*]" for heading in HEADINGS) + "),"
LAYOUTS = {
    "every cell framed": ("0.5pt", "", FLAT),
    "no rules at all": ("none", "", FLAT),
    "a rule below each row": ("(x, y) => (bottom: 0.5pt)", "", FLAT),
    "rules only round heading and sum": (
        "(x, y) => if y == 0 { (bottom: 1pt) } else if y == 5 { (top: 0.5pt, bottom: 1pt) }",
        "",
        FLAT,
    ),
    "every other row shaded": ("none", 'fill: (x, y) => if calc.odd(y) { rgb("#e8eef4") },', FLAT),
    "columns close to each other": ("none", "inset: 2pt,", FLAT),
}


def table(stroke: str, options: str, head: str, rows: tuple[tuple[str, ...], ...] = ROWS) -> str:
    """The table in Typst, figures to the right."""
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    columns = "columns: (1fr, auto, auto, auto, auto, auto)"
    align = "align: (x, y) => if x < 1 { left } else { right }"
    return f"#table({columns}, stroke: {stroke}, {align}, {options} {head} {cells})\n\n"


def pdf(source: str) -> bytes:
    """The PDF of a report that begins with a heading."""
    return bytes(typst.compile(f'#set text(font: "Libertinus Serif", lang: "sv")\n= Ekonomi\n{source}'.encode()))
