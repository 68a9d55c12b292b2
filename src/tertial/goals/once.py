"""Texts about goals as they were called when refs held the numbers of rows (ADR 63)."""

from tertial.domain.ref import Ref
from tertial.goals.models import Indicator
from tertial.goals.text_slots import ANALYSIS, analysis_slot, divided_text_ref
from tertial.things.old_refs import OnceCalled, OnceWritten, as_now, is_number


def _slot(slot: str) -> str:
    number = slot.removeprefix(f"{ANALYSIS}-")
    if not is_number(number):
        return slot
    indicator = Indicator.objects.filter(pk=int(number)).first()
    return analysis_slot(indicator.ref) if indicator is not None else slot


def _text(ref: Ref) -> Ref:
    """`text:goal:12:analysis-5`, of the goal and the indicator with those numbers."""
    about, slot = divided_text_ref(ref)
    return Ref("text", as_now(about), _slot(slot)) if is_number(about.key) else ref


TEXTS_OF_GOALS = OnceCalled("text", _text)
ANALYSES = OnceWritten(_slot)
