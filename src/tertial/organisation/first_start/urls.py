"""Addresses of the first start."""

from django.urls import path

from tertial.organisation.first_start import views

app_name = "first_start"
urlpatterns = [
    path("", views.first_start, name="begin"),
    path("<str:word>/", views.first_start, name="step"),
]
