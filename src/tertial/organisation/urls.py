"""Addresses of the structure: units, people and roles, and undo."""

from django.urls import path

from tertial.organisation import undoing
from tertial.organisation.views import inviting, leaving, mail, people, units

app_name = "organisation"
urlpatterns = [
    path("", units.structure, name="structure"),
    path("ny-enhet/", units.create, name="unit_create"),
    path("enheter/<str:code>/", units.unit, name="unit"),
    path("enheter/<str:code>/andra/", units.change, name="unit_change"),
    path("enheter/<str:code>/avsluta/", units.end, name="unit_end"),
    path("enheter/<str:code>/ateroppna/", units.reopen, name="unit_reopen"),
    path("enheter/<str:code>/efterfoljare/", units.add_successor, name="successor_add"),
    path("enheter/<str:code>/roll/", people.give_role_in, name="role_give_in"),
    path("efterfoljare/<succession:succession_ref>/ta-bort/", units.remove_successor, name="successor_remove"),
    path("personer/", people.people, name="people"),
    path("personer/bjud-in/", inviting.invite, name="people_invite"),
    path("personer/ny/", people.create, name="person_create"),
    path("personer/<person:person_ref>/", people.person_page, name="person"),
    path("personer/<person:person_ref>/andra/", people.change, name="person_change"),
    path("personer/<person:person_ref>/lanken/ta-tillbaka/", inviting.withdraw, name="link_withdraw"),
    path("personer/<person:person_ref>/lamnar/", leaving.leave, name="person_leave"),
    path("personer/<person:person_ref>/stang/", people.close_account, name="person_close"),
    path("personer/<person:person_ref>/oppna/", people.open_account, name="person_open"),
    path("personer/<person:person_ref>/losenord/", people.password_link, name="person_password"),
    path("personer/<person:person_ref>/roll/", people.give_role_to, name="role_give_to"),
    path("roller/", people.roles, name="roles"),
    path("roller/<roleassignment:role_ref>/ta-bort/", people.take_role, name="role_take"),
    path("utskick/", mail.page, name="mail"),
    path("utskick/prov/", mail.test, name="mail_test"),
    path("utskick/<mail:mail_ref>/igen/", mail.again, name="mail_again"),
    path("utskick/<mail:mail_ref>/lat-vara/", mail.let_be, name="mail_let_be"),
    path("logg/<str:entries>/angra/", undoing.undo, name="undo"),
]
