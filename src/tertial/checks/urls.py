"""Addresses of checks."""

from django.urls import path

from tertial.checks import views

app_name = "checks"
urlpatterns = [
    path("<str:code>/<str:period>/granska/", views.check_report, name="check"),
]
