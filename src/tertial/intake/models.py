"""Imports on their way into the ledger, and how each source system's files are read."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, has_ref
from tertial.common.models import AuditEntry
from tertial.common.ref_field import RefField
from tertial.domain.workflow.imports import IMPORTING, ImportAct, ImportState, stored_import
from tertial.intake import uploads
from tertial.organisation.models import Unit


class SourceKind(models.TextChoices):
    """What files are read as: ledger lines in one of two ways, or figures of another room."""

    TABLE = "ledger", _("Table: CSV, Excel or OpenDocument")
    SIE = "sie", _("SIE file")
    STAFF = "staff", _("Staff figures")
    CONTROL = "control", _("Risks and measures")
    CODES = "codes", _("Codes")


class StagedState(models.TextChoices):
    """Where files stand on their way in, as it is stored; the ledger's import says what was taken back."""

    UPLOADED = ImportState.UPLOADED.value, _(IMPORTING.states[ImportState.UPLOADED])
    READING = ImportState.READING.value, _(IMPORTING.states[ImportState.READING])
    READY = ImportState.READY.value, _(IMPORTING.states[ImportState.READY])
    FAILED = ImportState.FAILED.value, _(IMPORTING.states[ImportState.FAILED])
    APPLYING = ImportState.APPLYING.value, _(IMPORTING.states[ImportState.APPLYING])
    APPLIED = ImportState.APPLIED.value, _(IMPORTING.states[ImportState.APPLIED])
    DISCARDED = ImportState.DISCARDED.value, _(IMPORTING.states[ImportState.DISCARDED])


AT_WORK = (StagedState.READING, StagedState.APPLYING)


