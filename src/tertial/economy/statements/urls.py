"""Addresses of statements."""

from django.urls import path

from tertial.economy.statements import views

urlpatterns = [
    path("<str:code>/<str:period>/ekonomi/", views.overview, name="overview"),
]
