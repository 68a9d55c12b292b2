"""The form of a municipality's scales, limits and words: one word a line, as people write a list."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.common.fields import short
from tertial.common.wording import sentence
from tertial.control.actions.control_model import ControlWords
from tertial.control.forms.limits import limit_lines, read_limits
from tertial.control.models import ControlModel
from tertial.control.scales import decision_words, default_words, status_words
from tertial.domain.assessment import AssignmentState
from tertial.domain.control import UnusableCount, parse_percent
from tertial.domain.numbers_sv import format_exact
from tertial.domain.risk import Decision


def _lines(label: Any, hint: Any) -> forms.CharField:  # noqa: ANN401 - lazy translations
    return forms.CharField(label=label, help_text=hint, widget=forms.Textarea(attrs={"rows": 5}))


class SettingsForm(EditForm):
    """Both axes, their zones, the limits of results, the confidence, and what things are called."""

    likelihoods = _lines(_("Likelihood"), _("One word a line, the lowest first."))
    consequences = _lines(_("Consequence"), _("One word a line, the mildest first."))
    zones = _lines(_("Zones of risk value"), _("The lowest value and the word, the gravest first: 9 High."))
    results = _lines(_("Limits of results"), _("The lowest percent right and the word, the best first: 95 Approved."))
    confidence_percent = short(
        _("Confidence of samples, percent"), help_text=_("How sure the bound of the true error rate is; 95 is usual.")
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        for group, known in named_words(None).items():
            for key, word in known.items():
                self.fields[f"{group}-{key}"] = forms.CharField(label=word, max_length=80, required=False)

    def scales(self) -> list[forms.BoundField]:
        """The fields of the scales and limits."""
        return [self[name] for name in ("likelihoods", "consequences", "zones", "results", "confidence_percent")]

    def word_groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of the words, in their groups."""
        return [
            (group_words()[group], [self[f"{group}-{key}"] for key in known])
            for group, known in named_words(None).items()
        ]

    def clean_zones(self) -> list[tuple[str, Decimal]]:
        """Words with their lowest values."""
        return read_limits(self.cleaned_data["zones"], whole=True)

    def clean_results(self) -> list[tuple[str, Decimal]]:
        """Words with their lowest percentages."""
        return read_limits(self.cleaned_data["results"])

    def clean_confidence_percent(self) -> Decimal:
        """The percentage, as people write it."""
        try:
            return parse_percent(self.cleaned_data["confidence_percent"])
        except UnusableCount as error:
            raise forms.ValidationError(sentence(error.message)) from error

    def given(self, model: ControlModel | None) -> ControlWords:
        """Everything as the action takes it; words that are not in the form are kept."""
        data = self.cleaned_data
        groups: dict[str, dict[str, str]] = {}
        for group, known in named_words(None).items():
            groups[group] = {key: text for key in known if (text := data[f"{group}-{key}"].strip())}
        return ControlWords(
            likelihoods=data["likelihoods"].splitlines(),
            consequences=data["consequences"].splitlines(),
            zones=data["zones"],
            results=data["results"],
            confidence_percent=data["confidence_percent"],
            statuses=groups["statuses"],
            decisions=groups["decisions"],
            words={**(model.words if model else {}), **groups["words"]},
        )


def group_words() -> dict[str, str]:
    """What the groups of words are called."""
    return {
        "statuses": gettext("Words for how far something has come"),
        "decisions": gettext("Words for decisions about risks"),
        "words": gettext("Headings"),
    }


def named_words(model: ControlModel | None) -> dict[str, Mapping[str, str]]:
    """The words that can be chosen, in their groups, as they are now."""
    now = model or ControlModel()
    return {
        "statuses": {state.value: status_words(now)[state.value] for state in AssignmentState},
        "decisions": {decision.value: decision_words(now)[decision.value] for decision in Decision},
        "words": {key: str(now.words.get(key) or word) for key, word in default_words().items()},
    }


def initial_words(model: ControlModel | None) -> dict[str, Any]:
    """The form as it is to be shown first: what is stored, or a usual set."""
    now = model or usual()
    values: dict[str, Any] = {
        "likelihoods": "\n".join(now.likelihoods),
        "consequences": "\n".join(now.consequences),
        "zones": limit_lines(now.zones),
        "results": limit_lines(now.results),
        "confidence_percent": format_exact(now.confidence_percent),
    }
    if model is not None:
        for group, known in named_words(model).items():
            values |= {f"{group}-{key}": word for key, word in known.items()}
    return values


def usual() -> ControlModel:
    """Scales that many municipalities have: four steps on each axis, three zones, three results."""
    return ControlModel(
        likelihoods=[gettext("Unlikely"), gettext("Less likely"), gettext("Possible"), gettext("Likely")],
        consequences=[gettext("Negligible"), gettext("Slight"), gettext("Noticeable"), gettext("Severe")],
        zones=[
            {"word": gettext("High"), "at_least": 9},
            {"word": gettext("Medium"), "at_least": 4},
            {"word": gettext("Low"), "at_least": 1},
        ],
        results=[
            {"word": gettext("Approved"), "at_least": "95"},
            {"word": gettext("Deficient"), "at_least": "80"},
            {"word": gettext("Failed"), "at_least": "0"},
        ],
    )
