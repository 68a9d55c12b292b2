"""The ledger of the second sample: files that systems could have given, whose figures hold together."""

import csv
from collections import defaultdict
from decimal import Decimal
from pathlib import Path

import pytest

from tertial.demo.exempelby.ledger import LedgerFile, write_ledger
from tertial.demo.exempelby.ledger.sie import DIMENSIONS

SEVEN_PARTS = 1 + len(DIMENSIONS)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[LedgerFile]:
    return write_ledger(tmp_path_factory.mktemp("ledger"))


def lines_of_sie(path: Path) -> list[str]:
    return path.read_bytes().decode("cp437").splitlines()


def booked(lines: list[str], label: str) -> dict[str, Decimal]:
    found = [line.split() for line in lines if line.startswith(label)]
    return {parts[-2]: Decimal(parts[-1]) for parts in found}


def test_the_same_files_are_written_every_time(files, tmp_path):
    again = write_ledger(tmp_path)

    assert [file.path.name for file in again] == [file.path.name for file in files]
    assert all(one.path.read_bytes() == other.path.read_bytes() for one, other in zip(files, again, strict=True))


def test_every_voucher_of_every_sie_file_balances_and_says_seven_parts_of_the_coding(files):
    for file in files:
        if file.source != "sie":
            continue
        used, sums, voucher = set(), defaultdict(Decimal), 0
        for line in lines_of_sie(file.path):
            voucher += line.startswith("#VER")
            if line.strip().startswith("#TRANS"):
                objects, rest = line.partition("{")[2].split("}")
                used.update(objects.split()[::2])
                sums[voucher] += Decimal(rest.split()[0])
        assert len(used) + 1 == SEVEN_PARTS
        assert sums
        assert not any(sums.values())


def test_each_year_opens_with_what_the_year_before_closed_with_and_its_result(files):
    for file in files:
        if file.source != "sie":
            continue
        lines = lines_of_sie(file.path)
        closed, opened = booked(lines, "#UB -1"), booked(lines, "#IB 0")
        result = sum(booked(lines, "#RES -1").values())
        differs = {account: opened[account] - amount for account, amount in closed.items() if opened[account] != amount}
        assert differs == {"20100": result}
        assert sum(opened.values()) == 0
        assert sum(booked(lines, "#UB 0").values()) + sum(booked(lines, "#RES 0").values()) == 0


def test_what_is_bought_inside_meets_what_is_sold_but_for_one_item(files):
    bought_and_sold = {"60900": "34900", "70900": "36910", "70950": "36920", "79500": "39500"}
    left = {}
    for file in files:
        if file.source != "sie":
            continue
        result = booked(lines_of_sie(file.path), "#RES 0")
        left[file.path.name] = {
            account: result[account] + result[sold]
            for account, sold in bought_and_sold.items()
            if result[account] + result[sold]
        }
    assert left == {"huvudbok-2025.se": {}, "huvudbok-2026.se": {"70900": Decimal("14000.00")}}


def test_the_running_year_ends_in_october_and_its_budget_in_december(files):
    by_name = {file.path.name: file.path for file in files}
    days = {line.split()[3] for line in lines_of_sie(by_name["huvudbok-2026.se"]) if line.startswith("#VER")}
    assert {day[:6] for day in days} == {f"2026{month:02}" for month in range(1, 11)}
    with by_name["budget-2026.csv"].open(encoding="utf-8", newline="") as file:
        months = {row["Period"] for row in csv.DictReader(file, delimiter=";")}
    assert months == {f"2026{month:02}" for month in range(1, 13)}


def test_what_two_units_did_is_booked_on_the_one_that_they_became(files):
    path = next(file.path for file in files if file.path.name == "huvudbok-2026.se")
    months = defaultdict(set)
    for line in lines_of_sie(path):
        for code in ("13300", "13400", "13500"):
            if line.strip().startswith("#TRANS") and f'1 "{code}"' in line:
                months[code].add(int(line.partition("}")[2].split()[1][4:6]))
    assert months == {"13300": set(range(1, 7)), "13400": set(range(1, 7)), "13500": set(range(7, 11))}
