"""Draws tables of ledger lines as other systems write them: dialect, shape, totals, and perhaps a fault."""

import csv
import io
from dataclasses import dataclass
from decimal import Decimal

import openpyxl
from hypothesis import strategies as st

HEADINGS = {
    "amount": ["Belopp"],
    "outcome beside budget": ["Budget", "Utfall"],
    "without VAT": ["Belopp inkl moms", "Belopp exkl moms"],
    "debit and credit": ["Debet", "Kredit", "Saldo"],
    "side": ["D/K", "Belopp"],
}
FAULTS = ("", "", "", "", "word", "thirteenth", "unreadable time", "cut", "no account", "TRUE", "45 %")
PERIODS = ["202401", "2024-02", "202412", "mars 2024", "okt-24"]
DAYS = {
    "year": ["2024-01-31", "2024-12-05"],
    "day": ["31.1.2024", "05.12.2024", "3.4.2024"],
    "slashes": ["03/04/2024", "31/01/2024", "01/02/2024"],
    "month": ["03/04/2024", "01/31/2024"],
    "short": ["240305", "24-03-05"],
}
_IN_CP1252 = str.maketrans({"\u2212": "-", "Σ": "Summa"})
MINUS = {"before": "-{}", "after": "{}-", "sign": "\u2212{}", "brackets": "({})"}


@dataclass(frozen=True)
class Made:
    """A file, the cells of its lines as they are shown, the decimal sign where its kind tells it, what is asked."""

    name: str
    content: bytes
    rows: list[list[str]]
    decimal: str = ""
    asks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Look:
    """How the amounts and times of one file are written."""

    shape: str
    decimal: str
    thousands: str
    decimals: int
    minus: str
    after: str
    times: list[str]

    def amount(self, ore: int) -> str:
        whole, part = divmod(abs(ore), 100)
        digits = f"{whole:,}".replace(",", self.thousands)
        if self.decimals:
            digits += self.decimal + f"{part:02}".ljust(self.decimals, "0")[: self.decimals]
        return (digits if ore >= 0 else MINUS[self.minus].format(digits)) + self.after

    def cells(self, ore: int) -> list[str]:
        if self.shape == "debit and credit":
            return [self.amount(ore), "", "1"] if ore >= 0 else ["", self.amount(-ore), "1"]
        if self.shape == "side":
            return ["D" if ore >= 0 else "K", self.amount(abs(ore))]
        return [self.amount(ore)] if self.shape == "amount" else ["7", self.amount(ore)]


@st.composite
def texts(draw: st.DrawFn) -> Made:
    """A text with delimiters in some charset."""
    decimal = draw(st.sampled_from(",."))
    between = ["", " ", "\u00a0", "'", "\u2019", "." if decimal == "," else ","]
    day, decimals = draw(st.sampled_from(["", "", "", *DAYS])), draw(st.sampled_from([0, 2, 2, 2, 3]))
    look = Look(
        shape=draw(st.sampled_from(sorted(HEADINGS))),
        decimal=decimal,
        thousands=draw(st.sampled_from(between)),
        decimals=decimals,
        minus=draw(st.sampled_from(sorted(MINUS))),
        after=draw(st.sampled_from(["", "", " kr", ":-"] if decimals == 0 else ["", "", "", " kr"])),
        times=DAYS[day] if day else PERIODS,
    )
    rows = _rows(draw, look, "Datum" if day else "Period")
    charset = draw(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]))
    out = io.StringIO()
    quoting = draw(st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
    csv.writer(out, delimiter=draw(st.sampled_from(";\t,|")), lineterminator="\n", quoting=quoting).writerows(rows)
    text = out.getvalue()
    if charset == "cp1252":
        # These two signs are not in it.
        text = text.translate(_IN_CP1252)
        rows = [[cell.translate(_IN_CP1252) for cell in row] for row in rows]
    return Made("rader.csv", text.encode(charset), rows)


@st.composite
def workbooks(draw: st.DrawFn) -> Made:
    """A workbook with figures as figures, after a sheet of notes and beside a hidden one."""
    look = Look(
        draw(st.sampled_from(["amount", "outcome beside budget", "without VAT"])), ".", "", 2, "before", "", PERIODS
    )
    rows = _rows(draw, look, "Period")
    book = openpyxl.Workbook()
    book.active.title = "Läs mig"
    book.active.append(["Utskriven 2024-05-02"])
    hidden, sheet = book.create_sheet("Gammalt"), book.create_sheet("Rader")
    hidden.sheet_state = draw(st.sampled_from(["hidden", "veryHidden"]))
    hidden.append(["Konto", "Period", "Belopp"])
    hidden.append([9999, 202301, 1])
    if title := draw(st.sampled_from(["", "", "Resultatrapport 2024", "Huvudbok, urval: alla konton"])):
        rows = [[title], *([[]] if draw(st.booleans()) else []), *rows]
        sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=3)
    shown = [
        [_put(sheet, at, place, cell) for place, cell in enumerate(row, start=1)] for at, row in enumerate(rows, 1)
    ]
    asks = draw(st.integers(0, 9)) == 0
    if asks:
        other = book.create_sheet("Fler rader")
        other.append(["Konto", "Period", "Belopp"])
        other.append([4010, 202402, 5])
    width = max(len(row) for row in rows)
    out = io.BytesIO()
    book.save(out)
    shown = [[*row, *[""] * (width - len(row))] for row in shown]
    return Made("rader.xlsx", out.getvalue(), shown, ".", frozenset({"sheet"} if asks else ()))


