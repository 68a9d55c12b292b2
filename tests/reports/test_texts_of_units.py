"""A database from when the texts and sections of a report hung on a goal plan."""

from datetime import UTC, date, datetime

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tertial.domain.ref import Ref

BEFORE = [
    ("reports", "0003_periods_of_any_span"),
    ("texts", "0004_periods_of_any_span"),
    ("goals", "0004_exact_decimals"),
]
AFTER = [("reports", "0006_entries_without_plans")]
PUT_AWAY = datetime(2024, 5, 1, tzinfo=UTC)


def test_texts_and_sections_move_from_the_plan_to_the_unit_and_back(old_database: DatabaseWrapper, migrations: None):
    old = MigrationExecutor(old_database).migrate(BEFORE).apps

    def rows(apps, room, model):
        return apps.get_model(room, model).objects.using(old_database.alias)

    unit = rows(old, "organisation", "Unit").create(code="KS", name="KS", kind="committee", valid_from=date(2019, 1, 1))
    model = rows(old, "goals", "SteeringModel").create(municipality_id=unit.pk, name="Modell")
    away = rows(old, "goals", "Plan").create(
        unit_id=unit.pk, year=2024, steering_model_id=model.pk, archived_at=PUT_AWAY
    )
    counts = rows(old, "goals", "Plan").create(unit_id=unit.pk, year=2024, steering_model_id=model.pk)
    for plan, said in ((away, "det gamla"), (counts, "det som gäller")):
        rows(old, "reports", "ChapterEntry").create(
            plan_id=plan.pk, period="2024", slot="handelser", heading=said, position=0
        )
        rows(old, "texts", "TextSection").create(
            unit_id=unit.pk, subject=Ref("plan", plan.pk), slot="summary", period="2024", plain_text=said
        )
    rows(old, "texts", "TextSection").create(
        unit_id=unit.pk, subject=Ref("plan", away.pk), slot="lokaler", period="2024-T2", plain_text="bara i det gamla"
    )

    new = MigrationExecutor(old_database).migrate(AFTER).apps

    told = rows(new, "texts", "TextSection").filter(subject=f"report:{unit.pk}").order_by("slot")
    assert [text.plain_text for text in told] == ["bara i det gamla", "det som gäller"]
    entries = rows(new, "reports", "ChapterEntry").filter(unit=unit.pk).order_by("pk")
    assert [(entry.heading, entry.archived_at is None) for entry in entries] == [
        ("det gamla", False),
        ("det som gäller", True),
    ]

    back = MigrationExecutor(old_database).migrate(BEFORE).apps
    summary = rows(back, "texts", "TextSection").get(plain_text="det som gäller")
    assert summary.subject == Ref("plan", counts.pk)
    assert set(rows(back, "reports", "ChapterEntry").values_list("plan", flat=True)) == {counts.pk}
