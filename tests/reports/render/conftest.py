"""One document that holds every block, printed once a format for all the tests of this folder."""

from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image, ImageDraw

from tertial.domain.document import (
    BlocksCell,
    Callout,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Detail,
    Document,
    EmptyCell,
    Figure,
    FigureCell,
    List,
    Note,
    Paragraph,
    Picture,
    ReferenceLine,
    Row,
    RowKind,
    Section,
    Series,
    Shape,
    Status,
    StatusCell,
    StatusMark,
    Table,
    TargetKind,
    Text,
    Tone,
    text_cell,
    words,
)
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.reports.charts import Drawings, describe_chart
from tertial.reports.render import render_document

STATEMENT = (
    ("Verksamhetens intäkter", "51776", "75616", "23840", "71966"),
    ("Personal", "-339330", "-337051", "2279", "-278601"),
    ("Lokaler", "-32797", "-32414", "383", "-33702"),
    ("Köp av verksamhet", "-83213", "-77828", "5385", "-82919"),
    ("Konsulter och inhyrd personal", "-35789", "-65504", "-29715", "-72623"),
)
GOOD = StatusMark("I hög grad uppfyllt", Shape.MOST, Tone.GOOD, "assessment:1")
MARKS = (
    StatusMark("I mycket hög grad uppfyllt", Shape.FULL, Tone.GOOD),
    GOOD,
    StatusMark("Delvis uppfyllt", Shape.HALF, Tone.FAIR),
    StatusMark("Ej uppfyllt", Shape.NONE, Tone.POOR),
    StatusMark("Kan inte bedömas", Shape.UNKNOWN),
    StatusMark("Klart", Shape.CHECK, Tone.GOOD),
    StatusMark("Nära", Shape.NEAR, Tone.FAIR),
    StatusMark("Ej uppnått", Shape.CROSS, Tone.POOR),
    StatusMark("Pågår", Shape.ONGOING),
    StatusMark("Ej klart i år", Shape.LATE, Tone.FAIR),
    StatusMark("Pausat", Shape.PAUSED),
    StatusMark("Risk", Shape.WARNING, Tone.POOR),
)
COMMENT = (
    "Ett program för civil beredskap och säkerhet är framtaget för politiskt ställningstagande och väntas beslutas "
    "under första kvartalet. Programmet är anpassat efter de förändringar som sker i samhället inom området."
)


def figure(value: str, unit: Unit = Unit.PERCENT, ref: str = "", *, with_unit: bool = False) -> Figure:
    """A figure with the decimals that it is written with."""
    number = Decimal(value)
    return Figure(Quantity(number, unit, max(0, -int(number.as_tuple().exponent))), ref, with_unit)


def tkr(value: str) -> FigureCell:
    """A cell of thousands of kronor."""
    return FigureCell(figure(value, Unit.TKR, f"ledger:{value}"))


def statement() -> Table:
    """Amounts, a group heading, an indented row, a total, notes and a rule."""
    columns = (
        Column("Resultaträkning"),
        Column("Budget helår", ColumnKind.AMOUNT),
        Column("Utfall helår", ColumnKind.AMOUNT),
        Column("Avvikelse helår", ColumnKind.AMOUNT),
        Column("Utfall föregående år", ColumnKind.AMOUNT),
    )
    rows = [Row((text_cell(name), *map(tkr, values)), indent=int(name == "Personal")) for name, *values in STATEMENT]
    group = Row((text_cell("Verksamhetens kostnader, varav:"),), RowKind.GROUP)
    total = Row(
        (text_cell("Årets resultat"), tkr("-818332"), tkr("-804505"), tkr("13827"), tkr("-750925")), RowKind.TOTAL
    )
    return Table(
        "Resultaträkning, tkr",
        columns,
        (rows[0], group, *rows[1:], total),
        notes=(Note(words("Varje belopp är avrundat för sig. En summa kan därför skilja sig med 1 från sina delar.")),),
        rule="Intäkter är plus och kostnader minus. Avvikelse = utfall − budget; plus är bra.",
    )


