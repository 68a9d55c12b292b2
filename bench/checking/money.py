"""Chapters on money: committees, areas, kinds of cost, statements, forecasts, frames."""

from decimal import Decimal

from bench.checking import names
from bench.checking.figures import PERCENT
from bench.checking.layout import Column, Placed, arranged, lay_out, measure, percent_column
from bench.checking.lines import Line, total_of
from bench.checking.report import Block, Heading
from bench.checking.saying import Sentence, Slot, lowered
from bench.checking.telling import Teller
from bench.checking.world import MEASURES, Committee

FINANCE = ("finance_income", "finance_cost", "depreciation")


def committee_lines(teller: Teller, *, areas: bool) -> list[Line]:
    """A line for each committee and one for central finance, with their areas below where asked for."""
    sign = teller.taste.cost_sign
    lines = []
    for committee in teller.world.committees:
        line = Line(committee.name, committee.name, _net_of(committee), sign=sign)
        line.values |= _gross_of(committee)
        line.code = committee.areas[0].code[:-2] + "00"
        if areas:
            line.children = area_lines(teller, committee)
        lines.append(line)
    central = teller.world.central
    values = {m: sum((central[name][m] for name in FINANCE), Decimal(0)) for m in MEASURES}
    values["outcome_income"] = central["finance_income"]["outcome"]
    values["outcome_cost"] = values["outcome"] - values["outcome_income"]
    return [*lines, Line("finance", "Finansförvaltningen", values, sign=sign, code="900")]


def area_lines(teller: Teller, committee: Committee) -> list[Line]:
    """A line for each area of a committee."""
    return [
        Line(
            f"{committee.name}/{area.name}",
            area.name,
            {m: area.net(m) for m in MEASURES},
            sign=teller.taste.cost_sign,
            code=area.code,
        )
        for area in committee.areas
    ]


def _net_of(committee: Committee) -> dict[str, Decimal]:
    return {m: committee.net(m) for m in MEASURES}


def _gross_of(committee: Committee) -> dict[str, Decimal]:
    income = committee.kind("income", "outcome")
    return {"outcome_income": income, "outcome_cost": committee.net("outcome") - income}


def whole(teller: Teller, lines: list[Line]) -> Line:
    """The line of the whole municipality."""
    return total_of("all", teller.label("all"), lines, sign=teller.taste.cost_sign)


def committees(teller: Teller) -> list[Block]:
    """Every committee's budget, outcome and deviation, in one of several layouts."""
    chance = teller.chance
    layout = chance.choice(["plain", "plain", "gross", "grouped", "grouped", "across"])
    lines = committee_lines(teller, areas=layout == "grouped")
    total = whole(teller, lines)
    columns = _gross_columns(teller) if layout == "gross" else teller.money_columns()
    style = teller.taste.groups if teller.taste.groups != "flat" else "above"
    placed = arranged(lines, total, teller.taste, style)
    grid = lay_out(
        "committees",
        teller.label("drift"),
        placed,
        columns,
        teller.taste,
        chance,
        corner=teller.label("committee_word"),
        turned=layout == "across" and len(lines) < 9,
    )
    shown = {one.line.key for one in placed if not one.empty}
    everything = [*lines, *(child for line in lines for child in line.children)]
    told = [line for line in everything if line.key in shown]
    complete = all(line.key in shown for line in lines)
    return [
        teller.heading(2, "drift"),
        teller.intro(),
        grid,
        *_on_committees(teller, lines if complete else [], told, total),
    ]


def _gross_columns(teller: Teller) -> list[Column]:
    above = teller.label("outcome")
    return [
        Column("outcome_income", teller.label("income"), "plain", ("outcome_income",), above),
        Column("outcome_cost", teller.label("cost"), "plain", ("outcome_cost",), above),
        Column("outcome", teller.label("net"), "net", ("outcome_income", "outcome_cost", "outcome"), above),
        measure("budget", teller.label("budget")),
        Column("deviation", teller.label("deviation"), "deviation", ("outcome", "budget")),
    ]


def _on_committees(teller: Teller, lines: list[Line], told: list[Line], total: Line) -> list[Block]:
    chance = teller.chance
    found = total.values["outcome"] - total.values["budget"]
    said: list[Sentence] = []
    if teller.voice.can_say(found):
        amount = teller.voice.amount(found)
        said.append(teller.voice.say("say_total", {"surplus": teller.surplus(found), "amount": amount}, "all"))
    if lines:
        said += _most_and_count(teller, lines)
    for line in chance.sample(told, min(len(told), chance.randint(2, 5))):
        said += chance.choice([teller.deviation, teller.deviation, teller.net])(line, told)
    return [teller.prose(said, traps=2)] if said else []


