"""Addresses of projects and their tables."""

from django.urls import path

from tertial.economy.projects.views import amounts, changes, lines, pasting, project, settings, tables

urlpatterns = [
    path("<str:code>/<str:period>/ekonomi/projekt/", tables.overview, name="projects"),
    path("<str:code>/<str:period>/ekonomi/projekttabeller/", settings.declared, name="project_tables"),
    path("<str:code>/<str:period>/ekonomi/projekttabeller/ny/", settings.declare, name="project_table_new"),
    path("<str:code>/<str:period>/ekonomi/projekt/<str:slug>/", tables.table, name="project_table"),
    path(
        "<str:code>/<str:period>/ekonomi/projekt/<str:slug>/fil/<str:file_type>/", tables.export, name="project_export"
    ),
    path("<str:code>/<str:period>/ekonomi/projekt/<str:slug>/ny/", changes.create, name="project_new"),
    path("<str:code>/<str:period>/ekonomi/projekt/<str:slug>/klistra-in/", pasting.paste, name="project_paste"),
    path("<str:code>/<str:period>/ekonomi/projekt/<str:slug>/rubriker/", settings.change, name="project_words"),
    path(
        "<str:code>/<str:period>/ekonomi/projekt/<str:slug>/arkivera/", settings.archive, name="project_table_archive"
    ),
    path(
        "<str:code>/<str:period>/ekonomi/projekt/<str:slug>/aterstall/", settings.restore, name="project_table_restore"
    ),
    path("<str:code>/<str:period>/ekonomi/projekt/<str:slug>/grupp/ny/", settings.group_add, name="project_group_new"),
    path("ekonomi/projekt/<project:project_ref>/", project.project, name="project"),
    path("ekonomi/projekt/<project:project_ref>/andra/", changes.change, name="project_change"),
    path("ekonomi/projekt/<project:project_ref>/arkivera/", changes.archive, name="project_archive"),
    path("ekonomi/projekt/<project:project_ref>/aterstall/", changes.restore, name="project_restore"),
    path("ekonomi/projekt/<project:project_ref>/skede/", changes.stand, name="project_stage"),
    path("ekonomi/projekt/<project:project_ref>/flytta-budget/", amounts.transfer, name="project_transfer"),
    path("ekonomi/projekt/<project:project_ref>/rader/<str:slug>/", lines.lines, name="project_lines"),
    path(
        "ekonomi/projekt/<project:project_ref>/rader/<str:slug>/fil/<str:file_type>/",
        lines.lines_file,
        name="project_lines_file",
    ),
    path("ekonomi/projekt/<project:project_ref>/belopp/<str:slug>/", amounts.add, name="project_amount_add"),
    path("ekonomi/projekt/skede/<projectstage:stage_ref>/ta-bort/", changes.stand_remove, name="project_stage_remove"),
    path("ekonomi/projekt/belopp/<projectamount:amount_ref>/andra/", amounts.change, name="project_amount_change"),
    path("ekonomi/projekt/belopp/<projectamount:amount_ref>/ta-bort/", amounts.remove, name="project_amount_remove"),
    path("ekonomi/projekt/grupp/<projectgroup:group_ref>/andra/", settings.group_change, name="project_group_change"),
    path("ekonomi/projekt/grupp/<projectgroup:group_ref>/ta-bort/", settings.group_remove, name="project_group_remove"),
]
