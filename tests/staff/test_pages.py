"""The pages of staff as readers see them, small groups left out everywhere."""

import csv
import io
import json
import re
from datetime import date

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.domain.document import block_to_json, to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.models import Goal
from tertial.organisation.models import Unit
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration
from tertial.staff import shown
from tertial.staff.live_figures import StaffFigures
from tertial.things.finding import history_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]

SMALL = "KSF-NARING"
"""Twelve people, of whom the women and the men are ten or fewer."""


@pytest.fixture
def reader(client) -> Client:
    client.force_login(Person.objects.get(email="rapportor@huddinge.example"))
    return client


def words(answer) -> str:
    text = re.sub(r"<[^>]+>", " ", answer.content.decode())
    return " ".join(text.replace("\u00a0", " ").split())


def test_the_overview_says_where_staff_stand(reader):
    page = words(reader.get("/KS/2024/personal/"))

    assert re.search(r"Antal anställda, december 2024 457 .* \+37 sedan december 2023", page)
    assert re.search(r"Personalomsättning 9,7 % .* Lägre än föregående år −2,3 procentenheter", page)
    assert re.search(r"Sjukfrånvaro 3,1 % .* Lägre än föregående år −1,2 procentenheter", page)
    assert re.search(r"HME 79 .* Oförändrad sedan föregående år", page)
    assert "Oförändrad sedan föregående år 0" not in page


def test_a_unit_with_nothing_the_year_before_says_whether_it_is_new(reader):
    def change() -> str:
        page = reader.get("/KS/2024/personal/sjukfranvaro/").content.decode()
        row = re.search(
            r"<tr[^>]*><th[^>]*>Sektionen för rekrytering och kompetens[^<]*</th>(.*?)</tr>", page, re.DOTALL
        )
        return re.findall(r"<span class=\"soft\">(.*?)</span>", row[1])[-1]

    assert change() == "ny enhet"

    Unit.objects.filter(code="KSF-HR-REKRYTERING").update(valid_from=date(2019, 1, 1))
    assert change() == "2023 ej inläst"


def test_a_third_of_the_year_says_how_the_year_may_end(reader):
    page = words(reader.get("/KS/2024-T1/personal/"))

    assert re.search(r"Året slutar på \d,\d % om månaderna som återstår blir som föregående års", page)


def test_a_year_without_files_says_what_to_do(reader):
    assert "Inget är inläst för 2019 än" in words(reader.get("/KS/2019/personal/"))
    assert "En samordnare läser in dem" in words(reader.get("/KS/2019/personal/sjukfranvaro/"))


def test_a_figure_leads_to_the_hours_and_the_files_it_came_from(reader):
    page = words(reader.get("/KS/2024-11/personal/siffra/sick_leave_women/"))

    assert "Sjukfrånvaro: Kvinnor" in page
    assert re.search(r"November 2024 [\d ]+,\d\d [\d ]+,\d\d Totalt", page)
    assert "franvaro-2024-01.csv" in page
    assert reader.get("/spar/staff:KS:2024-11:sick_leave_women/").url == "/KS/2024-11/personal/siffra/sick_leave_women/"


def test_a_figure_that_does_not_exist_is_not_found(reader):
    assert reader.get("/KS/2024/personal/siffra/lon/").status_code == 404


def test_the_history_of_a_figure_is_its_imports():
    lines = history_of(Ref.parse("staff:KS:2024-11:sick_leave"))

    assert {line.action for line in lines} == {"staff_import.apply"}


def test_a_small_group_is_nowhere_to_be_seen(reader):
    for name in ("sick_leave", "sick_leave_women", "sick_leave_men_1_14"):
        page = words(reader.get(f"/{SMALL}/2024/personal/siffra/{name}/"))
        assert "För få för att visas" in page
        assert not re.search(r"\d,\d\d", page)
    charts = reader.get(f"/{SMALL}/2024/personal/sjukfranvaro/").content.decode()
    assert 'class="chart"' not in charts


