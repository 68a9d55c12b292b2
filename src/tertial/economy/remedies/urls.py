"""Addresses of what is done against a deficit."""

from django.urls import path

from tertial.economy.remedies import views

_PLACE = "<str:code>/<str:period>/ekonomi/atgarder"

urlpatterns = [
    path(f"{_PLACE}/", views.page, name="remedies"),
    path(f"{_PLACE}/ny/", views.create, name="remedy_new"),
    path(f"{_PLACE}/fil/<str:file_type>/", views.file, name="remedies_file"),
    path("ekonomi/atgard/<remedy:remedy>/andra/", views.change, name="remedy_change"),
    path("ekonomi/atgard/<remedy:remedy>/<str:period>/uppfoljning/", views.follow_up, name="remedy_follow_up"),
    path("ekonomi/atgard/<remedy:remedy>/dra-tillbaka/", views.withdraw, name="remedy_withdraw"),
    path("ekonomi/atgard/<remedy:remedy>/aterstall/", views.restore, name="remedy_restore"),
]
