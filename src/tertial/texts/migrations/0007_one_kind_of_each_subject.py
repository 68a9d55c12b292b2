"""Texts about a section of a chapter name it as the audit trail does, and those about staff no longer as figures do."""

from collections.abc import Callable
from typing import Any

from django.db import migrations
from django.db.models import Value
from django.db.models.functions import Concat, Substr

KINDS = {"entry": "chapterentry", "staff": "personnel"}
AT_A_TIME = 200


def renamed(kinds: dict[str, str]) -> Callable[[Any, Any], None]:
    def rename(apps: Any, editor: Any) -> None:
        using = editor.connection.alias
        for old, new in kinds.items():
            texts = apps.get_model("texts", "TextSection").objects.using(using).filter(subject__startswith=f"{old}:")
            texts.update(subject=Concat(Value(new), Substr("subject", len(old) + 1)))
            _rename_told(apps.get_model("common", "AuditEntry").objects.using(using), old, new)

    return rename


def _rename_told(trail: Any, old: str, new: str) -> None:
    """What the trail says that a text was called."""
    told, last = trail.filter(action__startswith="text.", after__text__startswith=f"{old}:"), 0
    while entries := list(told.filter(pk__gt=last).order_by("pk")[:AT_A_TIME]):
        for entry in entries:
            entry.after["text"] = new + entry.after["text"].removeprefix(old)
        trail.bulk_update(entries, ["after"])
        last = entries[-1].pk


class Migration(migrations.Migration):
    dependencies = [("common", "0004_every_entry_has_a_person"), ("texts", "0006_refs_once")]

    operations = [migrations.RunPython(renamed(KINDS), renamed({new: old for old, new in KINDS.items()}))]
