"""Units, people and roles."""

from datetime import date

from tertial.organisation.inviting import Invited
from tertial.organisation.roles import Role
from tests.every_room.acts.call import Call
from tests.shared.factories import MailFactory
from tests.shared.small_municipality import SmallMunicipality


def _new(place: SmallMunicipality) -> Invited:
    return Invited(1, "Ny", "ny@exempelby.se", place.units["KS"], Role.READER)


CALLS = {
    "organisation.save_unit": Call(
        lambda place: {
            "unit": place.units["KSF"],
            "code": "KSF",
            "name": "Nytt namn",
            "kind": "department",
            "parent": place.units["KS"],
            "valid_from": date(2019, 1, 1),
        }
    ),
    "organisation.archive_unit": Call(lambda place: {"unit": place.units["KSF"], "last_day": date(2025, 12, 31)}),
    "organisation.reopen_unit": Call(lambda place: {"unit": place.units["KSF"]}),
    "organisation.add_successor": Call(
        lambda place: {"predecessor": place.units["KSF"], "successor": place.units["KS"], "on": date(2025, 1, 1)}
    ),
    "organisation.remove_successor": Call(lambda place: {"link": place.succession}),
    "organisation.give_role": Call(
        lambda place: {"person": place.outsider, "unit": place.units["KS"], "role": Role.READER}
    ),
    "organisation.take_role": Call(lambda place: {"given": place.role}),
    "organisation.skip_step": Call(lambda place: {"municipality": place.units["BY"], "step": "units"}),
    "organisation.take_up_step": Call(lambda place: {"municipality": place.units["BY"], "step": "units"}),
    "organisation.register_person": Call(lambda _place: {"email": "ny@exempelby.se", "name": "Ny"}),
    "organisation.change_person": Call(
        lambda place: {"person": place.colleague, "email": "ny@exempelby.se", "name": "Nytt namn"}
    ),
    "organisation.close_account": Call(lambda place: {"person": place.colleague}),
    "organisation.leave": Call(lambda place: {"person": place.colleague, "successors": {}}),
    "organisation.invite": Call(lambda place: {"people": [_new(place)], "address": str}),
    "organisation.withdraw_link": Call(lambda place: {"person": place.colleague}),
    "organisation.open_account": Call(lambda place: {"person": place.colleague}),
    "organisation.give_password_link": Call(lambda place: {"person": place.colleague}),
    "organisation.send_test_mail": Call(lambda _place: {}),
    "organisation.send_mail_again": Call(lambda _place: {"mail": MailFactory(state="failed")}),
    "organisation.let_mail_be": Call(lambda _place: {"mail": MailFactory(state="failed")}),
}
