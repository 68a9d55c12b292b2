"""Chapters on investments: this year's, and the years to come."""

from decimal import Decimal

from bench.checking.figures import PERCENT
from bench.checking.layout import Column, arranged, lay_out, measure, percent_column
from bench.checking.lines import Line, total_of
from bench.checking.report import Block
from bench.checking.saying import Sentence, Slot
from bench.checking.telling import Teller


def project_lines(teller: Teller, *, grouped: bool) -> list[Line]:
    """A line for each project, below its committee where grouped; spending is minus in what is kept."""
    sign = teller.taste.cost_sign
    lines: list[Line] = []
    for committee in teller.world.committees:
        own = [
            Line(f"project/{project.name}", project.name, {m: -v for m, v in project.values.items()}, sign=sign)
            for project in committee.projects
        ]
        if grouped and own:
            group = total_of(f"projects/{committee.name}", committee.name, own, sign=sign)
            group.children, group.parts, group.kind = own, (), "row"
            lines.append(group)
        elif not grouped:
            lines += own
    return lines


def investments(teller: Teller) -> list[Block]:
    """What the projects cost this year against budget, and in all."""
    grouped = teller.chance.random() < 0.5
    lines = project_lines(teller, grouped=grouped)
    leaves = [child for line in lines for child in line.children] if grouped else lines
    if len(leaves) < 3:
        return []
    total = total_of("projects/all", f"{teller.label('sum')} investeringar", lines, sign=teller.taste.cost_sign)
    style = "above" if teller.taste.groups in {"of", "flat"} else teller.taste.groups
    grid = lay_out(
        "investments", teller.label("projects"), arranged(lines, total, teller.taste, style), _columns(teller),
        teller.taste, teller.chance, corner="Projekt",
    )  # fmt: skip
    blocks: list[Block] = [teller.heading(2, "projects"), grid]
    return [*blocks, teller.prose(_on_investments(teller, leaves, total))]


def _columns(teller: Teller) -> list[Column]:
    columns = [
        measure("budget", teller.label("budget")),
        measure("outcome", teller.label("outcome")),
        Column("deviation", teller.label("deviation"), "deviation", ("outcome", "budget")),
    ]
    if teller.chance.random() < 0.5:
        columns.append(percent_column("used", "Upparbetningsgrad %", "use", ("outcome", "budget"), PERCENT))
    if teller.chance.random() < 0.5:
        above = "Hela projektet"
        columns += [measure("whole", "Total budget", above), measure("spent", "Ackumulerat utfall", above)]
    return columns


def _on_investments(teller: Teller, lines: list[Line], total: Line) -> list[Sentence]:
    budget, outcome = total.values["budget"], total.values["outcome"]
    slots = {
        "budget": teller.voice.amount(budget),
        "amount": teller.voice.amount(outcome, other=outcome - lines[0].values["outcome"]),
        "percent": teller.voice.percent(100 * outcome / budget, 0),
    }
    said = [teller.voice.say("say_invested", slots, "projects/all")]
    for line in teller.chance.sample(lines, 2):
        if teller.voice.can_say(line.values["outcome"]):
            slots = {
                "who": Slot(line.label),
                "amount": teller.voice.amount(line.values["outcome"]),
                "budget": teller.voice.amount(line.values["budget"]),
            }
            said.append(teller.voice.say("say_project", slots, line.key))
    return said


def plan(teller: Teller) -> list[Block]:
    """The years to come, with their total across."""
    lines = project_lines(teller, grouped=False)
    if len(lines) < 3:
        return []
    total = total_of("plan/all", f"{teller.label('sum')}", lines, sign=teller.taste.cost_sign)
    years = [str(teller.world.year + n) for n in (1, 2, 3)]
    above = teller.chance.choice(["", "Plan"])
    columns = [measure(f"plan{n}", year, above) for n, year in enumerate(years, start=1)]
    columns.append(
        Column("plan", teller.chance.choice(["Totalt", "Summa plan", "Summa"]), "across", ("plan1", "plan2", "plan3"))
    )
    grid = lay_out(
        "plan", f"{teller.label('plan')} {years[0]}–{years[2]}", arranged(lines, total, teller.taste), columns,
        teller.taste, teller.chance, corner="Projekt",
    )  # fmt: skip
    amount = sum((total.values[f"plan{n}"] for n in (1, 2, 3)), Decimal(0))
    slots = {
        "first": Slot(years[0]),
        "last": Slot(years[2]),
        "amount": teller.voice.amount(amount, other=total.values["plan1"] + total.values["plan2"]),
    }
    return [teller.heading(2, "plan"), grid, teller.prose([teller.voice.say("say_plan", slots, "plan/all")])]
