"""Chapters on what the municipality wants: indicators with targets, goals, assignments."""

from bench.checking.figures import Form, number_word
from bench.checking.grid import Cell, Grid, GridRow, figure_cell
from bench.checking.report import Block
from bench.checking.saying import COUNT, FULFILMENT, Sentence, Slot
from bench.checking.telling import Teller
from bench.checking.world import Indicator


def indicators(teller: Teller) -> list[Block]:
    """Every indicator with three outcomes, its target and whether it is met; in all and one by one in words."""
    world, chance = teller.world, teller.chance
    with_status = chance.random() < 0.6
    years = [str(world.year - 2), str(world.year - 1), str(world.year)]
    titles = [*years, chance.choice(["Målvärde", f"Mål {world.year}", "Målnivå"])]
    head = [[Cell(teller.label("indicators")), *(Cell(title) for title in titles)]]
    if with_status:
        head[0].append(Cell(chance.choice(["Status", "Uppfyllt", "Bedömning"])))
    rows: list[GridRow] = []
    for goal in world.goals:
        if chance.random() < 0.5:
            rows.append(GridRow([Cell(goal.title, across=len(head[0]))], "group"))
        rows += [_indicator_row(teller, one, with_status=with_status) for one in goal.indicators]
    grid = Grid("indicators", teller.label("indicators"), head, rows, caption_below=teller.taste.caption_below)
    grid.columns = ["", "before2", "before", "outcome", "target", "status"]
    all_of_them = [one for goal in world.goals for one in goal.indicators]
    said = _on_all(teller, all_of_them)
    for one in chance.sample(all_of_them, min(len(all_of_them), chance.randint(2, 4))):
        said += _on_indicator(teller, one)
    return [teller.heading(2, "indicators"), grid, teller.prose(said)]


def _indicator_row(teller: Teller, one: Indicator, *, with_status: bool) -> GridRow:
    form = Form(one.unit, one.decimals)
    title = one.title if one.unit in {"antal"} else f"{one.title} ({one.unit})"
    limit = ("≥" if one.higher else "≤") + teller.taste.hand.digits(one.target, 0)
    cells = [Cell(title), *(figure_cell(outcome, form) for outcome in one.outcomes), Cell(limit)]
    if with_status:
        cells.append(Cell(teller.label("met" if one.met else "missed")))
    return GridRow(cells, key=f"indicator/{one.title}")


def _on_all(teller: Teller, all_of_them: list[Indicator]) -> list[Sentence]:
    n, k = len(all_of_them), sum(one.met for one in all_of_them)
    count = teller.voice.count
    slots: dict[str, Slot | str] = {
        "K_words": count(k, n, words=True, common=True), "n_words": number_word(n), "k": count(k, n, words=False),
        "n": str(n),
    }  # fmt: skip
    return [teller.voice.say("say_indicators", slots, "indicators")]


def _on_indicator(teller: Teller, one: Indicator) -> list[Sentence]:
    hand = teller.taste.hand
    now, before = one.outcomes[2], one.outcomes[1]
    met = Slot("nåtts" if one.met else "inte nåtts", {FULFILMENT: "inte nåtts" if one.met else "nåtts"})
    amount = teller.voice.percent(now, one.decimals)
    slots: dict[str, Slot | str] = {
        "who": one.title,
        "who_q": f"”{one.title}”",
        "been_met": met,
        "amount": amount,
        "target": hand.digits(one.target, 0),
    }
    if now != before:
        slots |= {
            "increased": teller.voice.turned(now > before, "ökat", "minskat"),
            "last": hand.digits(before, one.decimals),
        }
    return [teller.voice.say("say_indicator", slots, f"indicator/{one.title}")]


def goals(teller: Teller) -> list[Block]:
    """Every goal with how far it is met, and how many are."""
    world = teller.world
    head = [[Cell("Mål"), Cell("Antal indikatorer"), Cell("Bedömning")]]
    rows = [
        GridRow(
            [Cell(goal.title), figure_cell(len(goal.indicators), Form("antal")), Cell(teller.label(goal.standing))],
            key=f"goal/{goal.title}",
        )
        for goal in world.goals
    ]
    grid = Grid("goals", teller.label("goals"), head, rows, caption_below=teller.taste.caption_below)
    grid.columns = ["", "count", "status"]
    said = [teller.voice.say("say_goals", _goal_counts(teller), "goals")]
    goal = teller.chance.choice(world.goals)
    wrong = {"met": "missed", "missed": "met", "partly": "met"}[goal.standing]
    words = {"met": "uppfyllt", "partly": "delvis uppfyllt", "missed": "inte uppfyllt"}
    standing = Slot(words[goal.standing], {FULFILMENT: words[wrong]})
    said.append(teller.voice.say("say_goal", {"who": goal.title, "standing": standing}, f"goal/{goal.title}"))
    return [teller.heading(2, "goals"), grid, teller.prose(said)]


def _goal_counts(teller: Teller) -> dict[str, Slot | str]:
    n = len(teller.world.goals)
    slots: dict[str, Slot | str] = {"n": str(n), "n_words": number_word(n)}
    for standing in ("met", "partly", "missed"):
        k = sum(goal.standing == standing for goal in teller.world.goals)
        other = k + 1 if k == 0 or (k < n and teller.chance.random() < 0.5) else k - 1
        slots[f"{standing}_words"] = Slot(_none_or(k), {COUNT: _none_or(other)})
        slots[standing] = Slot(str(k), {COUNT: str(other)})
    slots["Met_words"] = slots["met_words"]
    return slots


def _none_or(number: int) -> str:
    return "inget" if number == 0 else number_word(number)


def assignments(teller: Teller) -> list[Block]:
    """Every assignment with its state, and how many are done."""
    world = teller.world
    head = [[Cell("Uppdrag"), Cell("Status")]]
    rows = [
        GridRow([Cell(name), Cell(teller.label(state))], key=f"assignment/{name}") for name, state in world.assignments
    ]
    grid = Grid("assignments", teller.label("assignments"), head, rows, caption_below=teller.taste.caption_below)
    n, done = len(rows), sum(state == "done" for _, state in world.assignments)
    count = teller.voice.count
    slots: dict[str, Slot | str] = {
        "n": str(n), "n_words": number_word(n), "done": count(done, n, words=False),
        "Done_words": count(done, n, words=True), "rest": str(n - done),
    }  # fmt: skip
    return [teller.heading(2, "assignments"), grid,
            teller.prose([teller.voice.say("say_assignments", slots, "assignments")])]  # fmt: skip