def test_a_small_unit_is_left_out_of_the_table_of_units_and_of_its_files(reader):
    table = shown.by_unit(unit_by_code("KS"), Period.parse("2024"))
    rows = {row["cells"][0]["text"]: [cell["text"] for cell in row["cells"][1:]] for row in to_json_table(table)}
    assert rows["Näringslivssektionen"] == ["för få"] * 4

    answer = reader.get("/KS/2024/personal/fil/enheter/csv/")
    saved = {row[0]: row[1:] for row in csv.reader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";")}
    assert saved["Näringslivssektionen"] == ["för få"] * 4
    assert saved["Kommunstyrelsens förvaltning"][0] == "3,1"


def to_json_table(table):
    return block_to_json(table)["rows"]


@pytest.mark.parametrize("table", shown.TABLES)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_every_table_can_be_saved(reader, table, form):
    answer = reader.get(f"/KS/2024/personal/fil/{table}/{form}/")

    assert answer.status_code == 200
    assert f"KS-2024-{table}.{form}" in answer["Content-Disposition"]


def test_no_live_figure_tells_of_a_small_group():
    unit = unit_by_code("KS")
    figures = StaffFigures(unit, Period.parse("2024"))

    assert figures.figure(Ref("staff", SMALL, "2024", "sick_leave")) is None
    assert figures.figure(Ref.parse("staff:KSF:2024:sick_leave")) is not None
    assert figures.figure(Ref.parse("staff:GSN:2024:sick_leave")) is None
    assert not any(SMALL in choice.ref for choice in figures.choices())


def test_writers_choose_among_the_figures_of_their_unit(reader):
    unit = unit_by_code("KS")
    answer = reader.get(f"/texter/personnel:{unit.ref.key}/sick_leave/2024/siffror/")
    offered = json.dumps(answer.json(), ensure_ascii=False)

    assert "staff:KS:2024:sick_leave_women" in offered
    assert "Sjukfrånvaro: Kvinnor" in offered


def test_texts_about_staff_can_be_read_with_their_figures(reader):
    page = words(reader.get("/KS/2024/personal/anstallda/"))

    assert "Vid årets slut hade förvaltningen 457 anställda, 37 fler" in page


def test_turnover_is_shown_with_every_definition(reader):
    page = words(reader.get("/KS/2024/personal/anstallda/"))

    assert "Personalomsättning enligt Kolada N00216 12,0 9,7 −2,3" in page
    assert "Avgångar i förhållande till medelantalet 11,3 8,8" in page
    assert "i procent av alla tillsvidareanställda i november året före" in page


def test_a_text_about_a_goal_can_hold_the_figures_of_every_room(reader):
    goal = Goal.objects.filter(plan__unit__code="KS", plan__year=2024, archived_at=None).first()
    offered = {each["ref"] for each in reader.get(f"/texter/{goal.ref}/motivation/2024/siffror/").json()}

    assert {"count:goals_total", "staff:KS:2024:sick_leave", "budgetframe:adjusted-mnkr"} <= offered
    kinds = {ref.partition(":")[0] for ref in offered}
    assert {"indicator", "statement", "project", "projectsum", "controlplan", "commoncontrol"} <= kinds


def test_a_sentence_of_a_template_can_hold_the_figures_of_staff():
    text = "Sjukfrånvaron i {unit} är {staff:sick_leave} procent; den var {staff:KS:2023:sick_leave}."
    template = f'title = "R"\n[[chapter]]\ntitle = "K"\n[[chapter.block]]\nkind = "paragraph"\ntext = "{text}"\n'
    report = compose(unit_by_code("KS"), Period.parse("2024"), declaration=read_declaration(template))
    runs = to_json(report.document)["blocks"][0]["blocks"][0]["runs"]

    said = "".join(run["text"] for run in runs)
    assert said == "Sjukfrånvaron i Kommunstyrelsen är 3,1 procent; den var 4,3."
    assert [run["ref"] for run in runs if run.get("ref")] == ["staff:KS:2024:sick_leave", "staff:KS:2023:sick_leave"]
    assert "unknown-figure" not in {finding.code for finding in report.findings}
