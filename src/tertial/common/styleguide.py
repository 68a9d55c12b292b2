"""A page that shows every component with invented content, for whoever builds pages and for the accessibility test."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from tertial.domain.document.status import Shape, StatusMark, Tone

MARKS = [
    StatusMark("To a very high degree", Shape.FULL, Tone.GOOD),
    StatusMark("To a high degree", Shape.MOST, Tone.GOOD),
    StatusMark("Partly", Shape.HALF, Tone.FAIR),
    StatusMark("Not reached", Shape.NONE, Tone.POOR),
    StatusMark("Cannot be judged", Shape.UNKNOWN),
    StatusMark("Met", Shape.CHECK, Tone.GOOD),
    StatusMark("Close", Shape.NEAR, Tone.FAIR),
    StatusMark("Not met", Shape.CROSS, Tone.POOR),
    StatusMark("Done", Shape.CHECK, Tone.GOOD),
    StatusMark("Ongoing", Shape.ONGOING),
    StatusMark("Late", Shape.LATE, Tone.FAIR),
    StatusMark("Paused", Shape.PAUSED),
    StatusMark("Not done this year", Shape.NONE, Tone.FAIR),
    StatusMark("Warning", Shape.WARNING, Tone.FAIR),
]
SPEC = {
    "data": {"values": [{"year": str(2020 + n), "value": 38 + n * n / 2} for n in range(5)]},
    "mark": {"type": "line", "point": True},
    "height": 180,
    "encoding": {"x": {"field": "year", "title": None}, "y": {"field": "value", "type": "quantitative", "title": None}},
}
TEXT = {
    "type": "doc",
    "content": [
        {
            "type": "paragraph",
            "content": [
                {"type": "text", "text": "Safety has grown: "},
                {"type": "figure", "attrs": {"ref": "outcome:77"}},
                {"type": "text", "text": " of the inhabitants feel safe, "},
                {"type": "text", "text": "three more", "marks": [{"type": "bold"}]},
                {"type": "text", "text": " than the year before."},
            ],
        }
    ],
}


class SampleForm(forms.Form):
    """One field of each kind."""

    title = forms.CharField(label="Title", help_text="As it is printed in the report.")
    target = forms.CharField(label="Target", help_text="For example ≤38, >74 or 10–20.")
    due = forms.DateField(label="Due", required=False, widget=forms.DateInput(attrs={"type": "date"}))
    origin = forms.ChoiceField(label="Origin", choices=[("council", "The council"), ("committee", "The committee")])
    comment = forms.CharField(label="Comment", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    direction = forms.ChoiceField(
        label="Direction",
        widget=forms.RadioSelect,
        choices=[("higher", "Higher is better"), ("lower", "Lower is better")],
    )
    preliminary = forms.BooleanField(label="Preliminary", required=False, help_text="The source may still change it.")


@login_not_required
def page(request: HttpRequest) -> HttpResponse:
    """Every component once."""
    wrong = SampleForm({"target": "about forty", "origin": "council", "direction": "higher", "title": ""})
    wrong.add_error("target", "“about forty” is not a target. Write it like ≤38 or >74.")
    paginator = Paginator(range(240), 25)
    context: dict[str, Any] = {
        "marks": MARKS,
        "form": wrong,
        "page": paginator.page(4),
        "pages": list(paginator.get_elided_page_range(4, on_each_side=1, on_ends=1)),
        "spec": SPEC,
        "document": TEXT,
        "trail": [("Goals", "/"), ("A safe municipality", "/")],
    }
    return render(request, "common/styleguide.html", context)