class SavedMapping(Keyed):
    """How files of a kind, and of one source system, with one row of headings are read: only the first needs a thought.

    `header_key` tells rows of headings apart; it is empty for SIE, which has none, and for what an older version saved.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="saved_mappings")
    source = text_fields.CharField(_("kind of file"), max_length=10, choices=SourceKind.choices)
    source_system = text_fields.CharField(_("source system"), max_length=60, blank=True, default="")
    kind = text_fields.CharField(_("kind"), max_length=20, blank=True, default="")
    header_key = text_fields.CharField(max_length=64, blank=True, default="")
    header = text_fields.JSONField(_("headings"), default=list)
    mapping = text_fields.JSONField(_("columns"), default=dict)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["municipality", "source_system"]
        constraints = [
            *has_ref("savedmapping"),
            models.UniqueConstraint(
                fields=["municipality", "source", "source_system", "kind", "header_key"], name="mapping_once_a_heading"
            ),
            is_one_of("source", SourceKind, name="mapping_source"),
        ]

    def __str__(self) -> str:
        return self.source_system or str(SourceKind(self.source).label)


class StagedImport(Keyed):
    """Files that someone has sent, what they would bring, and the thing that came of them (`brought`).

    They are for a `unit`, the municipality where they are of its ledger, and a `year`. Files of one source can be of
    several kinds, such as outcome or budget. `folder` names where the files lie under TERTIAL_HOME/uploads, `total` is
    how many bytes they are. To be read or imported is long work, which has a row of its own: while it is open the files
    are READING or APPLYING.
    `closed_through` is the last month (YYYYMM) that whoever imports says is booked in full, 0 for none; empty where the
    lines decide.
    """

    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="staged_imports")
    year = models.PositiveSmallIntegerField(_("year"))
    source = text_fields.CharField(_("kind of file"), max_length=10, choices=SourceKind.choices)
    kind = text_fields.CharField(_("kind"), max_length=20, blank=True, default="")
    source_system = text_fields.CharField(_("source system"), max_length=60, blank=True, default="")
    folder = text_fields.CharField(max_length=32, unique=True)
    files = text_fields.JSONField(_("files"))
    mapping = text_fields.JSONField(_("columns"), default=dict)
    # What a person must say before the files are read, and what to say about their headings; `known` ones need no look.
    asks = text_fields.JSONField(default=list)
    said = text_fields.JSONField(default=list)
    known = models.BooleanField(default=False)
    state = text_fields.CharField(_("state"), max_length=10, choices=StagedState.choices, default=StagedState.UPLOADED)
    reading = models.PositiveIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    error = text_fields.JSONField(null=True, blank=True)
    preview = text_fields.JSONField(null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_through = models.PositiveIntegerField(_("closed through"), null=True, blank=True)
    brought = RefField(_("import"), blank=True, default="")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            *has_ref("stagedimport"),
            is_one_of("source", SourceKind, name="staged_source"),
            is_one_of("state", StagedState, name="staged_state"),
            models.CheckConstraint(
                condition=(Q(state=StagedState.APPLIED) & ~Q(brought=""))
                | (~Q(state=StagedState.APPLIED) & Q(brought="")),
                name="staged_applied_has_import",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StagedState.READY, StagedState.APPLYING, StagedState.APPLIED])
                | Q(preview__isnull=False),
                name="staged_ready_has_preview",
            ),
        ]
        indexes = [models.Index(fields=["unit", "-sent_at"], name="staged_by_time")]

    def __str__(self) -> str:
        return ", ".join(file["name"] for file in self.files)

    @property
    def stands(self) -> ImportState:
        """Where it stands in the table of what may be done (docs/workflows.md); its import says what was taken back."""
        return ImportState(self.state)

    def after(self, act: ImportAct) -> ImportState:
        """Where it stands after the act. Raises NotNow."""
        return IMPORTING.after(self.stands, act, thing=str(self))

    @property
    def paths(self) -> list[tuple[Path, str]]:
        """Where each file lies, and what its sender calls it."""
        return [(uploads.folder_of(self.folder) / str(place), file["name"]) for place, file in enumerate(self.files)]

    @property
    def is_at_work(self) -> bool:
        """Whether the worker has it in hand, or has yet to begin."""
        return self.state in AT_WORK


class SentWorkbook(Keyed):
    """A workbook of the municipality that someone has sent, what it would change, and what became of it.

    The file lies under TERTIAL_HOME/uploads/`folder` until it is applied or discarded. `preview` holds what differs
    from what was stored when it was read, and `mark` tells one such comparison from another. `entry` is the write in
    the audit trail that takes all of it back; empty where there was nothing left to change.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="sent_workbooks")
    name = text_fields.CharField(_("file"), max_length=150)
    folder = text_fields.CharField(max_length=32, unique=True)
    sha256 = text_fields.CharField(max_length=64)
    state = text_fields.CharField(_("state"), max_length=10, choices=StagedState.choices, default=StagedState.UPLOADED)
    error = text_fields.JSONField(null=True, blank=True)
    preview = text_fields.JSONField(null=True, blank=True)
    mark = text_fields.CharField(max_length=64, blank=True, default="")
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entry = models.OneToOneField(AuditEntry, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-sent_at", "-pk"]
        constraints = [
            *has_ref("sentworkbook"),
            is_one_of("state", StagedState, name="sentworkbook_state"),
            models.CheckConstraint(
                condition=Q(state=StagedState.APPLIED, applied_at__isnull=False)
                | (~Q(state=StagedState.APPLIED) & Q(applied_at__isnull=True, entry__isnull=True)),
                name="sentworkbook_applied_is_dated",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[StagedState.READY, StagedState.APPLYING, StagedState.APPLIED])
                | Q(preview__isnull=False),
                name="sentworkbook_ready_has_preview",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "-sent_at"], name="sentworkbook_by_time")]

    def __str__(self) -> str:
        return self.name

    @property
    def stands(self) -> ImportState:
        """Where it stands in the table of what may be done (docs/workflows.md)."""
        if self.state == StagedState.APPLIED:
            return stored_import(taken_back=self.taken_back is not None)
        return ImportState(self.state)

    @property
    def taken_back(self) -> AuditEntry | None:
        """The write that took it back and has not itself been taken back."""
        undone, newest = None, self.entry
        while (newest := getattr(newest, "undone_by", None)) is not None:
            undone = newest if undone is None else None
        return undone

    def after(self, act: ImportAct) -> ImportState:
        """Where it stands after the act. Raises NotNow."""
        return IMPORTING.after(self.stands, act, thing=str(self))
