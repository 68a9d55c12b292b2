"""A year as a SIE file of type 4, as the vendor's export writes it."""

from collections.abc import Iterator, Mapping, Sequence

from tertial.demo.exempelby.declared import table, tree
from tertial.demo.exempelby.ledger.vouchers import Line, Voucher

UNIT, PROJECT, ACTIVITY, OBJECT, MEASURE, COUNTERPART = "1", "6", "20", "21", "22", "23"
DIMENSIONS = {
    UNIT: "Ansvar",
    PROJECT: "Projekt",
    ACTIVITY: "Verksamhet",
    OBJECT: "Objekt",
    MEASURE: "Aktivitet",
    COUNTERPART: "Motpart",
}
_OF_CODES = {"activity": ACTIVITY, "object": OBJECT, "measure": MEASURE, "counterpart": COUNTERPART}
Balances = Mapping[int, tuple[Mapping[str, int], Mapping[str, int]]]


def sie_text(year: int, last_month: int, vouchers: Sequence[Voucher], balances: Balances) -> str:
    """The file; `balances` are what each year (0, -1) opened with and what was booked in it."""
    return "\r\n".join([*_head(year, last_month), *_codes(), *_balances(balances), *_vouchers(year, vouchers)]) + "\r\n"


def _head(year: int, last_month: int) -> Iterator[str]:
    yield "#FLAGGA 0"
    yield '#PROGRAM "Ekonomisystemet" 12.4'
    yield "#FORMAT PC8"
    yield f"#GEN {year + (last_month == 12)}{last_month % 12 + 1:02}09"
    yield "#SIETYP 4"
    yield f"#ORGNR {tree('ledger.toml')['organisation_number']}"
    yield '#FNAMN "Exempelby kommun"'
    yield f"#RAR 0 {year}0101 {year}1231"
    yield f"#RAR -1 {year - 1}0101 {year - 1}1231"
    yield "#VALUTA SEK"


def _codes() -> Iterator[str]:
    for row in table("accounts.csv"):
        yield f'#KONTO {row["code"]} "{row["name"]}"'
    for number, name in DIMENSIONS.items():
        yield f'#DIM {number} "{name}"'
    merged = tree("ledger.toml")["merged"]
    centres = {row["code"]: row["name"] for row in table("cost_centres.csv")}
    for code, name in (centres | {merged["code"]: merged["name"], "81100": "Finansförvaltning"}).items():
        yield f'#OBJEKT {UNIT} "{code}" "{name}"'
    for project in tree("projects.toml")["projects"]:
        yield f'#OBJEKT {PROJECT} "{project["code"]}" "{project["name"].replace("–", "-")}"'
    for row in table("codes.csv"):
        yield f'#OBJEKT {_OF_CODES[row["dimension"]]} "{row["code"]}" "{row["name"]}"'


def _balances(balances: Balances) -> Iterator[str]:
    for number, (opening, moved) in balances.items():
        accounts = sorted({*opening, *(account for account in moved if account < "3")})
        for account in accounts:
            yield f"#IB {number} {account} {_amount(opening.get(account, 0))}"
        for account in accounts:
            yield f"#UB {number} {account} {_amount(opening.get(account, 0) + moved.get(account, 0))}"
        for account in sorted(account for account in moved if account >= "3"):
            yield f"#RES {number} {account} {_amount(moved[account])}"


def _vouchers(year: int, vouchers: Sequence[Voucher]) -> Iterator[str]:
    for voucher in vouchers:
        day = f"{year}{voucher.month:02}{voucher.day:02}"
        yield f'#VER {voucher.series} {voucher.number} {day} "{voucher.text}"'
        yield "{"
        for line in voucher.lines:
            yield f'   #TRANS {line.account} {{{_objects(line)}}} {_amount(line.amount)} {day} "{line.text}"'
        yield "}"


def _objects(line: Line) -> str:
    given = {
        UNIT: line.centre,
        PROJECT: line.project,
        ACTIVITY: line.activity,
        OBJECT: line.object,
        MEASURE: line.measure,
        COUNTERPART: line.counterpart,
    }
    return " ".join(f'{number} "{code}"' for number, code in given.items() if code)


def _amount(ore: int) -> str:
    kronor, rest = divmod(abs(ore), 100)
    return f"{'-' if ore < 0 else ''}{kronor}.{rest:02}"
