"""What the marks of scales and statuses are called."""

from django.utils.translation import gettext_lazy as _

from tertial.domain.document import Shape, Tone

SHAPE_WORDS = {
    Shape.FULL: _("Filled circle"),
    Shape.MOST: _("Three quarters"),
    Shape.HALF: _("Half circle"),
    Shape.NONE: _("Empty circle"),
    Shape.CHECK: _("Check mark"),
    Shape.NEAR: _("Wave"),
    Shape.CROSS: _("Cross"),
    Shape.UNKNOWN: _("Question mark"),
    Shape.ONGOING: _("Arrow"),
    Shape.LATE: _("Clock"),
    Shape.PAUSED: _("Pause"),
    Shape.WARNING: _("Triangle"),
}
TONE_WORDS = {Tone.GOOD: _("Good"), Tone.FAIR: _("So-so"), Tone.POOR: _("Poor"), Tone.NEUTRAL: _("Neutral")}
