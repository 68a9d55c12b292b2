"""The audit trail: who changed what, when, from what to what."""

from django.conf import settings
from django.db import models

from tertial.common import text_fields
from tertial.common.ref_field import RefField


class AuditEntry(models.Model):
    """One write. `ref` names what was written; `before` and `after` hold the fields that changed.

    `undoes` is the write that this one took back; each is taken back once.
    """

    at = models.DateTimeField(auto_now_add=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    action = text_fields.CharField(max_length=60)
    ref = RefField()
    before = text_fields.JSONField(default=dict)
    after = text_fields.JSONField(default=dict)
    undoes = models.OneToOneField("self", null=True, blank=True, on_delete=models.PROTECT, related_name="undone_by")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["ref", "-at"], name="audit_by_ref"),
            models.Index(fields=["-at"], name="audit_by_time"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.ref}"


class WriteStamp(models.Model):
    """That something was written in an area about a unit, 0 for all; the sum of the numbers is the stamp (ADR 81)."""

    area = text_fields.CharField(max_length=20)
    unit = models.BigIntegerField()
    number = models.BigIntegerField()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["area", "unit", "number"], name="stamp_by_area")]

    def __str__(self) -> str:
        return f"{self.area} {self.unit}"
