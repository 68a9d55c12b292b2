"""Addresses of reports and their templates."""

from django.urls import path

from tertial.reports import views

app_name = "reports"
urlpatterns = [
    path("struktur/mallar/", views.templates, name="templates"),
    path("struktur/mallar/<str:code>/<str:kind>/", views.template, name="template"),
    path("struktur/mallar/<str:code>/<str:kind>/prova/", views.try_template, name="try_template"),
    path("struktur/mallar/<str:code>/<str:kind>/arkivera/", views.archive, name="archive_template"),
    path("<str:code>/<str:period>/rapport/", views.report, name="report"),
    path("<str:code>/<str:period>/rapport/fil/<str:form>/", views.download, name="download"),
]
