"""Addresses of texts: what they are about, which text, and the period."""

from django.urls import path

from tertial.texts import views

app_name = "texts"
urlpatterns = [
    path("<str:subject>/<str:slot>/<str:period>/", views.section, name="section"),
    path("<str:subject>/<str:slot>/<str:period>/siffror/", views.figures, name="figures"),
    path("<str:subject>/<str:slot>/<str:period>/historik/", views.history, name="history"),
    path("<str:subject>/<str:slot>/<str:period>/historik/<int:number>/", views.version, name="version"),
    path("<str:subject>/<str:slot>/<str:period>/historik/<int:number>/aterstall/", views.restore, name="restore"),
]
