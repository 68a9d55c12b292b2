"""Chapters on the municipality's statements: income, balance, years across, and thirds of a year."""

from decimal import Decimal

from bench.checking.figures import PERCENT, Form
from bench.checking.layout import Column, Placed, arranged, lay_out, measure, percent_column
from bench.checking.lines import Line, total_of
from bench.checking.money import committee_lines, whole
from bench.checking.names import SCHOOLS
from bench.checking.report import Block, Heading
from bench.checking.saying import Sentence
from bench.checking.telling import Teller
from bench.checking.world import MEASURES, SHARES


def income_lines(teller: Teller) -> list[Line]:
    """The rows of the income statement in the order of the law; costs minus."""
    world, central = teller.world, teller.world.central

    def line(key: str, label: str, make: dict[str, Decimal]) -> Line:
        return Line(key, label, make)

    def all_of(kinds: tuple[str, ...], own: str) -> dict[str, Decimal]:
        return {m: sum((world.all(kind, m) for kind in kinds), Decimal(0)) + central[own][m] for m in MEASURES}

    costs = tuple(kind for kind in SHARES if kind != "capital")
    income = line("income", "Verksamhetens intäkter", all_of(("income",), "finance_income"))
    cost = line("cost", "Verksamhetens kostnader", all_of(costs, "finance_cost"))
    depreciation = line("depreciation", "Avskrivningar", all_of(("capital",), "depreciation"))
    net = total_of("net", "Verksamhetens nettokostnader", [income, cost, depreciation])
    taxes = line("taxes", "Skatteintäkter", central["taxes"])
    grants = line("grants", "Generella statsbidrag och utjämning", central["grants"])
    operating = total_of("operating", "Verksamhetens resultat", [net, taxes, grants])
    earned = line("interest_income", "Finansiella intäkter", central["interest_income"])
    paid = line("interest_cost", "Finansiella kostnader", central["interest_cost"])
    after = total_of("after", "Resultat efter finansiella poster", [operating, earned, paid])
    none = line("extraordinary", "Extraordinära poster", dict.fromkeys(MEASURES, Decimal(0)))
    result = total_of("result", result_name(teller), [after, none])
    return [income, cost, depreciation, net, taxes, grants, operating, earned, paid, after, none, result]


def result_name(teller: Teller) -> str:
    """Årets resultat, or the period's where the year is not over."""
    return "Årets resultat" if teller.world.whole_year else "Periodens resultat"


def statement(teller: Teller) -> list[Block]:
    """The income statement with what is said of the result and the taxes."""
    lines = income_lines(teller)
    columns = [measure("outcome", teller.label("outcome")), measure("budget", teller.label("budget"))]
    if teller.taste.good_is_plus:
        columns.append(Column("deviation", teller.label("deviation"), "deviation", ("outcome", "budget")))
    columns.append(measure("last", teller.label("last")))
    if not teller.world.whole_year and teller.chance.random() < 0.6:
        columns.insert(-1, measure("forecast", teller.label("forecast")))
    placed = [Placed(line, line.parts, line.kind) for line in lines]
    grid = lay_out("income statement", teller.label("statement"), placed, columns, teller.taste, teller.chance)
    said = _on_result(teller, lines[-1]) + _on_taxes(teller, lines[4])
    blocks: list[Block] = [teller.heading(2, "statement"), grid]
    return [*blocks, teller.prose(said)] if said else blocks


def _on_result(teller: Teller, line: Line) -> list[Sentence]:
    outcome, budget = line.values["outcome"], line.values["budget"]
    if outcome <= 0 or budget <= 0 or not teller.voice.can_say(outcome - budget):
        return []
    slots = {
        "amount": teller.voice.amount(outcome, last=line.values["last"]),
        "budget": teller.voice.amount(budget),
        "difference": teller.voice.amount(outcome - budget),
        "better": teller.voice.turned(outcome > budget, "bättre", "sämre"),
    }
    return [teller.voice.say("say_result", slots, "result")]


