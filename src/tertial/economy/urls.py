"""Addresses of the economy, by subject."""

from django.urls import include, path

app_name = "economy"
urlpatterns = [
    path("", include("tertial.economy.coding.urls")),
    path("", include("tertial.economy.statements.urls")),
    path("", include("tertial.economy.budget.urls")),
    path("", include("tertial.economy.remedies.urls")),
    path("", include("tertial.economy.projects.urls")),
]
