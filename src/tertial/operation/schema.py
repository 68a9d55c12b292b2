"""What the tables have been through, and what this version of the program knows of that."""

from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

Change = tuple[str, str]
"""A migration: the room and its name."""


def applied() -> set[Change]:
    """What the tables of the database in use have been through; nothing where there are none."""
    return set(MigrationLoader(connection).applied_migrations)


def of_this_version() -> set[Change]:
    """What tables of this version have been through."""
    return set(MigrationLoader(None).graph.nodes)


def unknown(changes: set[Change]) -> list[Change]:
    """Those that this version knows nothing of, which a later one has made."""
    loader = MigrationLoader(None)
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    return sorted(changes - set(loader.disk_migrations) - replaced)


def known(changes: set[Change]) -> set[Change]:
    """The same in the words of this version, where several have become one since."""
    loader = MigrationLoader(None)
    become = {key for key, migration in loader.replacements.items() if set(migration.replaces) <= changes}
    return {key for key in changes | become if key in loader.graph.nodes}


def tables_after(changes: set[Change]) -> Apps:
    """The tables as they are after the changes."""
    return MigrationLoader(None).project_state(sorted(known(changes))).apps
