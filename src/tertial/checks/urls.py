"""Addresses of checks."""

from django.urls import path

from tertial.checks import answering, views

app_name = "checks"
urlpatterns = [
    path("<str:code>/<str:period>/granska/", views.check_report, name="check"),
    path("<str:code>/<str:period>/kontroll-av-siffror/", answering.findings, name="report"),
    path("<str:code>/<str:period>/kontroll-av-siffror/antal/", answering.summary, name="summary"),
    path("kontroll-av-siffror/svar/<findinganswer:answer_ref>/ta-tillbaka/", answering.withdraw, name="withdraw"),
]
