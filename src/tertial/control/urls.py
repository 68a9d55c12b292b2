"""Addresses of the room."""

from django.urls import path

from tertial.control import views

app_name = "control"
urlpatterns = [
    path("<str:code>/<str:period>/internkontroll/", views.overview, name="overview"),
]
