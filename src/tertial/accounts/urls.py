"""Addresses of signing in and of a person's own page."""

from django.conf import settings
from django.urls import path

from tertial.accounts import link_views, views

app_name = "accounts"
urlpatterns = [
    path("", views.profile, name="profile"),
    path("logga-in/", views.sign_in, name="sign_in"),
    path("logga-ut/", views.sign_out, name="sign_out"),
    path("losenord/", views.password, name="password"),
    path("losenord/valj/<str:name>/", link_views.set_password_by_link, name="password_link"),
    path("sprak/", views.language, name="language"),
]
if settings.TERTIAL_DEMO:
    urlpatterns.append(path("exempel/<person:person_ref>/", views.sign_in_as_sample, name="sign_in_as_sample"))
