"""Every address of the site, one line a room."""

from django.conf import settings
from django.urls import include, path

from tertial.common import styleguide

handler500 = "tertial.common.busy.unforeseen"
urlpatterns = [
    *([path("styleguide/", styleguide.page)] if settings.DEBUG or settings.TERTIAL_DEMO else []),
    path("start/", include("tertial.organisation.first_start.urls")),
    path("konto/", include("tertial.accounts.urls")),
    path("struktur/styrmodell/", include("tertial.goals.settings.urls")),
    path("struktur/", include("tertial.organisation.urls")),
    path("texter/plan:", include("tertial.reports.old_addresses")),
    path("texter/", include("tertial.texts.urls")),
    path("", include("tertial.intake.urls")),
    path("", include("tertial.economy.urls")),
    path("", include("tertial.staff.urls")),
    path("", include("tertial.control.urls")),
    path("", include("tertial.reports.urls")),
    path("", include("tertial.checks.urls")),
    path("", include("tertial.goals.urls")),
    path("", include("tertial.desk.urls")),
]
