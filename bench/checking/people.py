"""Chapters on the people who work there: how many they are, and how often they are ill."""

from decimal import Decimal

from bench.checking.figures import PERCENT, PERSONS, POINTS
from bench.checking.grid import Cell, Grid, GridRow, Relation, Spot, figure_cell
from bench.checking.layout import Column, arranged, lay_out, measure
from bench.checking.lines import Line, total_of
from bench.checking.names import AGE_GROUPS
from bench.checking.report import Block
from bench.checking.saying import Sentence
from bench.checking.telling import Teller


def heads(teller: Teller) -> list[Block]:
    """Women, men and all, by committee, with last year beside."""
    lines = [Line(one.name, one.name, dict(one.staff.heads)) for one in teller.world.committees]
    for line in lines:
        line.values["all_now"] = line.values["women"] + line.values["men"]
        line.values["all_last"] = line.values["women_last"] + line.values["men_last"]
    total = total_of("heads/all", teller.label("all"), lines)
    above = f"December {teller.world.year}" if teller.chance.random() < 0.4 else ""
    columns = [
        measure("women", "Kvinnor", above),
        measure("men", "Män", above),
        Column("all_now", "Totalt", "across", ("women", "men"), above),
        measure("all_last", f"Totalt {teller.world.year - 1}"),
        Column("difference", teller.label("difference"), "difference", ("all_now", "all_last")),
    ]
    grid = lay_out(
        "heads", teller.label("heads"), arranged(lines, total, teller.taste), columns, teller.taste, teller.chance,
        form=PERSONS, corner=teller.label("committee_word"),
    )  # fmt: skip
    said = _on_all_heads(teller, total)
    for line in teller.chance.sample(lines, 2):
        said += _on_heads_of(teller, line)
    blocks: list[Block] = [teller.heading(2, "heads"), grid]
    return [*blocks, teller.prose(said)] if said else blocks


def _on_all_heads(teller: Teller, total: Line) -> list[Sentence]:
    values = total.values
    change = values["all_now"] - values["all_last"]
    if not change:
        return []
    slots = {
        "rose_plain": teller.voice.turned(change > 0, "ökade", "minskade"),
        "more": teller.voice.turned(change > 0, "fler", "färre"),
        "difference": teller.voice.number(abs(change)),
        "amount": teller.voice.number(values["all_now"], last=values["all_last"]),
        "women": teller.voice.number(values["women"]),
        "men": teller.voice.number(values["men"]),
    }
    return [teller.voice.say("say_heads", slots, "heads/all")]


def _on_heads_of(teller: Teller, line: Line) -> list[Sentence]:
    change = line.values["all_now"] - line.values["all_last"]
    if not change:
        return []
    slots = teller.named(line) | {
        "amount": teller.voice.number(line.values["all_now"]),
        "last": teller.voice.number(line.values["all_last"]),
        "difference": teller.voice.number(abs(change)),
        "more": teller.voice.turned(change > 0, "fler", "färre"),
        "increased": teller.voice.turned(change > 0, "ökat", "minskat"),
    }
    return [teller.voice.say("say_heads_of", slots, f"heads/{line.key}")]


def sick_leave(teller: Teller) -> list[Block]:
    """Sick leave in percent of ordinary time, for all, women and men, with the change in percentage points."""
    rates = {group: {m: _rate(teller, group, m) for m in ("outcome", "last")} for group in ("all", "women", "men")}
    years = (str(teller.world.year), str(teller.world.year - 1))
    labels = {"all": "Total sjukfrånvaro", "women": "Kvinnor", "men": "Män"}
    head = [[Cell(""), Cell(years[0]), Cell(years[1]), Cell("Förändring, procentenheter")]]
    rows, relations = [], []
    for r, group in enumerate(("all", "women", "men")):
        now, before = rates[group]["outcome"], rates[group]["last"]
        rows.append(
            GridRow(
                [Cell(labels[group]), figure_cell(now, PERCENT), figure_cell(before, PERCENT),
                 figure_cell(now - before, POINTS, signed=True)],
                key=f"sick/{group}",
            )
        )  # fmt: skip
        relations.append(Relation("difference", Spot(r, 3), ((Spot(r, 1), 1), (Spot(r, 2), -1))))
    if teller.chance.random() < 0.5:
        rows += _by_age(teller, rates["all"])
    caption = teller.label("sick")
    grid = Grid("sick leave", caption if "procent" in caption else f"{caption}, procent", head, rows, relations)
    grid.form, grid.columns, grid.caption_below = PERCENT, ["", "outcome", "last", "points"], teller.taste.caption_below
    return [teller.heading(2, "sick"), grid, teller.prose(_on_sick_leave(teller, rates))]


def _by_age(teller: Teller, rates: dict[str, Decimal]) -> list[GridRow]:
    """Rows for the ages, around the rate of all; no row is the sum of others."""
    rows = []
    for age, off in zip(AGE_GROUPS, ("0.7", "0.97", "1.16"), strict=True):
        now = rates["outcome"] * Decimal(off)
        before = now * Decimal(str(round(teller.chance.uniform(0.93, 1.07), 3)))
        rows.append(
            GridRow(
                [Cell(age), figure_cell(now, PERCENT), figure_cell(before, PERCENT),
                 figure_cell(PERCENT.printed(now) - PERCENT.printed(before), POINTS, signed=True)],
                key=f"sick/{age}",
            )
        )  # fmt: skip
    return rows


def _rate(teller: Teller, group: str, measure_name: str) -> Decimal:
    groups = ("women", "men") if group == "all" else (group,)
    staff = [committee.staff for committee in teller.world.committees]
    absent = sum((one.absent[g][measure_name] for one in staff for g in groups), Decimal(0))
    ordinary = sum((one.ordinary[g][measure_name] for one in staff for g in groups), Decimal(0))
    return 100 * absent / ordinary


def _on_sick_leave(teller: Teller, rates: dict[str, dict[str, Decimal]]) -> list[Sentence]:
    now, before = PERCENT.printed(rates["all"]["outcome"]), PERCENT.printed(rates["all"]["last"])
    change = now - before
    exact = PERCENT.printed(rates["all"]["outcome"] - rates["all"]["last"])
    voice = teller.voice
    slots = {"women": voice.percent(rates["women"]["outcome"]), "men": voice.percent(rates["men"]["outcome"])}
    if abs(change) >= Decimal("0.2") and exact == change:
        slots |= {
            "amount": voice.percent(rates["all"]["outcome"]),
            "last": voice.percent(rates["all"]["last"]),
            "points": voice.percent(change),
            "increase": voice.turned(change > 0, "ökning", "minskning"),
            "increased": voice.turned(change > 0, "ökat", "minskat"),
            "higher": voice.turned(change > 0, "högre", "lägre"),
        }
    return [voice.say("say_sick", slots, "sick")]
