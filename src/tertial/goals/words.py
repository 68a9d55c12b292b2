"""The municipality's own words for headings, or Tertial's where it has none."""

from django.utils.translation import gettext as _

from tertial.goals.models import SteeringModel


def default_words() -> dict[str, str]:
    """Tertial's own words for the headings that a municipality can name itself."""
    return {
        "assessment": _("Assessment"),
        "motivation": _("Motivation"),
        "analysis": _("Analysis"),
        "work": _("Work carried out"),
        "indicators": _("Indicators"),
        "assignments": _("Assignments"),
        "status": _("Status"),
        "comment": _("Comment"),
        "interim_target": _("Interim target"),
        "long_term_target": _("Long-term target"),
    }


def words_of(model: SteeringModel | None) -> dict[str, str]:
    """Every heading by its key."""
    own = model.words if model is not None else {}
    return {key: str(own.get(key) or word) for key, word in default_words().items()}
