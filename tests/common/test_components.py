"""The building blocks of the pages, as their templates write them."""

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template
from django.test import RequestFactory

from tertial.common.drawings import SHAPES
from tertial.domain.document.status import Shape, StatusMark, Tone


def written(source: str, **context: object) -> str:
    return Template("{% load components %}" + source).render(Context(context))


class OutcomeForm(forms.Form):
    value = forms.CharField(label="Outcome", help_text="Like 1 234,5.")
    direction = forms.ChoiceField(label="Direction", widget=forms.RadioSelect, choices=[("up", "Up")])
    preliminary = forms.BooleanField(label="Preliminary", required=False)


def test_every_shape_a_status_can_have_is_drawn():
    assert set(SHAPES) == set(Shape)


def test_a_status_is_a_word_beside_a_drawing_that_screen_readers_skip():
    html = written("{% status mark %}", mark=StatusMark("Nästan <nått>", Shape.NEAR, Tone.FAIR))
    assert "Nästan &lt;nått&gt;" in html
    assert 'aria-hidden="true"' in html
    assert SHAPES["near"] in html
    assert 'data-tone="fair"' in html


def test_a_status_without_a_word_is_not_shown():
    assert written("{% status word=word shape='check' %}", word="") == ""


def test_an_icon_nobody_drew_is_told_to_the_author_of_the_page():
    with pytest.raises(KeyError):
        written("{% icon 'unicorn' %}")


def test_a_field_with_an_error_points_at_its_hint_and_its_error():
    form = OutcomeForm({"value": ""})
    html = written("{% include 'common/components/field.html' with field=form.value %}", form=form)
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_value_helptext id_value_error"' in html
    assert 'id="id_value_helptext"' in html
    assert 'id="id_value_error"' in html
    assert 'class="ds-input"' in html


def test_the_error_summary_leads_to_each_field():
    html = written("{% include 'common/components/form_errors.html' %}", form=OutcomeForm({"direction": "sideways"}))
    assert 'href="#id_value"' in html
    assert 'href="#id_direction_0"' in html


def test_radio_buttons_stand_in_a_group_with_the_question_as_its_legend():
    html = written("{% include 'common/components/field.html' with field=form.direction %}", form=OutcomeForm())
    assert "<fieldset" in html
    assert "<legend>Direction</legend>" in html


@pytest.mark.parametrize(
    ("address", "link", "sorted_now"),
    [
        ("/", "?sort=due", ""),
        ("/?sort=due", "?sort=-due", 'aria-sort="ascending"'),
        ("/?sort=-due", "?sort=due", 'aria-sort="descending"'),
        ("/?state=done&page=3", "?state=done&amp;sort=due", ""),
    ],
)
def test_a_heading_sorts_by_its_column_then_the_other_way_and_keeps_the_filter(address, link, sorted_now):
    html = written("{% sort_header 'Due' 'due' default='name' %}", request=RequestFactory().get(address))
    assert f'href="{link}"' in html
    assert (sorted_now or "<th") in html
    assert ("aria-sort" in html) == bool(sorted_now)


def test_a_page_says_which_rows_it_shows_of_how_many():
    paginator = Paginator(range(240), 25)
    context = {"page": paginator.page(4), "pages": list(paginator.get_elided_page_range(4))}
    template = Template("{% include 'common/components/pagination.html' %}")
    request = RequestFactory().get("/?sort=due")
    request.user = AnonymousUser()
    html = template.render(RequestContext(request, context))
    assert "76–100" in html
    assert "240" in html
    assert "?sort=due&amp;page=5" in html
    assert 'aria-current="page">4</a>' in html
