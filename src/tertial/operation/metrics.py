"""What Prometheus reads: the counts of requests, and how the installation is at the moment."""

import shutil
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.models import Count, QuerySet
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from tertial.domain.workflow.mail import MailState
from tertial.domain.workflow.work import WorkState
from tertial.mail.models import Mail
from tertial.operation import backups, counts, health
from tertial.things.models import Work

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_WORK = (WorkState.WAITING, WorkState.UNDER_WAY, WorkState.FAILED)
_MAIL = (MailState.WAITING, MailState.IN_DOUBT, MailState.FAILED)


def told() -> bytes:
    """All of it, as Prometheus reads it."""
    now = CollectorRegistry()
    now.register(_Now())
    return generate_latest(counts.counted()) + generate_latest(now)


class _Now(Collector):
    """How the installation is; what the database cannot be asked just now is left out."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each measure."""
        made_by = GaugeMetricFamily("tertial_version", "The version that runs.", labels=["version"])
        made_by.add_metric([version("tertial")], 1)
        yield made_by
        parts = health.parts()
        yield _of_each(
            "tertial_part_ok",
            "Whether a part can be used.",
            "part",
            ((name, told == health.OK) for name, told in parts.items()),
        )
        free = shutil.disk_usage(Path(settings.TERTIAL_HOME)).free
        yield GaugeMetricFamily("tertial_home_free_bytes", "What is free on the disk of TERTIAL_HOME.", value=free)
        age = backups.last().age
        if age is not None:
            told = "How long ago the last backup was made."
            yield GaugeMetricFamily("tertial_backup_age_seconds", told, value=age.total_seconds())
        try:
            yield from list(_of_the_database())
        except DatabaseError:
            return


def _of_the_database() -> Iterator[GaugeMetricFamily]:
    yield _of_each(
        "tertial_work", "Pieces of long work, of thirty days.", "state", _by_state(Work.objects.all(), _WORK)
    )
    yield _of_each("tertial_mail", "Mails, of thirty days.", "state", _by_state(Mail.objects.all(), _MAIL))
    yield GaugeMetricFamily("tertial_database_bytes", "The size of the database.", value=_size())


def _by_state(rows: "QuerySet[Work] | QuerySet[Mail]", states: Iterable[WorkState | MailState]) -> dict[str, int]:
    found = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    return {state.value: found.get(state.value, 0) for state in states}


def _of_each(
    name: str, told: str, label: str, found: Iterable[tuple[str, float]] | dict[str, int]
) -> GaugeMetricFamily:
    family = GaugeMetricFamily(name, told, labels=[label])
    for each, value in dict(found).items():
        family.add_metric([each], value)
    return family


def _size() -> int:
    """Of SQLite with what it has not yet written into its file."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_database_size(current_database())")
            return int(cursor.fetchone()[0])
    place = Path(str(connection.settings_dict["NAME"]))
    files = (place, place.with_name(place.name + "-wal"))
    return sum(file.stat().st_size for file in files if file.exists())
