"""Whether the database fits the program: older is brought up to date, newer is refused."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop

_A_LOCK_OF_OURS = 7_378_421  # any number that nobody else locks in this database


def bring_up_to_date(before: Callable[[Sequence[Migration]], object] = lambda _plan: None) -> None:
    """Makes the tables, or changes them to what this version needs. Raises WrongUse when a later version made them.

    `before` is called with the changes before any is made, while nobody else makes them.
    """
    with _one_at_a_time():
        executor = MigrationExecutor(connection)
        _refuse_what_is_newer(executor.loader)
        if set(connection.introspection.table_names()) <= {MigrationRecorder.Migration._meta.db_table}:
            make_tables(executor)
        elif plan := _plan(executor):
            before(plan)
            call_command("migrate", verbosity=0, interactive=False)


def changes_to_make() -> Sequence[Migration]:
    """What makes the database one of this version. Raises WrongUse when a later version made it."""
    executor = MigrationExecutor(connection)
    _refuse_what_is_newer(executor.loader)
    return _plan(executor)


def require_up_to_date() -> None:
    """Raises WrongUse where there is no database, and where an earlier or later version made it."""
    if changes_to_make():
        raise WrongUse(
            Message(
                gettext_noop(
                    "There is no up-to-date database in %(home)s; run “tertial demo --no-serve” or “tertial serve”."
                ),
                {"home": str(settings.TERTIAL_HOME)},
            )
        )


def make_tables(executor: MigrationExecutor) -> None:
    """Makes the tables of an empty database as they are now, all or none: one by one the migrations take minutes.

    A migration that puts rows into a new database would have to be called here as well; there is none.
    """
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in apps.get_models():
            if model._meta.can_migrate(connection):
                editor.create_model(model)
        for room, name in executor.loader.graph.nodes:
            executor.recorder.record_applied(room, name)
    emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)


def _plan(executor: MigrationExecutor) -> Sequence[Migration]:
    return [migration for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes())]


def _refuse_what_is_newer(loader: MigrationLoader) -> None:
    """What has been done to the database and what this version does not know."""
    replaced = {key for migration in loader.replacements.values() for key in migration.replaces}
    unknown = sorted(set(loader.applied_migrations) - set(loader.disk_migrations) - replaced)
    if unknown:
        raise WrongUse(
            Message(
                gettext_noop(
                    "The database was made by a later version of Tertial than this one, which does not know "
                    "“%(change)s”. Start the later version, or restore a copy from before it was installed."
                ),
                {"change": ".".join(unknown[0])},
            )
        )


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Several machines may share a PostgreSQL; on SQLite the lock in the home does it."""
    if connection.vendor != "postgresql":
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_A_LOCK_OF_OURS])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [_A_LOCK_OF_OURS])
