"""Sections and free texts that hung on a plan hang on the unit and the period (docs/adr/0070)."""

from typing import Any

from django.db import migrations
from django.db.models import F
from django.utils import timezone

PLAN, REPORT = "plan", "report"


def _rows(apps: Any, editor: Any, room: str, model: str) -> Any:
    return apps.get_model(room, model).objects.using(editor.connection.alias)


def to_units(apps: Any, editor: Any) -> None:
    """What belongs to a plan that is put away is put away too; a text gives way to that of the plan that counts."""
    entries = _rows(apps, editor, "reports", "ChapterEntry")
    for entry in entries.select_related("plan"):
        entry.unit_id = entry.plan.unit_id
        if entry.archived_at is None and entry.plan.archived_at is not None:
            entry.archived_at = timezone.now()
        entry.save(update_fields=["unit", "archived_at"])
    texts = _rows(apps, editor, "texts", "TextSection")
    newest_last = F("archived_at").desc(nulls_first=True)
    for plan in _rows(apps, editor, "goals", "Plan").order_by(newest_last, "-pk"):
        subject = f"{REPORT}:{plan.unit_id}"
        taken = set(texts.filter(subject=subject).values_list("slot", "period"))
        for text in texts.filter(subject=f"{PLAN}:{plan.pk}"):
            if (text.slot, text.period) not in taken:
                text.subject = subject
                text.save(update_fields=["subject"])


def to_plans(apps: Any, editor: Any) -> None:
    """The way back. A section of a unit without a plan that year has nowhere to hang then, and goes."""
    plans = {
        (plan.unit_id, str(plan.year)): plan.pk
        for plan in _rows(apps, editor, "goals", "Plan").filter(archived_at=None)
    }
    entries = _rows(apps, editor, "reports", "ChapterEntry")
    for entry in entries.all():
        entry.plan_id = plans.get((entry.unit_id, entry.period[:4]))
        entry.save(update_fields=["plan"])
    entries.filter(plan=None).delete()
    for text in _rows(apps, editor, "texts", "TextSection").filter(subject__startswith=f"{REPORT}:"):
        plan = plans.get((int(text.subject.partition(":")[2]), text.period[:4]))
        if plan is not None:
            text.subject = f"{PLAN}:{plan}"
            text.save(update_fields=["subject"])


class Migration(migrations.Migration):
    dependencies = [
        ("goals", "0004_exact_decimals"),
        ("texts", "0004_periods_of_any_span"),
        ("reports", "0004_entries_of_units"),
    ]

    operations = [migrations.RunPython(to_units, to_plans)]
