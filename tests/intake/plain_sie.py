"""A reader of SIE from the standard and docs/rules/imports.md alone: slow, and short enough to be checked by eye."""

from collections import defaultdict

from tests.intake.plain_sie_fields import (
    Given,
    Months,
    Plain,
    Row,
    UnusableError,
    amount_of,
    day_of,
    ends,
    fields,
    is_account,
    is_year,
    objects_of,
    row_of,
    text_from,
)


class Reader:
    """One reading of a file."""

    def __init__(self) -> None:
        self.plain = Plain()
        self.years: dict[str, tuple[str, str]] = {}
        self.until = self.type = ""
        self.no_closings = False
        self.balances: dict[tuple[str, str], dict[str, tuple[int, int]]] = defaultdict(dict)
        self.months: dict[str, list[tuple[int, dict[str, str], int, int]]] = defaultdict(list)
        self.bad: list[tuple[str, int, int | None]] = []
        self.parents: dict[str, str] = {}
        self.vouchers = 0
        self.booked: dict[tuple[int, str], int] = defaultdict(int)
        self.head: tuple[str, str, str] | None = None
        self.opened, self.total = False, 0
        self.added: tuple[int, Row] | None = None
        self.days: list[str] = []
        self.numbers: list[tuple[str, str]] = []

    def read(self, text: str) -> Plain:
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
            self.line(number, line.strip())
        if self.head is not None:
            raise UnusableError
        self.finish()
        return self.plain

    def line(self, number: int, line: str) -> None:
        if not line:
            return
        label, rest = self.label(line)
        if self.head is not None:
            self.in_voucher(number, line, label, rest)
        elif label == "VER":
            self.begin(rest)
        elif label in ("TRANS", "RTRANS", "BTRANS") or not label:
            self.refuse(number)
        else:
            self.outside(number, label, rest)

    def label(self, line: str) -> tuple[str, str]:
        end = 1
        while end < len(line) and not line[end].isspace() and line[end] not in '"{}':
            end += 1
        if line[0] != "#" or end == 1 or not ends(line, end):
            return "", line
        return line[1:end].upper(), line[end:]

    def refuse(self, number: int, amount: int | None = None) -> None:
        self.plain.refused.append((number, amount))

    def begin(self, rest: str) -> None:
        given, fault = fields(rest)
        texts = [one.text for one in given]
        on = day_of(texts[2]) if len(given) > 2 and given[2].kind != "list" else ""
        series, number = [*texts, "", ""][:2]
        words = text_from(given[3:], fault, rest) if len(given) > 2 else ""
        self.head = (f"{series} {number}" if series and number else series or number, on, words)
        self.opened, self.total, self.added = False, 0, None
        self.vouchers += 1
        self.days.append(on)

    def in_voucher(self, number: int, line: str, label: str, rest: str) -> None:
        if line == "{" and not self.opened:
            self.opened = True
        elif line == "}" and self.opened:
            self.settle(None)
            if self.total:
                self.plain.doubts.add("unbalanced")
            self.head = None
        elif line in ("{", "}"):
            self.refuse(number)
        elif not self.opened or label == "VER":
            raise UnusableError
        elif label == "TRANS":
            self.row(number, rest)
        elif label == "RTRANS":
            self.add(number, rest)
        elif not label:
            self.refuse(number)
        elif label != "BTRANS":
            self.plain.doubts.add("unknown label")

    def add(self, number: int, rest: str) -> None:
        self.settle(None)
        found = row_of(rest)
        if isinstance(found, tuple):
            self.added = (number, found)
        else:
            self.refuse(number, found)

    def row(self, number: int, rest: str) -> None:
        found = row_of(rest)
        self.settle(found)
        name, on, words = self.head or ("", "", "")
        if not isinstance(found, tuple):
            self.refuse(number, found)
            return
        account, _listed, objects, amount, own, text = found
        if not on:
            self.refuse(number, amount)
            return
        period = int(on[:4] + on[5:7])
        self.total += amount
        self.booked[period, account] += amount
        self.plain.lines.append((period, account, *self.codes(objects), amount, name, own or on, text or words, number))

    def settle(self, following: Row | int | None) -> None:
        added, self.added = self.added, None
        if added is not None and (not isinstance(following, tuple) or following[:4] != added[1][:4]):
            self.refuse(added[0], added[1][3])

    def codes(self, objects: dict[str, str]) -> tuple[str, str, str]:
        whole = {self.parents.get(dimension, dimension): code for dimension, code in objects.items()} | objects
        return whole.get("1", ""), whole.get("2", ""), whole.get("6", "")

    def outside(self, number: int, label: str, rest: str) -> None:
        given, _fault = fields(rest)
        texts = [*(one.text for one in given), "", "", ""]
        if label == "RAR":
            self.year(texts)
        elif label == "UNDERDIM":
            self.parents[texts[0]] = texts[2]
        elif label == "OMFATTN":
            self.until = day_of(texts[0]) or "no day"
        elif label == "SIETYP":
            self.type = texts[0]
        elif label in ("IB", "UB", "RES"):
            self.balance(number, label, given)
        elif label == "PSALDO":
            self.month(number, given)
        elif label == "VALUTA" and texts[0].upper() not in ("", "SEK"):
            self.plain.doubts.add("currency")

    def year(self, texts: list[str]) -> None:
        first, last = day_of(texts[1]), day_of(texts[2])
        if first and last and first <= last:
            self.years[texts[0]] = (first, last)
        elif texts[1] or texts[2]:
            self.plain.doubts.add("year")

    def balance(self, number: int, label: str, given: list[Given]) -> None:
        year = given[0].text if given else ""
        if is_year(year) and int(year) and (label, int(year)) != ("UB", -1):
            return
        amount = amount_of(given[2].text) if len(given) > 2 and given[2].kind != "list" else None
        if not is_year(year) or len(given) < 2 or not is_account(given[1]) or amount is None:
            self.bad.append((label, number, None))
        elif given[1].text in self.balances[label, str(int(year))]:
            self.bad.append((label if int(year) == 0 else "", number, amount))
        else:
            self.balances[label, str(int(year))][given[1].text] = (amount, number)

    def month(self, number: int, given: list[Given]) -> None:
        year = given[0].text if given else ""
        if is_year(year) and int(year):
            return
        amount = amount_of(given[4].text) if len(given) > 4 and given[4].kind != "list" else None
        if not is_year(year) or len(given) < 3 or not is_account(given[2]):
            self.bad.append(("PSALDO", number, None))
        elif not day_of(given[1].text + "01"):
            self.bad.append(("PSALDO", number, amount))
        else:
            objects = objects_of(given[3].text) if len(given) > 3 and given[3].kind == "list" else None
            if objects is None or amount is None:
                self.bad.append(("PSALDO", number, None))
            else:
                self.months[given[2].text].append((int(given[1].text), objects, amount, number))

    def finish(self) -> None:
        if not self.balances["UB", "0"]:
            self.no_closings = bool(self.balances["IB", "0"])
            self.balances["IB", "0"], self.balances["UB", "-1"] = {}, {}
        if self.vouchers:
            self.check_vouchers()
            if self.type in ("1", "2", "3"):
                self.plain.doubts.add("type")
            booked: tuple[str, ...] = ()
        elif self.months or any(label == "PSALDO" for label, _, _ in self.bad):
            booked = ("PSALDO",)
            self.book_months()
        else:
            booked = ("IB", "UB", "RES")
            self.book_year()
        for label, number, amount in self.bad:
            if label in booked:
                self.refuse(number, amount)
            else:
                self.plain.doubts.add("balances that cannot be read")

    def movement(self, account: str) -> tuple[int | None, int | None, bool]:
        """What balances and result say that an account has moved by, and whether they agree."""
        first_openings, closings = self.balances["IB", "0"], self.balances["UB", "0"]
        before, results = self.balances["UB", "-1"], self.balances["RES", "0"]
        taken = not first_openings and bool(before)
        openings = before if taken else first_openings
        result = results[account][0] if account in results else None
        moved = None
        if account in openings or account in closings:
            moved = closings.get(account, (0, 0))[0] - openings.get(account, (0, 0))[0]
        if taken and result is not None and account not in closings:
            moved = None
        same = moved is None or result is None or moved == result
        once_more = account in closings and account not in first_openings and closings[account][0] == result
        return moved, result, same or once_more

    def accounts(self) -> list[str]:
        first_openings, before = self.balances["IB", "0"], self.balances["UB", "-1"]
        openings = first_openings or before
        return list({**self.balances["RES", "0"], **self.balances["UB", "0"], **openings})

    def stated(self, account: str) -> set[int]:
        """What the lines of an account may come to; empty where the file does not say."""
        moved, result, agree = self.movement(account)
        closings = self.balances["UB", "0"]
        if result is not None:
            return {result} if agree else set()
        if moved is None:
            complete = self.balances["RES", "0"] and closings
            found = {0} if complete else set()
        elif not self.balances["IB", "0"] and not self.balances["UB", "-1"]:
            found = set()
        else:
            found = {moved}
        if not self.balances["IB", "0"] and self.balances["UB", "-1"] and found:
            found = found | {closings.get(account, (0, 0))[0]}
        return found

    def check_openings(self) -> None:
        openings, before = self.balances["IB", "0"], self.balances["UB", "-1"]
        if openings and before:
            changed = [
                openings.get(account, (0, 0))[0] - before.get(account, (0, 0))[0]
                for account in {**openings, **before}
                if account not in self.balances["RES", "0"]
            ]
            if sum(changed):
                self.plain.doubts.add("openings")

    def check_vouchers(self) -> None:
        self.check_openings()
        first, last = self.years.get("0", ("", ""))
        if not first and (self.accounts() or self.months):
            self.plain.doubts.add("year missing")
        if first and any(on and not first <= on <= last for on in self.days):
            self.plain.doubts.add("outside")
        low, high = (int(on[:4] + on[5:7]) if on else 0 for on in (first, last))
        sums: dict[str, int] = defaultdict(int)
        for (period, account), amount in self.booked.items():
            if not first or low <= period <= high:
                sums[account] += amount
        for account in {**dict.fromkeys(self.accounts()), **sums}:
            _moved, _result, agree = self.movement(account)
            stated = self.stated(account)
            if not agree or (stated and sums[account] not in stated):
                self.plain.doubts.add("contradiction")
        self.check_months()

    def check_months(self) -> None:
        for account, given in self.months.items():
            totals: dict[int, int] = defaultdict(int)
            for period, objects, amount, _number in given:
                if not objects:
                    totals[period] += amount
            if any(self.booked.get((period, account), 0) != amount for period, amount in totals.items()):
                self.plain.doubts.add("contradiction")

    def book_months(self) -> None:
        self.check_openings()
        first, last = self.years.get("0", ("", ""))
        if not first:
            self.plain.doubts.add("year missing")
        low, high = (int(on[:4] + on[5:7]) if on else 0 for on in (first, last))
        for account, given in self.months.items():
            if first and any(not low <= period <= high for period, *_ in given):
                self.plain.doubts.add("outside")
            first_only, seen = [], set()
            for one in given:
                key = (one[0], tuple(one[1].items()))
                if key not in seen:
                    first_only.append(one)
                seen.add(key)
            stated = self.stated(account)
            lines, kept = self.chosen(given, first_only, self.main_statement(account))
            self.plain.lines += [
                (period, account, *self.codes(objects), amount, "", "", "", number)
                for period, objects, amount, number in lines
            ]
            numbers = {one[3] for one in kept}
            for _period, _objects, amount, number in given:
                if number not in numbers:
                    self.refuse(number, amount)
            if stated and sum(one[2] for one in lines) not in stated:
                self.plain.doubts.add("contradiction")
        self.check_accounts_without_months()

    def check_accounts_without_months(self) -> None:
        for account in self.accounts():
            _moved, _result, agree = self.movement(account)
            main = self.main_statement(account)
            if not agree or (account not in self.months and main):
                self.plain.doubts.add("contradiction")

    def main_statement(self, account: str) -> int | None:
        moved, result, _agree = self.movement(account)
        if result is None and moved is not None and self.stated(account):
            return moved
        stated = self.stated(account)
        return result if result in stated else 0 if result is None and 0 in stated else None

    def chosen(self, given: Months, first: Months, stated: int | None) -> tuple[Months, Months]:
        if stated is not None:
            for kept in (given, first):
                for lines in (self.of_whole(kept), kept):
                    if sum(one[2] for one in lines) == stated:
                        return lines, kept
        lines = self.of_whole(first)
        totals = {one[0]: one[2] for one in first if not one[1]}
        for period, objects, amount, _number in lines:
            turned = amount < 0 if totals.get(period, 0) > 0 else amount > 0
            if stated is None and not objects and amount and (turned or not totals[period]):
                self.plain.doubts.add("objects exceed")
        return lines, first

    def of_whole(self, given: Months) -> Months:
        lines = []
        for period in dict.fromkeys(one[0] for one in given):
            of_month = [one for one in given if one[0] == period]
            totals = [one for one in of_month if not one[1]]
            told = [one for one in of_month if one[1]]

            def rank(one: tuple[int, dict[str, str], int, int]) -> tuple[bool, int]:
                return "1" in one[1] or "1" in {self.parents.get(key) for key in one[1]}, len(one[1])

            best = max(told, key=rank, default=None)
            parts = [one for one in told if best is not None and set(one[1]) == set(best[1])]
            left = sum(one[2] for one in totals) - sum(one[2] for one in parts)
            if totals and not parts:
                lines += totals
            elif totals and left:
                lines += [*parts, (period, {}, left, totals[0][3])]
            else:
                lines += parts
        return lines

    def book_year(self) -> None:
        self.check_openings()
        if self.no_closings:
            self.plain.doubts.add("closings")
        accounts = self.accounts()
        if not accounts:
            return
        first, last = self.years.get("0", ("", ""))
        on = self.until or last
        if not on or on == "no day" or (last and not first <= on <= last):
            raise UnusableError
        total = 0
        openings = self.balances["IB", "0"] or self.balances["UB", "-1"]
        closings, results = self.balances["UB", "0"], self.balances["RES", "0"]
        if not openings and any(amount for amount, _ in closings.values()):
            self.plain.doubts.add("openings")
        for account in accounts:
            moved, result, agree = self.movement(account)
            number = closings.get(account, openings.get(account, (0, 0)))[1]
            if not agree:
                self.refuse(number)
                self.refuse(results[account][1], result)
                continue
            amount = moved if result is None else result
            if amount:
                number = number if result is None else results[account][1]
                self.plain.lines.append((int(on[:4] + on[5:7]), account, "", "", "", amount, "", on, "", number))
                total += amount
        if total:
            self.plain.doubts.add("sum")
