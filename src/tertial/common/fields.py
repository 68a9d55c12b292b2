"""Fields that offer stored things, filled by the form that has them."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

INDENT = "\u2003"


class OneOf(forms.TypedChoiceField):
    """One stored thing, or None; `offer` or `offer_groups` fills it."""

    def offer(self, things: Iterable[Model], *, nothing: Any = "–", label: Callable[[Any], str] = str) -> None:  # noqa: ANN401
        """Offers things in their order; without `nothing` one of them must be chosen."""
        self.offer_groups([("", things)], nothing=nothing, label=label)

    def offer_groups(
        self,
        groups: Iterable[tuple[str, Iterable[Any]]],
        *,
        nothing: Any = "–",  # noqa: ANN401 - a lazy translation
        label: Callable[[Any], str] = str,
    ) -> None:
        """Offers things under headings; an empty heading stands for none."""
        by_number: dict[int, Any] = {}
        choices: list[Any] = [("", nothing)] if nothing else []
        for heading, things in groups:
            rows = []
            for thing in things:
                by_number[thing.pk] = thing
                rows.append((thing.pk, label(thing)))
            choices.extend([(heading, rows)] if heading else rows)
        self.choices = choices
        self.coerce = lambda number: by_number[int(number)]
        self.empty_value = None


def day(label: Any, **options: Any) -> forms.DateField:  # noqa: ANN401 - as Django's fields
    """A day, chosen or written as 2024-04-01."""
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "data-narrow": True})
    return forms.DateField(label=label, required=False, widget=widget, **options)


def short(label: Any, **options: Any) -> forms.CharField:  # noqa: ANN401 - as Django's fields
    """A few characters: a figure, a target."""
    widget = forms.TextInput(attrs={"data-narrow": True, "autocomplete": "off"})
    return forms.CharField(label=label, widget=widget, **options)


def long(label: Any, rows: int = 3, **options: Any) -> forms.CharField:  # noqa: ANN401 - as Django's fields
    """Some sentences."""
    return forms.CharField(label=label, required=False, widget=forms.Textarea(attrs={"rows": rows}), **options)


NOBODY = _("Nobody yet")
