"""Measures checking over many made-up reports and prints what came of it, beside what it is held to."""

from collections.abc import Iterable
from random import Random

from rich.console import Console
from rich.table import Table

from bench.checking.compose import FIRST_HELD_SEED, make_report
from bench.checking.planting import KINDS, SENTENCES, SUMS, TABLES, spoil
from bench.checking.scoring import Score

# what the suite holds checking to
RECALL_OF_SUMS, RECALL_OF_SENTENCES, ALARMS_A_PAGE, VERIFIED = 0.95, 0.85, 0.05, 0.70
ERRORS_A_REPORT = 5


def score(seeds: Iterable[int], forms: Iterable[str], into: Score | None = None) -> Score:
    """Every report of the seeds, clean and with errors, in every form; counted `into` what there is already."""
    found = into or Score()
    for seed in seeds:
        clean = make_report(seed)
        for form in forms:
            chance = Random(f"{seed} spoilt")
            found.add(clean, [], form)
            found.add(*spoil(clean, chance.sample(KINDS, ERRORS_A_REPORT), chance), form)
    return found


def measure_checking(reports: int, forms: list[str]) -> None:
    """Prints recall by kind and false alarms by rule, for each form and for what is held back."""
    console = Console(highlight=False)
    for form in forms:
        for name, first in (("shown", 0), ("held back", FIRST_HELD_SEED)):
            found = score(range(first, first + reports), [form])
            console.print(_kinds(f"{form}, {name}", found))
            console.print(*_totals(found), sep="\n")


def _kinds(title: str, found: Score) -> Table:
    table = Table(title=title, show_edge=False)
    for heading in ("planted", "how many", "found", "named exactly"):
        table.add_column(heading, justify="left" if heading == "planted" else "right")
    for kind in KINDS:
        planted = found.planted[kind]
        if planted:
            table.add_row(
                kind, str(planted), f"{found.found[kind] / planted:.0%}", f"{found.named[kind] / planted:.0%}"
            )
    return table


def _totals(found: Score) -> list[str]:
    rules = ", ".join(f"{code} {count / found.pages:.3f}" for code, count in found.alarms.most_common())
    sums, sentences, tables = found.recall(SUMS), found.recall(SENTENCES), found.recall(TABLES)
    clean = found.clean_alarms / found.clean_pages
    counted = found.tables
    return [
        f"recall, sums and deviations: {sums:.1%} (at least {RECALL_OF_SUMS:.0%})",
        f"recall, text against table: {sentences:.1%} (at least {RECALL_OF_SENTENCES:.0%})",
        f"recall, other errors of tables: {tables:.1%}",
        f"false alarms a page: {found.alarms_a_page:.3f} (at most {ALARMS_A_PAGE}); in clean reports {clean:.3f}",
        f"false alarms a page by rule, of {found.pages:.0f} pages: {rules or 'none'}",
        f"figures of clean reports green or amber: {found.verified:.1%} (at least {VERIFIED:.0%})",
        f"tables printed {counted['printed']}, read {counted['read']}, checked {counted['checked']}\n",
    ]
