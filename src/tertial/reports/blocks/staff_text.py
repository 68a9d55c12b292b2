"""A text about the unit's staff."""

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.printed import Options
from tertial.reports.blocks.text import text_block, texts_about
from tertial.staff.text_subjects import SLOTS, subject_of


def _refused(options: Options) -> Message | None:
    """The text is one of those that staff have."""
    if options["slot"] in SLOTS:
        return None
    template = gettext_noop("there is no text “%(slot)s” about staff; choose among: %(slots)s.")
    return Message(template, {"slot": excerpt(options["slot"]), "slots": ", ".join(SLOTS)})


KIND = BlockKind(
    "staff_text",
    gettext_noop("a text that people write about staff"),
    {"slot": str, "title": str},
    lambda report: texts_about(report, subject_of(report.cover.unit)),
    text_block,
    frozenset({"slot"}),
    _refused,
)
