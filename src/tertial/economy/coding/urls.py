"""Addresses of codes and of the layouts of statements."""

from django.urls import path

from tertial.economy.coding import amount_views, code_views, layout_views

urlpatterns = [
    path("struktur/belopp/", amount_views.amounts, name="amounts"),
    path("struktur/belopp/fran/", amount_views.amounts_begin, name="amounts_begin"),
    path("struktur/belopp/<int:year>/andra/", amount_views.amounts_change, name="amounts_change"),
    path("struktur/kodplan/", code_views.all_codes, name="all_codes"),
    path("struktur/kodplan/kod/<code:code_ref>/andra/", code_views.code_change, name="code_change"),
    path("struktur/kodplan/kod/<code:code_ref>/ta-bort/", code_views.code_remove, name="code_remove"),
    path("struktur/kodplan/<slug:dimension>/", code_views.codes, name="codes"),
    path("struktur/kodplan/<slug:dimension>/ny/", code_views.code_new, name="code_new"),
    path("struktur/kodplan/<slug:dimension>/saknade/", code_views.codes_named, name="codes_named"),
    path("struktur/kodplan/<slug:dimension>/fran-fil/", code_views.codes_read, name="codes_read"),
    path("struktur/kodplan/<slug:dimension>/fil/<slug:file_type>/", code_views.codes_file, name="codes_file"),
    path("struktur/uppstallningar/", layout_views.layouts, name="layouts"),
    path("struktur/uppstallningar/ny/", layout_views.layout_new, name="layout_new"),
    path("struktur/uppstallningar/<str:statement>/", layout_views.layout, name="layout"),
    path("struktur/uppstallningar/<str:statement>/fran/", layout_views.layout_begin, name="layout_begin"),
    path("struktur/uppstallningar/<str:statement>/andra/", layout_views.layout_change, name="layout_change"),
    path("struktur/uppstallningar/<str:statement>/ta-bort/", layout_views.layout_remove, name="layout_remove"),
    path("struktur/uppstallningar/<str:statement>/fil/<slug:file_type>/", layout_views.layout_file, name="layout_file"),
    path("struktur/uppstallningar/<str:statement>/rad/ny/", layout_views.row_new, name="layout_row_new"),
    path(
        "struktur/uppstallningar/<str:statement>/rad/<slug:row_key>/andra/",
        layout_views.row_change,
        name="layout_row_change",
    ),
    path(
        "struktur/uppstallningar/<str:statement>/rad/<slug:row_key>/flytta/",
        layout_views.row_move,
        name="layout_row_move",
    ),
    path(
        "struktur/uppstallningar/<str:statement>/rad/<slug:row_key>/ta-bort/",
        layout_views.row_remove,
        name="layout_row_remove",
    ),
]