def _put(sheet: openpyxl.worksheet.worksheet.Worksheet, row: int, column: int, text: str) -> str:
    """Writes a cell as a spreadsheet would hold it, and gives how it is shown."""
    if not text:
        return ""
    cell = sheet.cell(row, column)
    if text == "45 %":
        cell.value, cell.number_format = 0.45, "0 %"
    elif text == "TRUE":
        cell.value = True
    elif column == 1 and text.isdecimal():
        cell.value, cell.number_format = int(text), "0" * len(text)
    elif text.lstrip("-").replace(".", "").isdecimal():
        cell.value = float(text) if "." in text else int(text)
        return f"{Decimal(text).normalize():f}"
    else:
        cell.value = text
    return text


@dataclass(frozen=True)
class Beside:
    """The columns beside the amounts, as one file has them: no units, one on each line, or one above its lines."""

    units: str
    texts: bool

    @property
    def headings(self) -> list[str]:
        return [*(["Ansvar"] if self.units else []), *(["Text"] if self.texts else [])]

    def cells(self, unit: str, text: str) -> list[str]:
        return [*([unit] if self.units else []), *([text] if self.texts else [])]


def _rows(draw: st.DrawFn, look: Look, time: str) -> list[list[str]]:
    unit = draw(st.sampled_from(["", "", " tkr", " mnkr"]))
    is_above = draw(st.booleans())
    beside = Beside(draw(st.sampled_from(["", "", "each", "above"])), draw(st.integers(0, 2)) == 0)
    headings = [name if name == "D/K" or is_above else f"{name}{unit}" for name in HEADINGS[look.shape]]
    header = ["Konto", time, *headings, *beside.headings]
    rows = [["Resultatrapport, belopp i" + unit, *[""] * (len(header) - 1)]] if unit and is_above else []
    rows.append(header)
    amounts = st.integers(-(10**7), 10**7).map(lambda ore: ore // 100 * 100 if look.decimals == 0 else ore)
    reached = since = 0
    booked: list[tuple[str, str, int]] = []
    for _ in range(draw(st.integers(1, 12))):
        ore, fault = draw(amounts), draw(st.sampled_from(FAULTS))
        account = draw(st.sampled_from(["4010", "4011", "0351", "3011", "5010 Hyra"]))
        on, text = draw(st.sampled_from(look.times)), draw(st.sampled_from(["", "Lön", "Lön", "Summa fakturor"]))
        rows.append(_spoilt(fault, [account, on, *look.cells(ore)], time, beside.cells(_unit(draw, beside), text)))
        if fault in ("", "thirteenth", "unreadable time", "no account"):
            reached, since = reached + ore, since + ore
            booked.append((account, on, ore))
        if draw(st.integers(0, 5)) == 0:
            said = draw(st.sampled_from([reached, since, reached + 100]))
            word = draw(st.sampled_from(["Summa", "Totalt", "S:a 4010", "4010 Totalt", "Σ"]))
            rows.append([word, "", *look.cells(said), *beside.cells("", "")])
            since = 0
        if draw(st.integers(0, 5)) == 0:
            group, on = draw(st.sampled_from(["40", "4", "401", "30"])), draw(st.sampled_from(look.times))
            said = sum(ore for account, when, ore in booked if account.startswith(group) and when == on)
            cells = look.cells(said + draw(st.sampled_from([0, 0, 100])))
            rows.append([group, on, *cells, *beside.cells("", draw(st.sampled_from(["", "Summa löner"])))])
        if draw(st.integers(0, 9)) == 0:
            rows.append(list(header))
    return rows


def _unit(draw: st.DrawFn, beside: Beside) -> str:
    return draw(st.sampled_from(["10", "20", "30"] if beside.units == "each" else ["10", "20", "", ""]))


def _spoilt(fault: str, row: list[str], time: str, beside: list[str]) -> list[str]:
    if fault in ("word", "TRUE", "45 %"):
        written = {"word": "hundra"}.get(fault, fault)
        return [*row[:-1], written, *beside] if len(row) < 5 else [*row, *beside]
    if fault == "thirteenth" and time == "Period":
        return [row[0], "202413", *row[2:], *beside]
    if fault == "unreadable time":
        return [row[0], "smårs", *row[2:], *beside]
    if fault == "cut":
        return [*row, *beside][:-1]
    return ["", *row[1:], *beside] if fault == "no account" else [*row, *beside]
