"""Every address of the site, one line a room."""

from django.urls import include, path

urlpatterns = [
    path("konto/", include("tertial.accounts.urls")),
    path("struktur/", include("tertial.organisation.urls")),
    path("texter/", include("tertial.texts.urls")),
    path("", include("tertial.reports.urls")),
    path("", include("tertial.goals.urls")),
]
