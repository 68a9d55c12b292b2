"""A form on a page of its own."""

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def form_page(request: HttpRequest, form: BaseForm, title: str, cancel_url: str, **more: object) -> HttpResponse:
    """The form under its title; `about` names what it is about, `other` is a link to another way (text, address)."""
    context = {"form": form, "title": title, "cancel_url": cancel_url, **more}
    return render(request, "common/form_page.html", context, status=422 if form.errors else 200)