def indicators() -> Table:
    """Outcomes, a cell that says why it is empty, and targets."""
    columns = (
        Column("Indikator"),
        Column("2022", ColumnKind.AMOUNT),
        Column("2023", ColumnKind.AMOUNT),
        Column("2024", ColumnKind.AMOUNT),
        Column("Etappmål 2024", ColumnKind.AMOUNT),
        Column("Målvärde 2030", ColumnKind.AMOUNT),
        Column("Bedömning", ColumnKind.STATUS),
    )
    fear = (FigureCell(figure("44")), FigureCell(figure("52")), FigureCell(figure("55", ref=Ref("outcome", 77))))
    work = (FigureCell(figure("0.82")), FigureCell(figure("0.83")), EmptyCell("Publiceras vecka 48 nästa år"))
    return Table(
        "Indikatorer för målet",
        columns,
        (
            Row(
                (
                    text_cell("Oro för brottslighet i samhället (%)"),
                    *fear,
                    text_cell("≤38", Ref("target", 9)),
                    text_cell("≤35", Ref("target", 9)),
                    StatusCell(MARKS[7]),
                )
            ),
            Row((text_cell("Arbetsplatskvot"), *work, text_cell(">0,86"), text_cell("1"), StatusCell(MARKS[6]))),
        ),
    )


def assignments(count: int) -> Table:
    """Long text in cells, with paragraphs and lists, over several pages."""
    columns = (Column("Status", ColumnKind.STATUS), Column("Nämndens uppdrag till förvaltningen"), Column("Kommentar"))
    rows = [
        Row(
            (
                StatusCell(MARKS[5 + number % 6]),
                text_cell(f"Uppdrag {number}: ta fram styrdokument för trygghet och säkerhet"),
                BlocksCell(
                    (Paragraph(words(COMMENT)), List((words("Förslag på remiss"), words("Beslut under våren"))))
                ),
            )
        )
        for number in range(1, count + 1)
    ]
    return Table("Uppdrag till förvaltningen", columns, tuple(rows))


def chart(title: str, values: tuple[str | None, ...], kind: ChartKind = ChartKind.BARS) -> Chart:
    """Outcomes of three years with both targets."""
    targets = (
        ReferenceLine(TargetKind.INTERIM, "Etappmål 2024 ≤38", "2024", Decimal(38)),
        ReferenceLine(TargetKind.LONG_TERM, "Målvärde 2030 ≤35", "2030", Decimal(35)),
    )
    series = (Series("Utfall", tuple(figure(value) if value else None for value in values)),)
    years = ("2022", "2023", "2024")
    alt = describe_chart(
        title=title,
        categories=years,
        series=series,
        targets=targets,
        verdicts={TargetKind.INTERIM: "ej uppnått"},
        kind=kind,
    )
    return Chart(title, kind, years, series, alt, "År", targets)


def sick_leave() -> Chart:
    """Several series over many categories."""
    months = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
    series = tuple(
        Series(str(year), tuple(figure(f"{3 + (month * year) % 13 / 10:.1f}") for month in range(12)))
        for year in range(2021, 2025)
    )
    title = "Sjukfrånvaro per månad, procent"
    return Chart(
        title,
        ChartKind.LINES,
        months,
        series,
        describe_chart(title=title, categories=months, series=series, kind=ChartKind.LINES),
        "Månad",
    )


def goal(number: int) -> Section:
    """A goal with all that belongs to it."""
    anchor = f"goal-{number}"
    live = Paragraph(
        (
            Text("Oron är "),
            figure("55", ref=Ref("outcome", 77), with_unit=True),
            Text(" och trenden är "),
            Text("negativ", strong=True),
            Text(". Se "),
            Text("Brå:s undersökning", href="https://bra.se/ntu"),
            Text(" och "),
            Text("ekonomin", emphasis=True, href="#economy"),
            Text("."),
        )
    )
    return Section(
        f"Nämndmål: Öka trygghet och delaktighet ({number})",
        anchor,
        (
            Status(GOOD, "Måluppfyllelse"),
            Section("Motivering", f"{anchor}-motivation", (Paragraph(words(COMMENT)),)),
            Section(
                "Analys",
                f"{anchor}-analysis",
                (live, List((words("ett steg"), words("nästa steg")), ordered=True)),
            ),
            chart(f"Oro för brottslighet i samhället (%), mål {number}", ("44", "52", "55")),
            chart("Nöjda med utbudet (%)", ("36", None, "37"), ChartKind.POINTS),
            indicators(),
            assignments(3),
        ),
    )


