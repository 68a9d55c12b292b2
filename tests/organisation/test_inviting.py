"""Many people are invited at once from a pasted list, each with a role and a link."""

import re

import pytest
from django.urls import reverse

from tertial.accounts.models import PasswordLink, Person
from tertial.common.models import AuditEntry
from tertial.mail.models import Mail
from tertial.organisation.models import RoleAssignment
from tests.shared.factories import PersonFactory
from tests.shared.pages import words

LIST = "\n".join(
    [
        "Namn;E-post;Enhet;Roll",
        "Robin Ek;robin@exempelby.se;KS;Rapportör",
        "",
        "Sara Ö\tsara@exempelby.se\tSocialnämnden\treader",
    ]
)


@pytest.fixture
def without_mail(settings) -> None:
    settings.TERTIAL_MAIL = None


@pytest.fixture
def send(administrator, browser):
    client = browser(administrator).client
    return lambda text, **more: client.post(reverse("organisation:people_invite"), {"people": text, **more})


def test_a_list_is_previewed_and_nobody_is_added_before_it_is_said(send):
    page = words(send(LIST))

    assert "2 people to invite" in page
    assert "2 Robin Ek robin@exempelby.se Kommunstyrelsen Reporter" in page
    assert "4 Sara Ö sara@exempelby.se Socialnämnden Reader" in page
    assert not Person.objects.filter(email="robin@exempelby.se").exists()


def test_everyone_on_the_list_gets_a_role_and_a_link_by_which_they_sign_in(send, client, without_mail):
    page = send(LIST, invite="1").content.decode()

    links = re.findall(r"http://testserver(/konto/losenord/valj/[^<]+)", page)
    assert len(links) == 2
    assert set(
        RoleAssignment.objects.filter(person__email__in=["robin@exempelby.se", "sara@exempelby.se"]).values_list(
            "unit__code", "role"
        )
    ) == {("KS", "reporter"), ("SN", "reader")}
    assert client.post(links[0], {"password": "fyra ord utan rimlig mening"}).status_code == 302
    assert Person.objects.get(email="robin@exempelby.se").has_usable_password()


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Robin;robin@exempelby.se;KS", "Write four parts"),
        (";robin@exempelby.se;KS;reader", "The name is missing."),
        ("Robin;robin;KS;reader", "robin is not an e-mail address"),
        ("Robin;taken@exempelby.se;KS;reader", "already belongs to Tora"),
        ("Robin;ROBIN@exempelby.se;KS;reader\nRobin;robin@exempelby.se;KS;reader", "stands on line 1 too"),
        ("Robin;robin@exempelby.se;XX;reader", "There is no unit “XX” that you administer"),
        ("Robin;robin@exempelby.se;KS;kung", "“kung” is no role; write reader, reporter"),
    ],
)
def test_a_line_that_cannot_be_used_is_refused_with_its_number_and_why_and_the_list_is_kept(send, line, told):
    PersonFactory(name="Tora", email="taken@exempelby.se")

    answer = send(f"{line}\nSara;sara@exempelby.se;SN;reader")

    assert told in words(answer)
    assert "sara@exempelby.se;SN;reader" in answer.content.decode()


def test_whoever_is_not_refused_is_invited_and_the_rest_is_told(send):
    page = words(send("Robin;robin;KS;reader\nSara;sara@exempelby.se;SN;reader", invite="1"))

    assert Person.objects.filter(email="sara@exempelby.se").exists()
    assert "Line 1: robin is not an e-mail address" in page


def test_an_administrator_of_one_committee_invites_to_that_one_alone(head_of_ks, browser):
    page = browser(head_of_ks).client.post(
        reverse("organisation:people_invite"),
        {"people": "A;a@exempelby.se;KSF;reader\nB;b@exempelby.se;SN;reader", "invite": "1"},
    )

    assert "There is no unit “SN” that you administer" in words(page)
    assert list(RoleAssignment.objects.filter(person__email__startswith="a@").values_list("unit__code")) == [("KSF",)]
    assert not Person.objects.filter(email="b@exempelby.se").exists()


def test_a_reader_invites_nobody(reader, browser):
    assert browser(reader).client.get(reverse("organisation:people_invite")).status_code == 403


def test_where_mail_is_sent_each_gets_their_link_by_mail_and_the_page_shows_none(send):
    page = send(LIST, invite="1").content.decode()

    mails = {mail.to: mail.text for mail in Mail.objects.all()}
    assert set(mails) == {"robin@exempelby.se", "sara@exempelby.se"}
    assert all("/konto/losenord/valj/" in text for text in mails.values())
    assert "/konto/losenord/valj/" not in page
    assert "Each has been sent a link by mail." in page


def test_a_link_is_withdrawn_and_works_no_more(send, administrator, browser, client, without_mail):
    page = send("Robin;robin@exempelby.se;KS;reader", invite="1").content.decode()
    robin = Person.objects.get(email="robin@exempelby.se")
    clicks = browser(administrator).client
    assert "Withdraw the link" in words(clicks.get(reverse("organisation:person", args=[robin.ref])))

    clicks.post(reverse("organisation:link_withdraw", args=[robin.ref]))

    link = re.search(r"http://testserver(/konto/losenord/[^<]+)", page)
    assert link is not None
    assert client.get(link[1]).status_code == 410
    assert not PasswordLink.objects.filter(person=robin).exists()
    assert AuditEntry.objects.filter(action="person.link_withdraw", ref=robin.ref).exists()
