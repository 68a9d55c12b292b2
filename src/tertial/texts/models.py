"""Written sections and everything they have been (docs/rules/texts.md)."""

from collections.abc import Collection

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.common.ref_field import LONGEST_REF, RefField
from tertial.domain.period import KEY_LENGTH
from tertial.organisation.models import Unit


class TextSection(Keyed):
    """A text about something in a period: `subject` is a ref such as `goal:KS:2024:work`, `slot` which text about it.

    `revision` grows by one at every save, so that a save built on an older one is seen.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="texts")
    subject = RefField()
    slot = text_fields.CharField(max_length=LONGEST_REF)
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    document = text_fields.JSONField(default=dict)
    plain_text = text_fields.TextField(blank=True)
    revision = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["subject", "slot", "period"]
        constraints = [
            *has_ref("textsection"),
            models.UniqueConstraint(fields=["subject", "slot", "period"], name="one_text_per_place"),
        ]
        indexes = [
            models.Index(fields=["unit", "period"], name="text_by_unit_and_period"),
            models.Index(fields=["saved_at"], name="text_by_saving"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.unit_id}

    def __str__(self) -> str:
        return f"{self.subject} {self.slot} {period_key_words(self.period)}"


class TextVersion(models.Model):
    """What a section said at a time. One person's sitting is one version; `discarded` was written but not chosen.
    No later save goes into a `sealed` one.

    `most_words` is the greatest number of words the version has held while it was being written.
    """

    section = models.ForeignKey(TextSection, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    document = text_fields.JSONField()
    plain_text = text_fields.TextField(blank=True)
    most_words = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    discarded = models.BooleanField(default=False)
    sealed = models.BooleanField(default=False)
    restored_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["section", "-number"]
        constraints = [models.UniqueConstraint(fields=["section", "number"], name="version_number_unique")]

    def __str__(self) -> str:
        return f"{self.section} v{self.number}"

    @property
    def words(self) -> int:
        """How many words the text has, live figures left out."""
        return len(self.plain_text.split())


class AttachmentKind(models.TextChoices):
    """What can stand under a text."""

    PICTURE = "picture", _("Picture")
    TABLE = "table", _("Table")


class Attachment(Keyed):
    """A picture or a table under a text, in an order. `file` names the picture's content under TERTIAL_HOME/pictures.

    `alternative` says in words what a picture shows; a table's own words are its cells.
    """

    section = models.ForeignKey(TextSection, on_delete=models.CASCADE, related_name="attachments")
    position = models.PositiveIntegerField(_("place"))
    kind = text_fields.CharField(_("kind"), max_length=10, choices=AttachmentKind.choices)
    caption = text_fields.CharField(_("caption"), max_length=300, blank=True)
    alternative = text_fields.TextField(_("text alternative"), blank=True, max_length=1000)
    file = text_fields.CharField(_("file"), max_length=80, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    table = text_fields.JSONField(_("table"), default=dict, blank=True)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section", "position", "pk"]
        constraints = [
            *has_ref("attachment"),
            models.CheckConstraint(
                condition=~Q(kind="picture") | (~Q(file="") & ~Q(alternative="") & Q(width__gt=0, height__gt=0)),
                name="picture_has_file_and_words",
            ),
            models.CheckConstraint(condition=~Q(kind="table") | ~Q(caption=""), name="pasted_table_has_caption"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.section.unit_id}

    def __str__(self) -> str:
        return self.caption or self.alternative
