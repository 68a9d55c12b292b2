"""Addresses of the steering model."""

from django.urls import path

from tertial.common.keys import kind_of
from tertial.goals.settings import views

app_name = "steering_model"
urlpatterns = [
    path("", views.page, name="page"),
    path("borja/", views.start, name="start"),
    path("fran/", views.begin, name="begin"),
    path("ar/<int:year>/", views.page, name="year"),
    path("ar/<int:year>/andra/", views.change, name="change"),
    path("ar/<int:year>/<slug:kind>/ny/", views.add, name="add"),
]
for _word, _kind in views.KINDS.items():
    _part = f"{_word}/<{kind_of(_kind.rows)}:part_ref>"
    urlpatterns += [
        path(f"{_part}/andra/", views.change_part, {"kind": _word}, name="change_part"),
        path(f"{_part}/flytta/", views.move, {"kind": _word}, name="move"),
        path(f"{_part}/ta-bort/", views.remove, {"kind": _word}, name="remove"),
    ]
