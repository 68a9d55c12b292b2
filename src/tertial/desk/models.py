"""What the desk keeps itself: the presets that a municipality has taken."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.organisation.models import Unit


class TakenPreset(Keyed):
    """That a municipality took a preset (by the name of its file), and when; the audit trail holds what it wrote."""

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="taken_presets")
    preset = text_fields.CharField(_("preset"), max_length=60)
    taken_at = models.DateTimeField(_("taken"))
    taken_back_at = models.DateTimeField(_("taken back"), null=True, blank=True)

    class Meta:
        ordering = ["-taken_at", "-pk"]
        constraints = [*has_ref("takenpreset")]

    def __str__(self) -> str:
        return self.preset
