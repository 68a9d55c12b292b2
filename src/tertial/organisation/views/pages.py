"""What the pages of the structure have in common."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.organisation.undoing import undo_address

Trail = Sequence[tuple[str, str]]


def structure_trail(*steps: tuple[str, str]) -> Trail:
    """The way down from the first page of the structure."""
    return [(_("Structure and settings"), reverse("organisation:structure")), *steps]


def people_trail(*steps: tuple[str, str]) -> Trail:
    """The way down from the people of the structure."""
    return structure_trail((_("People"), reverse("organisation:people")), *steps)


def form_page(
    request: HttpRequest,
    form: forms.BaseForm,
    *,
    title: str,
    submit: str,
    cancel_url: str,
    trail: Trail,
    **more: Any,  # noqa: ANN401
) -> HttpResponse:
    """A page with one form; 422 when something in it is to be corrected."""
    context = {"form": form, "title": title, "submit": submit, "cancel_url": cancel_url, "trail": trail, **more}
    return render(request, "organisation/form_page.html", context, status=422 if form.errors else 200)


def say_with_undo(request: HttpRequest, subject: Any, text: str) -> None:  # noqa: ANN401 - any stored thing
    """Tells that something is written, with a button that takes what was written back."""
    messages.success(request, text, extra_tags=undo_address(subject))


def refused(request: HttpRequest, error: DomainError, back: str) -> HttpResponse:
    """Tells on the page a button stood on why what it asked for is not done."""
    messages.error(request, sentence(error.message))
    return redirect(back)