def _on_taxes(teller: Teller, line: Line) -> list[Sentence]:
    values = line.values
    found, change = values["outcome"] - values["budget"], values["outcome"] - values["last"]
    if not teller.voice.can_say(found) or abs(change) < abs(values["last"]) / 500:
        return []
    slots = {
        "amount": teller.voice.amount(values["outcome"], last=values["last"]),
        "difference": teller.voice.amount(found),
        "higher": teller.voice.turned(found > 0, "högre", "lägre"),
        "increased": teller.voice.turned(change > 0, "ökat", "minskat"),
        "rose": teller.voice.turned(change > 0, "ökade", "minskade"),
        "percent": teller.voice.percent(100 * change / values["last"]),
    } | teller.before()
    return [teller.voice.say("say_taxes", slots, "taxes")]


def balance(teller: Teller) -> list[Block]:
    """What the municipality has and owes; both sides add up to the same."""
    chance = teller.chance

    def values(low: float, high: float) -> dict[str, Decimal]:
        now = chance.uniform(low, high) * 100_000_000
        return {"outcome": Decimal(round(now)), "last": Decimal(round(now * chance.uniform(0.9, 1.06)))}

    fixed = [Line("b1", "Immateriella anläggningstillgångar", values(1, 9)),
             Line("b2", "Mark, byggnader och tekniska anläggningar", values(900, 2900)),
             Line("b3", "Maskiner och inventarier", values(40, 160)),
             Line("b4", "Finansiella anläggningstillgångar", values(60, 400))]  # fmt: skip
    current = [Line("b5", "Förråd m.m.", values(2, 30)), Line("b6", "Fordringar", values(90, 300)),
               Line("b7", "Kassa och bank", values(50, 400))]  # fmt: skip
    sum_fixed = total_of("b8", "Summa anläggningstillgångar", fixed)
    sum_current = total_of("b9", "Summa omsättningstillgångar", current)
    assets = total_of("b10", "Summa tillgångar", [sum_fixed, sum_current])
    provisions, long_debt, short_debt = (
        Line("b12", "Avsättningar", values(40, 200)), Line("b13", "Långfristiga skulder", values(200, 600)),
        Line("b14", "Kortfristiga skulder", values(150, 300)))  # fmt: skip
    rest = {m: assets.values[m] - sum(one.values[m] for one in (provisions, long_debt, short_debt))
            for m in ("outcome", "last")}  # fmt: skip
    owed = [Line("b11", "Eget kapital", rest), provisions, long_debt, short_debt]
    both = total_of("b15", "Summa eget kapital, avsättningar och skulder", owed)
    heading = Placed(Line("bh1", "Tillgångar", {}), empty=True, kind="group")
    second = Placed(Line("bh2", "Eget kapital, avsättningar och skulder", {}), empty=True, kind="group")
    rows = [heading, *_rows([*fixed, sum_fixed, *current, sum_current, assets]), second, *_rows([*owed, both])]
    columns = [measure("outcome", str(teller.world.year)), measure("last", str(teller.world.year - 1))]
    grid = lay_out("balance", teller.label("balance"), rows, columns, teller.taste, chance)
    return [teller.heading(2, "balance"), grid]


def _rows(lines: list[Line]) -> list[Placed]:
    return [Placed(line, line.parts, line.kind) for line in lines]


def thirds(teller: Teller) -> list[Block]:
    """What was used in each third of the year, summed across."""
    lines = committee_lines(teller, areas=False)
    for line in lines:
        first = Decimal(round(float(line.values["outcome"]) * teller.chance.uniform(0.31, 0.335)))
        second = Decimal(round(float(line.values["outcome"]) * teller.chance.uniform(0.3, 0.33)))
        line.values |= {"t1": first, "t2": second, "t3": line.values["outcome"] - first - second}
    above = f"{teller.label('outcome')}"
    names = teller.chance.choice(
        [("T1", "T2", "T3"), ("Jan–apr", "Maj–aug", "Sep–dec"), ("Tertial 1", "Tertial 2", "Tertial 3")]
    )
    columns = [measure(key, name, above) for key, name in zip(("t1", "t2", "t3"), names, strict=True)]
    columns.append(Column("year", "Helår", "across", ("t1", "t2", "t3"), above))
    grid = lay_out(
        "thirds", f"Nettokostnad per tertial {teller.world.year}", arranged(lines, whole(teller, lines), teller.taste),
        columns, teller.taste, teller.chance, corner=teller.label("committee_word"),
    )  # fmt: skip
    return [Heading(2, "Utveckling under året"), grid]


