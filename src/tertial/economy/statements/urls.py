"""Addresses of statements."""

from django.urls import path

from tertial.economy.statements import cell_views, overview_views, views, voucher_views

urlpatterns = [
    path("<str:code>/<str:period>/ekonomi/", overview_views.overview, name="overview"),
    path("<str:code>/<str:period>/ekonomi/sammanstallning/", views.statements, name="statements"),
    path("<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/", views.statement, name="statement"),
    path(
        "<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/fil/<str:file_type>/",
        views.statement_file,
        name="statement_file",
    ),
    path(
        "<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/manader/<str:file_type>/",
        views.months_file,
        name="months_file",
    ),
    path(
        "<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/utkast/<str:row>/", views.adopt, name="adopt"
    ),
    path(
        "<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/cell/<str:row>/<str:shown>/",
        cell_views.cell,
        name="cell",
    ),
    path(
        "<str:code>/<str:period>/ekonomi/sammanstallning/<str:statement>/cell/<str:row>/<str:shown>/<str:what>/<str:file_type>/",
        cell_views.cell_file,
        name="cell_file",
    ),
    path(
        "<str:code>/<str:period>/ekonomi/verifikation/<str:source>/<int:year>/<path:number>/",
        voucher_views.voucher_page,
        name="voucher",
    ),
]
