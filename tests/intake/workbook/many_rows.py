"""More than a hundred rows of each sheet, with every column filled, in the order in which they are exported."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from tertial.domain.workbook.columns import Value
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import Stored

Rows = dict[str, list[Mapping[str, Value]]]
NUMBERS = range(1, 106)
YEAR = 2025


def many_rows(numbers: range = NUMBERS) -> Rows:
    """The rows of every sheet, by its key."""
    return {
        "units": [_unit("BY", "municipality", None), *(_unit(f"N{n:03}", "committee", "BY") for n in numbers)],
        "people": [
            {"email": f"p{n:03}@exempelby.se", "name": f"Åsa Öberg {n:03}", "title": "Chef", "active": n % 5 != 0}
            for n in numbers
        ],
        "roles": [
            {
                "email": f"p{n:03}@exempelby.se",
                "name": f"Åsa Öberg {n:03}",
                "role": "coordinator" if n % 2 else "reader",
                "unit": f"N{n:03}",
                "remove": False,
            }
            for n in numbers
        ],
        "goals": _goals(numbers),
        "indicators": [_indicator(n) for n in numbers],
        "targets": [_target(n, kind) for n in numbers for kind in ("long_term", "interim")],
        "outcomes": [_outcome(n, sex) for n in numbers for sex in ("T", "M", "K")],
        "assignments": [_assignment(n) for n in numbers],
        "budget": [_budget(n) for n in numbers],
        "forecasts": [_forecast(n, row) for n in numbers for row in ("income", "premises")],
    }


def as_stored(rows: Rows) -> dict[str, Stored]:
    """The rows by what they are recognised by, as a workbook is written from."""
    return {
        sheet.key: {tuple(values.get(key) for key in sheet.keys): values for values in rows[sheet.key]}
        for sheet in SHEETS
    }


def _unit(code: str, kind: str, parent: str | None) -> Mapping[str, Value]:
    return {
        "code": code,
        "name": f"Enhet {code} – åäö & “citat”",
        "kind": kind,
        "parent": parent,
        "valid_from": date(2019, 1, 1),
        "valid_to": date(2039, 12, 31),
    }


def _goals(numbers: range) -> list[Mapping[str, Value]]:
    area = _goal("BY", "omrade", "Målområde", None, None)
    council = [_goal("BY", f"mal-{n:03}", "Fullmäktigemål", "BY/2025/omrade", None) for n in numbers]
    below = [
        {**_goal(f"N{n:03}", f"eget-{n:03}", "Nämndmål", None, f"BY/2025/mal-{n:03}"), "archived": n % 7 == 0}
        for n in numbers
    ]
    return [area, *council, *below]


def _goal(unit: str, code: str, level: str, parent: str | None, above: str | None) -> Mapping[str, Value]:
    return {
        "unit": unit,
        "year": YEAR,
        "code": code,
        "level": level,
        "name": f"Ett mål som heter {code}",
        "description": "Första raden.\nAndra raden, med = tecken.",
        "parent": parent,
        "contributes_to": above,
        "responsible": "p001@exempelby.se",
        "archived": False,
    }


def _indicator(n: int) -> Mapping[str, Value]:
    return {
        "unit": f"N{n:03}",
        "code": f"ind-{n:03}",
        "name": f"Indikator {n:03}",
        "description": "Hur den mäts.",
        "measure": "percent" if n % 2 else "tkr",
        "decimals": n % 4,
        "direction": "lower" if n % 3 else "higher",
        "goals": (f"BY/2025/mal-{n:03}", *(() if n % 7 == 0 else (f"N{n:03}/2025/eget-{n:03}",))),
        "weights": None if n % 3 else "; ".join(["2", *([] if n % 7 == 0 else ["1"])]),
        "source": "Kolada",
        "source_id": f"N{n:05}",
        "publication_week": n % 53 + 1,
        "lag_years": n % 5,
        "split": n % 2 == 0,
        "responsible": f"p{n:03}@exempelby.se",
        "archived": False,
    }


def _of_indicator(n: int) -> Mapping[str, Value]:
    return {"unit": f"N{n:03}", "code": f"ind-{n:03}", "name": f"Indikator {n:03}"}


def _target(n: int, kind: str) -> Mapping[str, Value]:
    return {**_of_indicator(n), "year": YEAR, "kind": kind, "expression": f"≥{n},5", "remove": False}


def _outcome(n: int, sex: str) -> Mapping[str, Value]:
    return {
        **_of_indicator(n),
        "period": "2025-T1",
        "sex": sex,
        "value": Decimal(n) + Decimal("-0.50"),
        "decimals": 2,
        "preliminary": n % 2 == 0,
        "source": "Egen mätning",
        "remove": False,
    }


def _assignment(n: int) -> Mapping[str, Value]:
    return {
        "unit": f"N{n:03}",
        "year": YEAR,
        "code": f"uppdrag-{n:03}",
        "title": f"Att göra nummer {n}",
        "origin": "Kommunfullmäktige",
        "goal": None if n % 7 == 0 else f"N{n:03}/2025/eget-{n:03}",
        "responsible_unit": f"N{n:03}",
        "responsible": f"p{n:03}@exempelby.se",
        "due": date(2025, 12, n % 28 + 1),
        "period": "2025-T2",
        "status": "Pågår",
        "comment": "Det går framåt.",
        "archived": n % 11 == 0,
    }


def _budget(n: int) -> Mapping[str, Value]:
    return {
        "unit": f"N{n:03}",
        "year": YEAR,
        "kind": "frame",
        "reference": f"KF § {n}",
        "number": 1,
        "decided_on": date(2024, 11, 18),
        "text": "Ram för året",
        "line_unit": f"N{n:03}",
        "amount": n * 1_000_000_07,
        "withdrawn": n % 9 == 0,
        "remove": False,
    }


def _forecast(n: int, row: str) -> Mapping[str, Value]:
    return {
        "unit": f"N{n:03}",
        "period": "2025-T2",
        "statement": "income_statement",
        "row": row,
        "label": "Intäkter" if row == "income" else "Lokaler",
        "amount": -n * 123_456,
        "comment": "Enligt beslut",
        "remove": False,
    }
