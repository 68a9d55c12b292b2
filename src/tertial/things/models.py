"""Long work that was asked for, and the processes that do it."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import opaque_key
from tertial.common.ref_field import RefField
from tertial.domain.workflow.work import OPEN, WorkState


class Work(models.Model):
    """Something too long for a request: what is done to which thing, for whom, since when, and how far it has come.

    Addresses call it by `key`. `name` is that of a `LongWork` among the facets of the thing's kind; `variant` tells
    works on one thing apart, such as the formats of a report, and `options` are what else was asked. It is open while
    it waits or is under way. Whoever has it in hand renews `alive_at`; what is no longer alive was killed and is
    begun again, `attempts` tells how often. `phase` and `error` are sentences, `result` is what the room that did it
    needs to find what came of it.
    """

    key = text_fields.CharField(max_length=12, unique=True, editable=False, default=opaque_key)
    name = text_fields.CharField(max_length=40)
    ref = RefField()
    variant = text_fields.CharField(max_length=120, blank=True, default="")
    options = text_fields.JSONField(default=dict)
    state = text_fields.CharField(max_length=10, default=WorkState.WAITING.value)
    asked_at = models.DateTimeField(auto_now_add=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    worker = text_fields.CharField(max_length=80, blank=True, default="")
    alive_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    done = models.PositiveBigIntegerField(default=0)
    total = models.PositiveBigIntegerField(default=0)
    phase = text_fields.JSONField(null=True, blank=True)
    error = text_fields.JSONField(null=True, blank=True)
    result = text_fields.JSONField(default=dict)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            is_one_of("state", WorkState, name="work_state"),
            models.UniqueConstraint(
                fields=["name", "ref", "variant"],
                condition=Q(state__in=[state.value for state in OPEN]),
                name="work_open_once",
            ),
            models.CheckConstraint(condition=Q(done__lte=F("total")), name="work_done_within_total"),
            models.CheckConstraint(
                condition=Q(state=WorkState.UNDER_WAY.value, alive_at__isnull=False)
                | (~Q(state=WorkState.UNDER_WAY.value) & Q(alive_at__isnull=True)),
                name="work_alive_under_way",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "asked_at"], name="work_by_state"),
            models.Index(fields=["ref", "name"], name="work_by_thing"),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.ref}"

    @property
    def stands(self) -> WorkState:
        """Where it stands in the table of what may be done (docs/workflows.md)."""
        return WorkState(self.state)

    @property
    def is_open(self) -> bool:
        """Whether it waits or is under way."""
        return self.stands in OPEN


class Worker(models.Model):
    """A process that does long work, for as long as it gives signs of life."""

    name = text_fields.CharField(max_length=80, unique=True)
    began_at = models.DateTimeField(auto_now_add=True)
    alive_at = models.DateTimeField()

    class Meta:
        ordering = ["began_at", "pk"]

    def __str__(self) -> str:
        return self.name
