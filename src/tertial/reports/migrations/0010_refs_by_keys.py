"""The audit trail, texts and what points at a thing tell the refs that things keep, no longer the numbers of their rows.

It cannot be turned back: what was taken away has no number any more. A backup from before is what to go back to.
"""

from collections.abc import Iterator
from typing import Any

from django.db import migrations
from django.db.migrations.exceptions import IrreversibleError
from django.db.models import F
from django.db.models.functions import Substr

from tertial.common.refs_rewritten import Renewal, in_parts, rewrite

COLUMNS = [
    ("control", "Risk", "about"),
    ("control", "SystematicControl", "about"),
    ("control", "Recommendation", "about"),
    ("economy", "Project", "goal_ref"),
    ("things", "Work", "ref"),
]
_ON_ITS_WAY = "="


def by_keys(apps: Any, editor: Any) -> None:
    renewal, connection = Renewal(apps, editor.connection), editor.connection
    trail = apps.get_model("common", "AuditEntry")
    renewal.remember(trail)
    rewrite(connection, trail, _entries(renewal, trail), "ref", "before", "after")
    _texts(renewal, apps, connection)
    for app, name, column in COLUMNS:
        model = apps.get_model(app, name)
        told = in_parts(renewal.rows(model).exclude(**{column: ""}), column)
        rewrite(connection, model, ((renewal.ref(ref), number) for number, ref in told), column)


def cannot_turn_back(apps: Any, editor: Any) -> None:
    raise IrreversibleError("Things have refs of their own now, without numbers to go back to. Restore a backup from before.")


def _entries(renewal: Renewal, trail: Any) -> Iterator[tuple[Any, ...]]:
    for number, ref, before, after in in_parts(renewal.rows(trail), "ref", "before", "after"):
        now = renewal.ref(ref), _with_number(renewal, ref, renewal.told(before), after), renewal.told(after)
        if now != (ref, before, after):
            yield *now, number


def _with_number(renewal: Renewal, ref: str, before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """What is brought back gets its number again, by which others point at it."""
    number = renewal.taken_away.get(ref)
    return {"id": number, **before} if number is not None and before and not after else before


def _texts(renewal: Renewal, apps: Any, connection: Any) -> None:
    texts, versions = (apps.get_model("texts", name) for name in ("TextSection", "TextVersion"))
    stored = in_parts(renewal.rows(texts), "subject", "slot", "document")
    # On its way from one name to the other no text may take the place of one that still has its old name.
    moved = (
        (_ON_ITS_WAY + renewal.ref(subject), renewal.slot(slot), renewal.document(document), number)
        for number, subject, slot, document in stored
    )
    rewrite(connection, texts, moved, "subject", "slot", "document")
    renewal.rows(texts).update(subject=Substr(F("subject"), len(_ON_ITS_WAY) + 1))
    written = ((renewal.document(document), number) for number, document in in_parts(renewal.rows(versions), "document"))
    rewrite(connection, versions, written, "document")


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_refs_once"),
        ("common", "0006_refs_by_keys"),
        ("control", "0008_refs_by_keys"),
        ("economy", "0014_refs_by_keys"),
        ("goals", "0007_words_of_a_year"),
        ("organisation", "0003_refs_once"),
        ("reports", "0009_refs_once"),
        ("sources", "0007_work_rows"),
        ("staff", "0005_refs_once"),
        ("texts", "0008_refs_by_keys"),
        ("things", "0001_long_work"),
    ]

    operations = [migrations.RunPython(by_keys, cannot_turn_back)]
