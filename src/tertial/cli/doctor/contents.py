"""What an installation holds: its database, the files that rows name, the work that waits, the faults it has kept."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.utils import timezone
from django.utils.formats import date_format

from tertial.cli.backup import rotation
from tertial.common.models import AuditEntry
from tertial.common.stored_messages import from_json
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workflow.mail import MailState
from tertial.economy.ledger import store
from tertial.economy.ledger.soundness import lost
from tertial.economy.models import LedgerImport
from tertial.intake import uploads
from tertial.intake.models import SentWorkbook, StagedImport, StagedState
from tertial.mail import delivery
from tertial.mail.models import Mail
from tertial.operation import backups as kept_backups
from tertial.operation import schema
from tertial.texts.attachments.files import picture_content
from tertial.texts.models import Attachment
from tertial.things import work as long_work
from tertial.things.finding import name_of
from tertial.things.work.rows import waiting

_LEAST_POSTGRESQL = 14
_CLOCKS_APART = timedelta(minutes=2)
_WAITED_TOO_LONG = timedelta(minutes=10)
_MAIL_WAITED_TOO_LONG = timedelta(hours=1)
_ON_THEIR_WAY = (StagedState.UPLOADED, StagedState.READING, StagedState.READY, StagedState.APPLYING)


def database() -> Iterator[Message]:
    """Whether the database can be used and fits this version; if not, nothing else can be asked of it."""
    try:
        changes = schema.applied()
        connection.ensure_connection()
    except DatabaseError as error:
        template = gettext_noop(
            "The database cannot be opened (%(why)s); check that it runs and that TERTIAL_DATABASE_URL is right."
        )
        yield Message(template, {"why": str(error).strip().splitlines()[0]})
        return
    missing = schema.known(schema.of_this_version()) - schema.known(changes)
    if not changes:
        yield Message(gettext_noop("There is no database yet; “tertial serve” creates it."))
    elif unknown := schema.unknown(changes):
        template = gettext_noop(
            "The database was made by a later version of Tertial, which has “%(change)s”; install that version."
        )
        yield Message(template, {"change": ".".join(unknown[0])})
    elif missing:
        template = gettext_noop(
            "The database is of an earlier version (changes to make: %(number)s); “tertial upgrade” makes a backup and "
            "then the changes."
        )
        yield Message(template, {"number": len(missing)})


def soundness() -> Iterator[Message]:
    """Whether the database holds together, and is of a version that can be used."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            there: int = connection.pg_version // 10_000  # type: ignore[attr-defined]  # PostgreSQL's own
            if there < _LEAST_POSTGRESQL:
                template = gettext_noop("PostgreSQL %(there)s is too old; move to %(least)s or later.")
                yield Message(template, {"there": there, "least": _LEAST_POSTGRESQL})
            return
        try:
            cursor.execute("PRAGMA quick_check(1)")
            (found,) = cursor.fetchone()
            if found == "ok" and cursor.execute("PRAGMA foreign_key_check").fetchone():
                found = "foreign_key_check"
        except DatabaseError as error:
            found = str(error)
    if found != "ok":
        template = gettext_noop("The database is damaged (%(why)s); stop Tertial and restore the latest backup.")
        yield Message(template, {"why": found})


def clock() -> Iterator[Message]:
    """Whether the clock goes with what has been written, and with the clock of the database's machine."""
    now = timezone.now()
    newest = AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    if newest and newest > now + _CLOCKS_APART:
        template = gettext_noop(
            "The clock says %(now)s, but the newest entry of the log is of %(newest)s; set the clock, and let "
            "“timedatectl set-ntp true” keep it right."
        )
        yield Message(template, {"now": _told(now), "newest": _told(newest)})
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT clock_timestamp()")
            (theirs,) = cursor.fetchone()
        if abs(theirs - now) > _CLOCKS_APART:
            template = gettext_noop(
                "The clock says %(now)s and that of the database's machine %(theirs)s; set the one that is wrong."
            )
            yield Message(template, {"now": _told(now), "theirs": _told(theirs)})


