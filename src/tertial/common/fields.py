"""Fields that forms of several rooms have: stored things to choose among, files, days, short and long texts."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from tertial.domain.ref import NO_REF, Ref

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


class RefChoice(forms.TypedChoiceField):
    """One thing by its ref, or NO_REF."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        super().__init__(coerce=Ref.parse, empty_value=NO_REF, **options)


class _FilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFiles(forms.FileField):
    """One file or more, each with something in it; `accept` are the endings that are offered.

    More than `most` files, or one above `most_bytes`, are refused; what stores them may set its own limits. The browser
    says `too_large` of files above `most_bytes_together` instead of sending them; the view is marked `takes_uploads`.
    """

    def __init__(
        self,
        *,
        accept: str,
        most: int | None = None,
        most_bytes: int | None = None,
        most_bytes_together: int | None = None,
        too_large: Any = "",  # noqa: ANN401 - a lazy translation
        **options: Any,  # noqa: ANN401 - as Django's fields
    ) -> None:
        limits = {"data-most-bytes": most_bytes_together, "data-too-large": too_large} if most_bytes_together else {}
        super().__init__(widget=_FilesInput(attrs={"accept": accept, **limits}), **options)
        self.most, self.most_bytes = most, most_bytes

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":  # noqa: ANN401 - as Django's fields
        """The files that were sent, in their order."""
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        if self.most is not None and len(given) > self.most:
            message = _("That is %(number)s files; choose at most %(most)s at a time.")
            raise forms.ValidationError(message, params={"number": len(given), "most": self.most})
        files = [super(SeveralFiles, self).clean(one, initial) for one in given]
        for file in files:
            if self.most_bytes is not None and file.size > self.most_bytes:
                said = {"name": file.name, "most": self.most_bytes // 1024**2}
                raise forms.ValidationError(_("%(name)s is larger than %(most)s MB; divide it."), params=said)
        return files


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