def picture() -> Picture:
    """A drawing of a house, as a camera would give it."""
    drawn = Image.new("RGB", (1200, 600), "#dfe8ef")
    ImageDraw.Draw(drawn).rectangle((420, 220, 780, 560), fill="#8c3b2e")
    file = BytesIO()
    drawn.save(file, "JPEG")
    return Picture(file.getvalue(), "image/jpeg", 1200, 600, "Ett rött hus under en ljus himmel.", "Skiss av huset.")


def overview() -> Table:
    """The goals grouped by area, and one row for every status mark."""
    rows = (
        Row((text_cell("En trygg kommun där människor trivs och växer"),), RowKind.GROUP),
        *(Row((text_cell(f"Nämndmål {number}"), StatusCell(mark))) for number, mark in enumerate(MARKS, start=1)),
    )
    return Table("Målbedömning", (Column("Nämndmål"), Column("Måluppfyllelse", ColumnKind.STATUS)), rows)


def wide_table() -> Table:
    """Many columns: a page across."""
    months = tuple(Column(f"Period {number}", ColumnKind.AMOUNT) for number in range(1, 11))
    rows = tuple(
        Row((text_cell(f"Verksamhet {row}"), *(tkr(str(row * 1000 + column)) for column in range(10))))
        for row in range(1, 5)
    )
    return Table("Utfall per period, tkr", (Column("Verksamhet"), *months), rows, wide=True)


def sample(goals: int = 2, assignments_in_table: int = 24) -> Document:
    """The whole report."""
    summary = (
        Callout((Paragraph(words("Åtta av nio mål är uppnådda i hög grad.")),), "Sammanfattning", Tone.GOOD),
        Paragraph(words(f"{COMMENT} {COMMENT}")),
        overview(),
    )
    return Document(
        title="Verksamhetsberättelse 2024",
        subtitle="Årets mål, uppdrag och ekonomi",
        organisation="Kommunstyrelsen, Huddinge kommun",
        period="Januari–december 2024",
        generated_at=datetime(2025, 2, 3, 14, 30, tzinfo=UTC),
        details=(Detail("Diarienummer", "KS-2024/1234"), Detail("Beslutsdatum", "2025-02-12")),
        blocks=(
            Section("Sammanfattning", "summary", summary),
            Section(
                "Nämndens mål och resultat",
                "goals",
                tuple(goal(number) for number in range(1, goals + 1)),
            ),
            Section(
                "Ekonomi",
                "economy",
                (statement(), Note(words("Siffrorna är hämtade ur ekonomisystemet 2025-01-31.")), wide_table()),
            ),
            Section("Utfall per period", "periods", (wide_table(),)),
            Section("Personal", "staff", (sick_leave(), picture())),
            Section("Alla uppdrag", "assignments", (assignments(assignments_in_table),)),
        ),
    )


@pytest.fixture(scope="session")
def document() -> Document:
    """The report with every block in it."""
    return sample()


@pytest.fixture(scope="session")
def drawings(tmp_path_factory) -> Drawings:
    """Charts drawn once for all tests."""
    return Drawings(tmp_path_factory.mktemp("charts"))


@pytest.fixture(scope="session")
def pdf(document, drawings) -> bytes:
    """The report as PDF."""
    return render_document(document, "pdf", drawings)


@pytest.fixture(scope="session")
def word(document, drawings) -> bytes:
    """The report as a Word file."""
    return render_document(document, "docx", drawings)


@pytest.fixture(scope="session")
def page(document, drawings) -> str:
    """The report as HTML."""
    return render_document(document, "html", drawings).decode()