def files() -> Iterator[Message]:
    """Whether the files that rows name are there and have what they are named after."""
    for content in LedgerImport.objects.order_by("pk").values_list("content", flat=True).distinct():
        if not _has(store.lines_path(content), content):
            yield lost(content).message
    for name in sorted(set(Attachment.objects.exclude(file="").values_list("file", flat=True))):
        try:
            picture_content(name)
        except OSError:
            template = gettext_noop(
                "The picture %(file)s is missing or damaged; put it back from a backup into %(folder)s."
            )
            yield Message(template, {"file": name, "folder": str(Path(settings.TERTIAL_HOME) / "pictures")})
    for model in (StagedImport, SentWorkbook):
        for sent in model.objects.filter(state__in=_ON_THEIR_WAY).order_by("pk"):
            if not uploads.folder_of(sent.folder).is_dir():
                template = gettext_noop(
                    "The files sent as %(files)s are gone; discard that import and send them again."
                )
                yield Message(template, {"files": str(sent)})


def work() -> Iterator[Message]:
    """Whether somebody does the work that is asked for."""
    since = timezone.now() - _WAITED_TOO_LONG
    for row in waiting().filter(asked_at__lt=since):
        template = gettext_noop(
            "The work on %(thing)s (%(work)s) has waited since %(time)s; start “tertial worker”, or “tertial serve”, "
            "which starts one."
        )
        known = long_work.long_work(row.name)
        told = row.name if known is None else Message(known.told)
        yield Message(template, {"thing": name_of(row.ref), "work": told, "time": _told(row.asked_at)})


def mail() -> Iterator[Message]:
    """Whether mail leaves, and what nobody does more about by itself."""
    unsent = Mail.objects.exclude(error=None)
    told = unsent.filter(state__in=[MailState.FAILED.value, MailState.IN_DOUBT.value])
    if number := told.count():
        template = gettext_noop(
            "Mails that did not come through, or of which nobody knows: %(number)s; an administrator sees why under "
            "Structure and settings, Mail, and sends them again or lets them be."
        )
        yield Message(template, {"number": number})
    waits = unsent.filter(state=MailState.WAITING.value, asked_at__lt=timezone.now() - _MAIL_WAITED_TOO_LONG)
    late = waits.order_by("asked_at").first()
    if late is not None and late.error is not None:
        template = gettext_noop("Mail has waited since %(time)s: %(why)s See to it, and to TERTIAL_MAIL.")
        yield Message(template, {"time": _told(late.asked_at), "why": from_json(late.error)})
    if delivery.due().filter(due_at__lt=timezone.now() - _WAITED_TOO_LONG).exists():
        yield Message(
            gettext_noop(
                "Mail waits and nobody sends it; start “tertial worker”, or “tertial serve”, which starts one, with "
                "the setting TERTIAL_MAIL."
            )
        )


def backups() -> Iterator[Message]:
    """Whether the backups that Tertial makes by itself are made."""
    last = kept_backups.last()
    if last.failed_at is not None and last.why is not None:
        template = gettext_noop("No backup could be made %(time)s: %(why)s")
        yield Message(template, {"time": _told(last.failed_at), "why": last.why})
    elif last.made_at is None:
        yield from _none_yet(settings.TERTIAL_BACKUPS)
    elif last.are_late:
        template = gettext_noop(
            "The last backup in %(folder)s was made %(time)s; start “tertial worker”, or “tertial serve”, which starts "
            "one, and see what this says tomorrow."
        )
        yield Message(template, {"folder": str(settings.TERTIAL_BACKUPS), "time": _told(last.made_at)})
    if last.left is not None:
        yield last.left


def _none_yet(folder: Path | None) -> Iterator[Message]:
    """An installation that was restored from a backup in the folder has one, but does not know of it."""
    with suppress(OSError):  # the worker says why
        if folder is not None and rotation.newest(folder, until=timezone.now()) is None:
            template = gettext_noop(
                "No backup has been made in %(folder)s yet; start “tertial worker”, or “tertial serve”, which starts "
                "one."
            )
            yield Message(template, {"folder": str(folder)})


def faults() -> Iterator[Message]:
    """Whether something happened that nobody foresaw."""
    path = Path(settings.TERTIAL_HOME) / "errors.log"
    if path.exists() and path.stat().st_size:
        at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        template = gettext_noop(
            "Something unexpected happened, the latest %(time)s; report it as a fault with the end of %(file)s, and "
            "then remove that file."
        )
        yield Message(template, {"time": _told(at), "file": str(path)})


def _has(path: Path, content: str) -> bool:
    try:
        return store.content_of(path) == content
    except OSError:
        return False


def _told(at: datetime) -> str:
    return date_format(timezone.localtime(at), "Y-m-d H:i")
