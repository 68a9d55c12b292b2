"""Addresses of the steering model."""

from django.urls import path

from tertial.goals.settings import views

app_name = "steering_model"
urlpatterns = [
    path("", views.page, name="page"),
    path("borja/", views.start, name="start"),
    path("fran/", views.begin, name="begin"),
    path("ar/<int:year>/", views.page, name="year"),
    path("ar/<int:year>/andra/", views.change, name="change"),
    path("ar/<int:year>/<slug:kind>/ny/", views.add, name="add"),
    path("<slug:kind>/<int:part_id>/andra/", views.change_part, name="change_part"),
    path("<slug:kind>/<int:part_id>/flytta/", views.move, name="move"),
    path("<slug:kind>/<int:part_id>/ta-bort/", views.remove, name="remove"),
]
