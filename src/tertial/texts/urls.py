"""Addresses of texts: what they are about, which text, and the period."""

from django.urls import path

from tertial.texts import views
from tertial.texts.attachments import views as attachments

app_name = "texts"
urlpatterns = [
    path("bilagor/<attachment:attachment_ref>/", attachments.change, name="attachment"),
    path("bilagor/<attachment:attachment_ref>/bild/", attachments.picture, name="picture"),
    path("bilagor/<attachment:attachment_ref>/flytta/<str:direction>/", attachments.move, name="attachment_move"),
    path("bilagor/<attachment:attachment_ref>/arkivera/", attachments.archive, name="attachment_archive"),
    path("bilagor/<attachment:attachment_ref>/aterstall/", attachments.restore, name="attachment_restore"),
    path("<ref:subject>/<str:slot>/<str:period>/", views.section, name="section"),
    path("<ref:subject>/<str:slot>/<str:period>/siffror/", views.figures, name="figures"),
    path("<ref:subject>/<str:slot>/<str:period>/ny-bild/", attachments.new_picture, name="picture_new"),
    path("<ref:subject>/<str:slot>/<str:period>/ny-tabell/", attachments.new_table, name="table_new"),
    path("<ref:subject>/<str:slot>/<str:period>/historik/", views.history, name="history"),
    path("<ref:subject>/<str:slot>/<str:period>/historik/<int:number>/", views.version, name="version"),
    path("<ref:subject>/<str:slot>/<str:period>/historik/<int:number>/aterstall/", views.restore, name="restore"),
]