def _most_and_count(teller: Teller, lines: list[Line]) -> list[Sentence]:
    chance, own = teller.chance, lines[:-1]
    found = {line.label: line.values["outcome"] - line.values["budget"] for line in own}
    worst, best = min(found, key=lambda name: found[name]), max(found, key=lambda name: found[name])
    said = []
    worst_two = sorted(found.values())[:2]
    apart = len(worst_two) > 1 and worst_two[1] - worst_two[0] > 5 * teller.taste.form.per
    if apart and found[worst] < -2 * teller.taste.text_form.per and chance.random() < 0.5:
        wrong = {"sentence-comparison": lowered(best)} if found[best] > 0 else {}
        who = Slot(lowered(worst), wrong)
        said.append(
            teller.voice.say("say_most", {"surplus": "underskott", "surplus_def": "underskottet", "who_l": who}, worst)
        )
    unclear = any(abs(one) < 2 * teller.taste.form.per for one in found.values())
    if not unclear and chance.random() < 0.5:
        k, n = sum(one < 0 for one in found.values()), len(found)
        if k:
            said.append(teller.voice.say("say_count_deficits", _count_slots(teller, k, n), "all"))
    return said


def _count_slots(teller: Teller, k: int, n: int) -> dict[str, Slot | str]:
    count = teller.voice.count
    return {
        "K_words": count(k, n, words=True, common=True),
        "k_words": count(k, n, words=True, common=True),
        "n_words": count(n, n, words=True),
        "k": count(k, n, words=False),
        "n": str(n),
    }


def one_committee(teller: Teller, committee: Committee) -> list[Block]:
    """A committee's chapter: its areas and its kinds of cost, with comments."""
    lines = area_lines(teller, committee)
    total = total_of(f"{committee.name}/all", teller.label("net_total"), lines, sign=teller.taste.cost_sign)
    columns = teller.money_columns()
    if teller.chance.random() < 0.25:
        columns.append(percent_column("share", teller.label("share"), "share", ("outcome",)))
    caption = teller.chance.choice(["{} {}", "{1}, {0}"]).format(
        teller.label("areas"), lowered(committee.name) if teller.chance.random() < 0.5 else committee.name
    )
    grid = lay_out(
        f"areas of {committee.name}", caption[:1].upper() + caption[1:], arranged(lines, total, teller.taste), columns,
        teller.taste, teller.chance, corner=teller.label("area_word"),
    )  # fmt: skip
    said: list[Sentence] = []
    for line in lines:
        if teller.chance.random() < 0.7:
            said += teller.deviation(line, lines)
        if "last" in grid.columns and teller.chance.random() < 0.4:
            said += teller.last(line)
    blocks: list[Block] = [Heading(2, committee.name), teller.intro(), grid]
    if said:
        blocks.append(teller.prose(said))
    if teller.chance.random() < 0.6:
        blocks += kinds(teller, committee)
    return blocks


def kind_lines(teller: Teller, committee: Committee) -> list[Line]:
    """Income, the kinds of cost, their sum, and the net."""
    plus = teller.taste.costs_plus
    labels = {key: teller.chance.choice(ways) for key, ways in names.KINDS}
    lines = []
    for key, label in labels.items():
        values = {m: committee.kind(key, m) for m in MEASURES}
        lines.append(Line(f"{committee.name}/{key}", label, values, sign=-1 if plus and key != "income" else 1))
    costs = total_of(f"{committee.name}/costs", teller.label("cost_total"), lines[1:], sign=teller.taste.cost_sign)
    net = total_of(f"{committee.name}/net", teller.label("net_total"), [lines[0], costs], sign=teller.taste.cost_sign)
    return [*lines, costs, net]


def kinds(teller: Teller, committee: Committee) -> list[Block]:
    """A committee's income and costs by kind."""
    lines = kind_lines(teller, committee)
    placed = [Placed(line, line.parts, line.kind) for line in lines]
    grid = lay_out(
        f"kinds of {committee.name}", f"{teller.label('kinds')} {lowered(committee.name)}", placed,
        teller.money_columns(), teller.taste, teller.chance,
    )  # fmt: skip
    said: list[Sentence] = []
    for line in teller.chance.sample(lines[:-2], 3):
        said += teller.deviation(line, lines[:-2], "say_kind")
    blocks: list[Block] = [teller.heading(3, "kinds"), grid]
    return [*blocks, teller.prose(said)] if said else blocks


