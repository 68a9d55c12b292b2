"""The outbox."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, has_ref
from tertial.domain.workflow.mail import IN_HAND, OVER, MailState


class Mail(Keyed):
    """A mail to one person: its words, whose doing it is, where it stands, and what was said of it.

    `text` may hold what only the reader is to see, such as a link; it is shown nowhere, and gone once the mail is sent
    or let be. `message_id` is given once: whatever is sent again is the same mail. `due_at` is when it is tried next,
    `tried` how often it has been. Whoever has it in hand is told by `holder`, and counts as killed after `held_until`.
    """

    to = models.EmailField(max_length=254)
    subject = text_fields.CharField(max_length=200)
    text = text_fields.TextField(blank=True)
    message_id = text_fields.CharField(max_length=200, unique=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = text_fields.CharField(max_length=12, default=MailState.WAITING.value)
    due_at = models.DateTimeField()
    tried = models.PositiveSmallIntegerField(default=0)
    holder = text_fields.CharField(max_length=40, blank=True, default="")
    held_until = models.DateTimeField(null=True, blank=True)
    error = text_fields.JSONField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-asked_at", "-pk"]
        constraints = [
            *has_ref("mail"),
            is_one_of("state", MailState, name="mail_state"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in IN_HAND], held_until__isnull=False)
                | (~Q(state__in=[state.value for state in IN_HAND]) & Q(held_until__isnull=True)),
                name="mail_held_in_hand",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in OVER], text="", ended_at__isnull=False)
                | (~Q(state__in=[state.value for state in OVER]) & ~Q(text="")),
                name="mail_keeps_no_text",
            ),
        ]
        indexes = [models.Index(fields=["state", "due_at"], name="mail_by_state")]

    def __str__(self) -> str:
        return self.subject

    @property
    def stands(self) -> MailState:
        """Where it stands in the table of what may be done (docs/workflows.md)."""
        return MailState(self.state)
