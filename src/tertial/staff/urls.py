"""Addresses of the room."""

from django.urls import path

from tertial.staff.views import figure, pages

app_name = "staff"
urlpatterns = [
    path("<str:code>/<str:period>/personal/", pages.overview, name="overview"),
    path("<str:code>/<str:period>/personal/anstallda/", pages.employees, name="employees"),
    path("<str:code>/<str:period>/personal/sjukfranvaro/", pages.sick_leave, name="sick_leave"),
    path("<str:code>/<str:period>/personal/hme/", pages.survey, name="survey"),
    path("<str:code>/<str:period>/personal/siffra/<str:name>/", figure.figure, name="figure"),
    path("<str:code>/<str:period>/personal/fil/<str:table>/<str:file_type>/", pages.export, name="export"),
]
