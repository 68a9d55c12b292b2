"""The report in the web: its preview, its files, what remains, and its templates."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.models import Goal, GoalAssessment, Plan
from tertial.organisation.models import Unit
from tertial.reports.compose import compose
from tertial.reports.errors import NothingToReport
from tertial.reports.models import ReportTemplate
from tertial.texts.models import TextSection
from tests.shared.pages import undo_address, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


def signed_in(name: str) -> Client:
    client = Client()
    client.force_login(Person.objects.get(email=f"{name}@huddinge.example"))
    return client


def declaration() -> str:
    return ReportTemplate.objects.get(unit__code="HUDDINGE", kind="annual").declaration


def test_the_preview_shows_the_report_as_it_would_be_printed_now():
    page = signed_in("lasare").get(reverse("reports:report", args=["KS", "2024"]))

    text = words(page)
    assert "Kommunstyrelsen: verksamhetsberättelse 2024" in text
    assert "Öka trygghet och delaktighet" in text
    assert "12 av 18 indikatorer" in text


def test_every_figure_in_the_preview_leads_to_where_it_comes_from():
    client = signed_in("lasare")
    page = client.get(reverse("reports:report", args=["KS", "2024"])).content.decode()

    assert reverse("goals:counted", args=["KS", "2024", "indicators_met"]) in page
    outcome = page.partition('data-ref="outcome:')[2].partition('"')[0]
    assert client.get(reverse("desk:trace", args=[Ref("outcome", outcome)]), follow=True).status_code == 200


def test_what_remains_stands_beside_the_report_with_a_way_to_mend_it():
    goal = Goal.objects.get(name="Öka trygghet och delaktighet", plan__year=2024)
    GoalAssessment.objects.filter(goal=goal).delete()

    page = signed_in("samordnare").get(reverse("reports:report", args=["KS", "2024"]))

    assert "”Öka trygghet och delaktighet” är inte bedömt" in words(page)
    assert reverse("desk:trace", args=[goal.ref]) in page.content.decode()


def test_a_figure_that_is_gone_leads_to_the_text_that_asks_for_it():
    text = TextSection.objects.filter(subject__startswith="goal:", slot="motivation", period="2024").first()
    text.document = rich_text_to_json(from_plain_text("Av [[indicator:999999:2024]] framgår läget."))
    text.save()
    client = signed_in("samordnare")

    page = client.get(reverse("reports:report", args=["KS", "2024"])).content.decode()

    link = reverse("desk:trace", args=[text.ref])
    assert link in page
    opened = client.get(link, follow=True)
    assert opened.redirect_chain[-1][0] == reverse("texts:section", args=[text.subject, text.slot, text.period])
    assert opened.status_code == 200


@pytest.mark.parametrize(
    ("form", "begins"), [("pdf", b"%PDF-"), ("docx", b"PK"), ("html", b"<!DOCTYPE html>"), ("json", b"{")]
)
def test_the_report_is_downloaded_in_every_format(form, begins):
    answer = signed_in("lasare").get(reverse("reports:download", args=["KS", "2024", form]))

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer["Content-Disposition"] == f'attachment; filename="KS-2024.{form}"'


def test_the_downloaded_figures_are_those_of_the_preview():
    client = signed_in("lasare")
    tree = json.loads(client.get(reverse("reports:download", args=["KS", "2024", "json"])).content)
    page = words(client.get(reverse("reports:report", args=["KS", "2024"])))

    figures = [run["text"] for run in tree["blocks"][1]["blocks"][0]["runs"] if run["type"] == "figure"]
    assert figures == ["12", "18", "21", "12", "9"]
    assert f"{figures[0]} av {figures[1]} indikatorer har nått" in page


def test_an_unknown_format_is_not_there():
    assert signed_in("lasare").get(reverse("reports:download", args=["KS", "2024", "odt"])).status_code == 404


def test_someone_without_a_role_sees_neither_report_nor_file():
    client = signed_in("utanfor")

    assert client.get(reverse("reports:report", args=["KS", "2024"])).status_code == 404
    assert client.get(reverse("reports:download", args=["KS", "2024", "pdf"])).status_code == 404


def test_a_year_of_which_nothing_is_known_says_what_is_missing_and_leads_on():
    page = signed_in("samordnare").get(reverse("reports:report", args=["KS", "2031"]))

    assert "Det finns inget att rapportera för Kommunstyrelsen 2031" in words(page)
    assert reverse("goals:goals", args=["KS", "2031"]) in page.content.decode()
    assert reverse("economy:overview", args=["KS", "2031"]) in page.content.decode()


def test_a_unit_without_goals_has_a_report_of_its_economy_staff_control_and_texts():
    client = signed_in("samordnare")
    unit = Unit.objects.get(code="KSF-EKONOMI")
    assert not Plan.objects.filter(unit=unit).exists()

    page = words(client.get(reverse("reports:report", args=["KSF-EKONOMI", "2024"])))

    assert "Ekonomiavdelningen: verksamhetsberättelse 2024" in page
    assert "Resultaträkning, tkr" in page
    assert "Antal anställda" in page
    assert "Målbedömning" not in page
    assert "indikatorer har nått" not in page
    assert "Ekonomiavdelningen har ingen plan för 2024, så rapporten tar inte upp mål." in page


def test_every_unit_of_which_anything_is_stored_can_report():
    empty = set()
    for unit in Unit.objects.all():
        try:
            compose(unit, Period.parse("2024"))
        except NothingToReport:
            empty.add(unit.code)

    assert empty == {"VALN", "HUGE", "HUSF", "BUF", "GAF", "MBF", "KFF", "BUF-HR", "SOF-HR"}


def test_a_text_of_a_report_is_written_where_there_are_no_goals_and_stays_when_goals_come():
    client = signed_in("samordnare")
    unit = Unit.objects.get(code="KSF-EKONOMI")
    address = reverse("texts:section", args=[f"report:{unit.ref.key}", "summary", "2024"])
    client.post(address, {"text": "Avdelningen har bytt ekonomisystem.", "revision": 0})
    report = reverse("reports:report", args=["KSF-EKONOMI", "2024"])
    assert "Avdelningen har bytt ekonomisystem." in words(client.get(report))

    client.post(reverse("goals:plan_begin", args=["KSF-EKONOMI", "2024"]))

    assert Plan.objects.filter(unit=unit, year=2024).exists()
    assert "Avdelningen har bytt ekonomisystem." in words(client.get(report))


def test_a_section_is_added_to_the_report_of_a_unit_without_goals():
    client = signed_in("samordnare")
    client.post(reverse("reports:chapter", args=["KSF-EKONOMI", "2024", "handelser"]), {"heading": "Nytt system"})

    assert "Nytt system" in words(client.get(reverse("reports:report", args=["KSF-EKONOMI", "2024"])))


def test_an_address_from_when_texts_hung_on_a_plan_leads_to_the_text():
    plan = Plan.objects.get(unit__code="KS", year=2024)
    page = signed_in("lasare").get(f"/texter/plan:{plan.pk}/summary/2024/", follow=True)

    assert page.redirect_chain == [("/texter/report:KS/summary/2024/", 302)]
    assert page.status_code == 200


def test_a_part_of_the_year_has_its_own_template():
    page = words(signed_in("lasare").get(reverse("reports:report", args=["KS", "2024-T2"])))

    assert "Kommunstyrelsen: delårsrapport januari–augusti 2024" in page


def test_the_writer_of_an_interim_text_is_told_what_is_asked_for():
    unit = Unit.objects.get(code="KS")
    page = signed_in("rapportor").get(
        reverse("texts:section", args=[f"report:{unit.ref.key}", "interim_forecast", "2024-T2"])
    )

    assert "Vad helåret väntas bli mot budget" in words(page)
    report = words(signed_in("rapportor").get(reverse("reports:report", args=["KS", "2024-T2"])))
    assert "Åtgärder för att hålla budgeten" in report
    assert "Jämförelse med perioden föregående år" not in report


def test_a_template_that_names_an_unknown_block_is_refused_with_its_place_and_nothing_typed_is_lost():
    before = declaration()
    typed = before.replace('kind = "goal_overview"', 'kind = "goal_overveiw"')

    page = signed_in("administrator").post(
        reverse("reports:template", args=["HUDDINGE", "annual"]), {"declaration": typed}
    )

    assert page.status_code == 422
    assert "goal_overveiw" in words(page)
    assert "kapitel 2, block 2" in words(page)
    assert "goal_overveiw&quot;" in page.content.decode()
    assert declaration() == before


def test_a_unit_gets_a_template_of_its_own_and_goes_back_to_the_one_above():
    client = signed_in("administrator")
    own = declaration().replace("verksamhetsberättelse", "årsrapport")

    client.post(reverse("reports:template", args=["KS", "annual"]), {"declaration": own})
    assert "Kommunstyrelsen: årsrapport 2024" in words(client.get(reverse("reports:report", args=["KS", "2024"])))

    archived = client.post(reverse("reports:archive_template", args=["KS", "annual"]), follow=True)
    page = words(client.get(reverse("reports:report", args=["KS", "2024"])))
    assert "Kommunstyrelsen: verksamhetsberättelse 2024" in page

    client.post(undo_address(archived))
    assert "Kommunstyrelsen: årsrapport 2024" in words(client.get(reverse("reports:report", args=["KS", "2024"])))


def test_a_template_can_be_tried_without_being_stored():
    before = declaration()
    page = signed_in("administrator").post(
        reverse("reports:try_template", args=["KS", "annual"]),
        {"declaration": 'title = "Prov"\n[[chapter]]\ntitle = "Bara källor"\n[[chapter.block]]\nkind = "sources"\n'},
    )

    assert "Bara källor" in words(page)
    assert declaration() == before


def test_only_an_administrator_changes_a_template():
    client = signed_in("samordnare")
    address = reverse("reports:template", args=["HUDDINGE", "annual"])

    assert client.get(address).status_code == 200
    assert client.post(address, {"declaration": declaration()}).status_code == 403


def test_a_template_that_asks_for_an_unknown_figure_prints_it_as_written_and_says_so():
    own = declaration().replace("{indicators_met}", "{indicators_meet}")
    signed_in("administrator").post(reverse("reports:template", args=["KS", "annual"]), {"declaration": own})

    page = words(signed_in("lasare").get(reverse("reports:report", args=["KS", "2024"])))

    assert "{indicators_meet} av 18 indikatorer" in page
    assert "{indicators_meet}" in page.partition("Att åtgärda före inlämning")[2]


def test_the_page_of_a_report_of_fifty_pages_takes_few_queries(django_assert_max_num_queries):
    client = signed_in("lasare")
    client.get(reverse("reports:report", args=["KS", "2024"]))

    assert Plan.objects.filter(unit__code="KS", year=2024).exists()
    with django_assert_max_num_queries(87):
        client.get(reverse("reports:report", args=["KS", "2024"]))


def test_a_note_of_one_year_stands_in_the_report_of_that_year_alone():
    note = "Politisk verksamhet 2024: i den publicerade rapporten står"

    assert note in words(signed_in("lasare").get(reverse("reports:report", args=["KS", "2024"])))
    before = words(signed_in("lasare").get(reverse("reports:report", args=["KS", "2023"])))
    assert "Politisk verksamhet" in before
    assert "i den publicerade rapporten" not in before
