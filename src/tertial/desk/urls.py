"""Addresses of the start page and of what goes over all rooms."""

from django.urls import path

from tertial.desk.views import (
    checklist,
    configuration,
    explanation,
    log,
    loose_ends,
    presets,
    search,
    start,
    tracing,
    work,
)

app_name = "desk"
urlpatterns = [
    path("", start.root, name="root"),
    path("sok/", search.search, name="search"),
    path("historik/<ref:ref>/", tracing.history, name="history"),
    path("spar/<ref:ref>/", tracing.trace, name="trace"),
    path("struktur/kom-igang/", checklist.page, name="checklist"),
    path("struktur/kom-igang/<str:key>/hoppa-over/", checklist.skip, name="checklist_skip"),
    path("struktur/kom-igang/<str:key>/ta-upp/", checklist.take_up, name="checklist_take_up"),
    path("struktur/fardiga-forslag/", presets.page, name="presets"),
    path("struktur/fardiga-forslag/<slug:preset_key>/", presets.one, name="preset"),
    path("struktur/logg/", log.log, name="log"),
    path("struktur/bakgrundsarbete/", work.page, name="work"),
    path("struktur/bakgrundsarbete/<str:key>/stoppa/", work.stop, name="work_stop"),
    path("struktur/bakgrundsarbete/<str:key>/igen/", work.again, name="work_again"),
    path("struktur/konfiguration/", configuration.page, name="configuration"),
    path("struktur/konfiguration/fil/", configuration.export, name="configuration_export"),
    path("struktur/konfiguration/jamfor/", configuration.look, name="configuration_look"),
    path("struktur/konfiguration/tillampa/", configuration.apply, name="configuration_apply"),
    path("<str:code>/<str:period>/", start.start, name="start"),
    path("<str:code>/<str:period>/losa-andar/", loose_ends.page, name="loose_ends"),
    path("<str:code>/<str:period>/hjalp/", explanation.explained, name="help"),
]