def forecast(teller: Teller) -> list[Block]:
    """Where the committees say they will be at the end of the year."""
    lines = committee_lines(teller, areas=False)
    columns = [
        measure("year_budget", teller.label("year_budget")),
        measure("forecast", teller.label("forecast")),
        Column("forecast_deviation", teller.label("forecast_deviation"), "deviation", ("forecast", "year_budget")),
    ]
    if teller.chance.random() < 0.5:
        columns += [
            measure("before_forecast", teller.label("forecast_before")),
            Column("moved", teller.label("forecast_change"), "difference", ("forecast", "before_forecast")),
        ]
    grid = lay_out(
        "forecast", teller.label("prognosis"), arranged(lines, whole(teller, lines), teller.taste), columns,
        teller.taste, teller.chance, corner=teller.label("committee_word"),
    )  # fmt: skip
    said: list[Sentence] = []
    for line in teller.chance.sample(lines, min(len(lines), 4)):
        said += _on_forecast(teller, line, lines, moved=len(columns) > 3)
    blocks: list[Block] = [teller.heading(2, "prognosis"), grid]
    return [*blocks, teller.prose(said)] if said else blocks


def _on_forecast(teller: Teller, line: Line, lines: list[Line], *, moved: bool) -> list[Sentence]:
    found = line.values["forecast"] - line.values["year_budget"]
    change = line.values["forecast"] - line.values["before_forecast"]
    said = []
    if teller.voice.can_say(found):
        other = teller.chance.choice(lines)
        wrong = None if other is line else other.values["forecast"] - other.values["year_budget"]
        slots = teller.named(line) | {
            "surplus": teller.surplus(found),
            "amount": teller.voice.amount(found, other=wrong),
        }
        said.append(teller.voice.say("say_forecast", slots, line.key))
    if moved and teller.voice.can_say(change) and teller.chance.random() < 0.5:
        slots = teller.named(line) | {
            "improved": teller.voice.turned(change > 0, "förbättrats", "försämrats"),
            "better": teller.voice.turned(change > 0, "bättre", "sämre"),
            "amount": teller.voice.amount(change),
        }
        said.append(teller.voice.say("say_forecast_moved", slots, line.key))
    return said


def frames(teller: Teller) -> list[Block]:
    """How the decisions of the year changed one committee's frame."""
    committee = teller.chance.choice(teller.world.committees)
    sign = teller.taste.cost_sign
    changes = [Line(f"change/{name}", name, {"amount": by}, sign=sign) for name, by in committee.changes]
    changed = sum((line.values["amount"] for line in changes), Decimal(0))
    now = committee.net("year_budget")
    first = Line("frame/first", "Ursprunglig budget enligt fullmäktige", {"amount": now - changed}, sign=sign)
    last = total_of("frame/now", f"Budgetram {teller.world.year}", [first, *changes], sign=sign, kind="step")
    placed = [Placed(one, one.parts, "total" if one is last else "row") for one in (first, *changes, last)]
    caption = f"{teller.label('frames')}, {lowered(committee.name)}"
    grid = lay_out("frames", caption, placed, [measure("amount", "Belopp")], teller.taste, teller.chance)
    said: list[Sentence] = []
    if teller.voice.can_say(changed):
        slots = {
            "raised": teller.voice.turned(abs(now) > abs(now - changed), "utökats med", "minskats med"),
            "difference": teller.voice.amount(changed),
            "amount": teller.voice.amount(now),
        }
        said.append(teller.voice.say("say_frame", slots, "frame"))
    blocks: list[Block] = [teller.heading(2, "frames"), grid]
    return [*blocks, teller.prose(said)] if said else blocks


def shares(teller: Teller) -> list[Block]:
    """How the committees' net costs are shared out, in percent."""
    lines = committee_lines(teller, areas=False)
    columns = [
        measure("outcome", teller.label("outcome")),
        percent_column("share", teller.label("share"), "share", ("outcome",), PERCENT),
    ]
    if teller.chance.random() < 0.5:
        columns.insert(1, measure("last", teller.label("last")))
        columns.append(percent_column("change", teller.label("change"), "change", ("outcome", "last")))
    grid = lay_out(
        "shares", teller.label("share_table"), arranged(lines, whole(teller, lines), teller.taste), columns,
        teller.taste, teller.chance, corner=teller.label("committee_word"),
    )  # fmt: skip
    said = teller.last(teller.chance.choice(lines)) if "last" in grid.columns else []
    blocks: list[Block] = [teller.heading(2, "share_table"), grid]
    return [*blocks, teller.prose(said)] if said else blocks