def overview(teller: Teller) -> list[Block]:
    """Some years side by side: amounts, a share made of two of them, and people."""
    world, chance = teller.world, teller.chance
    years = [str(world.year - n) for n in range(4)]
    lines = income_lines(teller)
    net, taxes, grants = lines[3], lines[4], lines[5]
    rows = []
    for line in (net, taxes, grants):
        series = {years[0]: line.values["outcome"], years[1]: line.values["last"]}
        for n in (2, 3):
            series[years[n]] = Decimal(round(float(series[years[n - 1]]) * chance.uniform(0.94, 0.98)))
        rows.append(Line(f"overview/{line.key}", line.label, series))
    both = total_of("overview/in", "Skatter och bidrag", rows[1:])
    placed = _rows([rows[0], rows[1], rows[2], both])
    columns = [measure(year, year) for year in years]
    grid = lay_out("overview", "Flerårsöversikt", placed, columns, teller.taste, chance)
    return [Heading(2, "Fyra år i sammandrag"), grid]


def volumes(teller: Teller) -> list[Block]:
    """Schools with their pupils, what they cost, and what each pupil costs; each column with a unit of its own."""
    chance, form = teller.chance, teller.taste.form
    lines = []
    for name in chance.sample(SCHOOLS, chance.randint(3, 7)):
        pupils = chance.randint(60, 620)
        cost = Decimal(round(pupils * chance.uniform(98_000, 131_000) * 100))
        lines.append(Line(f"school/{name}", name, {"pupils": Decimal(pupils), "cost": cost}))
    total = total_of("school/all", teller.label("sum"), lines)
    columns = [
        Column("pupils", "Antal elever", "measure", ("pupils",), form=Form("antal")),
        Column("cost", f"Kostnad, {teller.taste.unit_name()}", "measure", ("cost",), form=form),
        Column("each", "Kostnad per elev, kr", "each", ("cost", "pupils"), form=Form("kr", 0, 100)),
    ]
    placed = arranged(lines, total, teller.taste)
    grid = lay_out(
        "volumes", "Elever och kostnader", placed, columns, teller.taste, chance, form=Form("antal"), corner="Skola"
    )
    slots = {"n": teller.voice.number(total.values["pupils"]), "k": teller.voice.count(len(lines), 9, words=True)}
    said = Sentence("Totalt gick {n} elever i {k} skolor.", slots, "school/all")
    return [Heading(2, "Elever i grundskolan"), grid, teller.prose([said])]


def samples(teller: Teller) -> list[Block]:
    """How many vouchers were looked at, how many were right, and the share."""
    chance = teller.chance
    lines = []
    for committee in teller.world.committees:
        looked = chance.randint(18, 90)
        right = round(looked * chance.uniform(0.6, 1.0))
        lines.append(Line(committee.name, committee.name, {
            "looked": Decimal(looked), "right": Decimal(right), "wrong": Decimal(looked - right)}))  # fmt: skip
    columns = [
        measure("right", "Antal rätt"),
        measure("wrong", "Antal fel"),
        Column("looked", "Antal granskade", "across", ("right", "wrong")),
        percent_column(
            "share_right", "Andel rätt (%)", "use", ("right", "looked"), chance.choice([PERCENT, Form("%", 0)])
        ),
    ]
    total = total_of("samples/all", teller.label("all"), lines)
    grid = lay_out(
        "samples", teller.label("samples"), arranged(lines, total, teller.taste), columns, teller.taste, chance,
        form=Form("antal"), corner=teller.label("committee_word"),
    )  # fmt: skip
    found = int(total.values["wrong"])
    share = teller.voice.percent(100 * total.values["right"] / total.values["looked"], 0)
    said = [
        Sentence(
            "Av {n} granskade verifikationer var {k} felaktiga.",
            {"n": teller.voice.number(total.values["looked"]), "k": teller.voice.number(found)},
            "samples/all",
        ),
        Sentence("Andelen rätt är {p} procent.", {"p": share}, "samples/all"),
    ]
    return [teller.heading(2, "samples"), grid, teller.prose(chance.sample(said, 1))]
