"""A database from before an indicator said whether its outcomes are given for women and men apart."""

from datetime import UTC, date, datetime

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tertial.domain.ref import Ref


def test_what_has_an_outcome_of_women_or_men_is_split_already(old_database: DatabaseWrapper, migrations: None):
    old = MigrationExecutor(old_database).migrate([("goals", "0009_weights_of_indicators")]).apps

    def rows(apps, room, model):
        return apps.get_model(room, model).objects.using(old_database.alias)

    unit = rows(old, "organisation", "Unit").create(
        code="KS", name="KS", kind="committee", valid_from=date(2019, 1, 1), ref="unit:KS"
    )
    for name, sex in (("divided", "K"), ("whole", "T")):
        about = rows(old, "goals", "Indicator").create(
            unit_id=unit.pk,
            name=name,
            unit_of_measure="percent",
            direction="higher",
            ref=str(Ref("indicator", f"KS:{name}")),
        )
        rows(old, "goals", "Outcome").create(
            indicator_id=about.pk,
            period="2024",
            sex=sex,
            value=5,
            decimals=0,
            recorded_at=datetime(2024, 5, 1, tzinfo=UTC),
            ref=str(Ref("outcome", f"KS:{name}")),
        )

    new = MigrationExecutor(old_database).migrate([("goals", "0010_women_and_men_apart")]).apps

    assert dict(rows(new, "goals", "Indicator").values_list("name", "split")) == {"divided": True, "whole": False}
