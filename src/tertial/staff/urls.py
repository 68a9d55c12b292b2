"""Addresses of the room."""

from django.urls import path

from tertial.staff import views

app_name = "staff"
urlpatterns = [
    path("<str:code>/<str:period>/personal/", views.overview, name="overview"),
]
