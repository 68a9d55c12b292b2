"""Addresses of the room."""

from django.urls import path

from tertial.control.views import overview

app_name = "control"
urlpatterns = [
    path("<str:code>/<str:period>/internkontroll/", overview.overview, name="overview"),
]
