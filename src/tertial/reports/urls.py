"""Addresses of reports and their templates."""

from django.urls import path

from tertial.reports import file_views, views
from tertial.reports.chapters import views as chapters

app_name = "reports"
urlpatterns = [
    path("struktur/mallar/", views.templates, name="templates"),
    path("struktur/mallar/<str:code>/<str:kind>/", views.template, name="template"),
    path("struktur/mallar/<str:code>/<str:kind>/prova/", views.try_template, name="try_template"),
    path("struktur/mallar/<str:code>/<str:kind>/arkivera/", views.archive, name="archive_template"),
    path("<str:code>/<str:period>/rapport/", views.report, name="report"),
    path("<str:code>/<str:period>/rapport/avsnitt/<str:slot>/", chapters.chapter, name="chapter"),
    path("avsnitt/<chapterentry:entry_ref>/rubrik/", chapters.rename, name="entry_rename"),
    path("avsnitt/<chapterentry:entry_ref>/flytta/<str:direction>/", chapters.move, name="entry_move"),
    path("avsnitt/<chapterentry:entry_ref>/arkivera/", chapters.archive, name="entry_archive"),
    path("avsnitt/<chapterentry:entry_ref>/aterstall/", chapters.restore, name="entry_restore"),
    path("<str:code>/<str:period>/rapport/fil/<str:file_type>/", file_views.download, name="download"),
    path("<str:code>/<str:period>/rapport/fil/<str:file_type>/arbete/", file_views.making, name="making"),
    path("<str:code>/<str:period>/rapport/fil/<str:file_type>/arbete/<str:key>/", file_views.made, name="made"),
]
