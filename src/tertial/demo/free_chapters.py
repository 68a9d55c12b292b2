"""Loads the free chapters of the sample municipality."""

from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from typing import Any

from tertial.accounts.system import the_system
from tertial.demo.loaded import Loaded, sample
from tertial.demo.written import written
from tertial.domain.document.pasted_table import read_pasted
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.reports.chapters.actions import add_entry
from tertial.reports.text_slots import subject_of
from tertial.texts.actions import import_text
from tertial.texts.attachments.actions import save_picture, save_table
from tertial.texts.subjects import text_place


def load(loaded: Loaded) -> None:
    """Stores the free chapters through the same actions that people use."""
    tree = sample("chapters-2024.toml")
    period = Period.parse(str(tree["year"]))
    unit = loaded.plans["committee"].unit
    for listed in tree["lists"]:
        for declared in listed["entries"]:
            entry = add_entry(
                by=the_system(), unit=unit, period=period, slot=listed["slot"], heading=declared["heading"]
            )
            _write(loaded, entry.ref, declared["texts"], period)
            if "picture" in declared:
                _picture(entry.ref, declared["picture"], period)
    _write(loaded, subject_of(unit), tree["texts"], period)
    for slot, table in tree["tables"].items():
        pasted = read_pasted("\n".join("\t".join(row) for row in table["rows"]))
        place = text_place(subject_of(unit), slot, period)
        save_table(by=the_system(), place=place, caption=table["caption"], table=pasted)


def _write(loaded: Loaded, subject: Ref, texts: Mapping[str, str], period: Period) -> None:
    for slot, text in texts.items():
        import_text(
            by=loaded.people["samordnare"],
            unit=loaded.plans["committee"].unit,
            subject=subject,
            slot=slot,
            period=period.key,
            document=written(text),
        )


def _picture(subject: Ref, declared: Mapping[str, Any], period: Period) -> None:
    content = files("tertial.demo").joinpath("huddinge", declared["file"]).read_bytes()
    save_picture(
        by=the_system(),
        place=text_place(subject, "text", period),
        alternative=declared["alternative"],
        caption=declared["caption"],
        file=BytesIO(content),
    )
