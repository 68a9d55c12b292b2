"""A database from when every statement and table of projects was a block of its own."""

from datetime import date

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tertial.reports.declaration import read_declaration

BEFORE = [("reports", "0006_entries_without_plans")]
AFTER = [("reports", "0007_tables_by_key")]
DECLARED = """title = "{unit}"
[[chapter]]
title = "Ekonomi"

    [[chapter.block]]
    kind = "income_statement"
    statement = "result"

    [[chapter.block]]
    kind = 'net_cost_development'
    statement = "net"

    [[chapter.block]]
    kind = "section"
    title = "Satsningar"

        [[chapter.block.block]]
        kind = "special_initiatives"
        caption = "Särskilda satsningar, tkr"
"""


def test_a_stored_template_prints_the_same_tables_by_their_keys(old_database: DatabaseWrapper, migrations: None):
    old = MigrationExecutor(old_database).migrate(BEFORE).apps

    def rows(apps, room, model):
        return apps.get_model(room, model).objects.using(old_database.alias)

    unit = rows(old, "organisation", "Unit").create(code="KS", name="KS", kind="committee", valid_from=date(2019, 1, 1))
    rows(old, "reports", "ReportTemplate").create(unit=unit, kind="annual", name="Mall", declaration=DECLARED)

    new = MigrationExecutor(old_database).migrate(AFTER).apps

    (chapter,) = read_declaration(rows(new, "reports", "ReportTemplate").get().declaration).chapters
    assert [(block.kind, dict(block.options)) for block in chapter.every_block() if block.kind != "section"] == [
        ("statement", {"statement": "result"}),
        ("statement", {"statement": "net", "years": 3}),
        ("project_table", {"table": "special_initiatives", "caption": "Särskilda satsningar, tkr"}),
    ]
