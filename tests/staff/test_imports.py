"""Files of staff figures: seen before they count, applied whole or not at all, and taken back."""

import io

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertial.accounts.models import Person
from tertial.demo import staff_files
from tertial.demo.loaded import sample
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.organisation.roles import Role
from tertial.staff.incoming.columns import COLUMNS
from tertial.staff.models import SickLeaveHours, StaffData, StaffImport, SurveyAnswers
from tertial.staff.queries.sick_leave import read_sick_leave
from tests.intake.test_pages import press_import
from tests.shared.factories import RoleFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality

pytestmark = pytest.mark.django_db

HEADS = {kind: [column.usual for column in columns] for kind, columns in COLUMNS.items()}
HOURS = HEADS[StaffData.HOURS]
ROW = ["2024-03", "KSF", "K", "30-49", "24", "4000,00", "61,50", "20,00", "0,00", "18,50", "18,50"]
IMPORTS = "/KS/2024/personal/import/"
IMPORTS_OF_ALL = "/BY/2024/personal/import/"


@pytest.fixture
def place() -> SmallMunicipality:
    return small_municipality(only=("staff",))


@pytest.fixture
def coordinator(place, client) -> Client:
    client.force_login(place.people[Role.COORDINATOR])
    return client


def csv(*rows, head=HOURS, name="mars.csv", charset="utf-8") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, "\r\n".join(";".join(row) for row in (head, *rows)).encode(charset))


def changed(**cells) -> list[str]:
    fields = [column.field for column in COLUMNS[StaffData.HOURS]]
    return [cells.get(field, cell) for field, cell in zip(fields, ROW, strict=True)]


def send(client, *files, kind="", here=IMPORTS):
    return client.post(f"{here}ny/", {"kind": kind, "sent": list(files)}, follow=True)


def apply(client, answer):
    """Presses the button of a preview, and follows to what comes of it."""
    address = answer.redirect_chain[-1][0]
    pressed = press_import(client, address)
    return client.get(address, follow=True) if pressed.status_code == 302 else pressed


def take_back(client, done):
    return client.post(f"{IMPORTS}{done.ref.key}/aterta/", follow=True)


def percent(month: str) -> str:
    return f"{read_sick_leave(unit_by_code('KSF'), 2024).share(Period.parse(month)).value:.2f}"


def test_files_are_shown_before_anything_is_saved(coordinator):
    page = send(coordinator, csv(ROW)).content.decode()

    assert "Granskad men inte inläst" in page
    assert "rader som kan användas" in page
    assert "Timmar och sjukfrånvaro" in page
    assert "2024-03" in page
    assert not SickLeaveHours.objects.filter(period="2024-03").exists()


def test_what_was_shown_is_imported_and_worked_out(coordinator):
    answer = apply(coordinator, send(coordinator, csv(ROW)))

    assert "Filerna är inlästa." in answer.content.decode()
    assert percent("2024-03") == "2.50"
    stored = StaffImport.objects.first()
    assert [file["name"] for file in stored.files] == ["mars.csv"]
    assert len(stored.files[0]["sha256"]) == 64


def test_a_later_file_replaces_the_month_and_undo_brings_the_first_back(coordinator):
    apply(coordinator, send(coordinator, csv(ROW)))
    page = send(coordinator, csv(changed(days_1_14="161,50"), name="rattad.csv"))
    assert "1 rad för mars 2024" in page.content.decode()
    apply(coordinator, page)
    assert percent("2024-03") == "5.00"

    later, first, *_ = StaffImport.objects.all()
    refused = take_back(coordinator, first).content.decode()
    assert "”rattad.csv” lästes in ovanpå den här" in refused
    assert percent("2024-03") == "5.00"

    take_back(coordinator, later)
    assert percent("2024-03") == "2.50"
    take_back(coordinator, first)
    assert not SickLeaveHours.objects.filter(period="2024-03", live=True).exists()
    again = take_back(coordinator, first).content.decode()
    assert "redan tagits tillbaka" in again


def test_an_import_replaces_nothing_that_its_preview_did_not_tell_of(coordinator, place):
    first = send(coordinator, csv(ROW))
    second = send(coordinator, csv(changed(days_1_14="161,50"), name="rattad.csv"))
    apply(coordinator, first)

    refused = apply(coordinator, second)
    assert "har ändrats sedan det visades" in refused.content.decode()
    assert "1 rad för mars 2024" in refused.content.decode()
    assert percent("2024-03") == "2.50"

    apply(coordinator, second)
    assert percent("2024-03") == "5.00"


def test_files_that_are_applied_without_the_preview_are_shown_again(coordinator):
    address = send(coordinator, csv(ROW)).redirect_chain[-1][0]

    answer = coordinator.post(f"{address}importera/")
    assert answer.status_code == 422
    assert "har lästs om" in answer.content.decode()
    assert not SickLeaveHours.objects.filter(period="2024-03").exists()


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"days_1_14": "4100"}, "4 138,5 sjuktimmar är fler än 4 000 ordinarie timmar"),
        ({"long": "300"}, "300 sjuktimmar i frånvaro om 60 dagar eller mer är fler än de sammanlagt 100 sjuktimmarna"),
        ({"sex": "X"}, "könet ”X” är okänt"),
        ({"age": "18-99"}, "åldersgruppen ”18-99” är okänd"),
        ({"ordinary": "-5"}, "Ordinarie timmar: ”-5” är negativt"),
        ({"days_15_90": "-5"}, "Sjuktimmar dag 15-90: ”-5” är negativt"),
        ({"over_180": ""}, "Sjuktimmar dag 181-: cellen är tom"),
        ({"days_1_14": "2,5 %"}, "Sjuktimmar dag 1-14: ”2,5 %” är en procentsats där timmar ska stå"),
        ({"period": "2099-01"}, "2099-01 har inte börjat"),
        ({"ordinary": "4000,125"}, "”4000,125” har mer än två decimaler"),
        ({"ordinary": "mycket"}, "”mycket” är inget tal"),
        ({"people": "12 %"}, "Antal: ”12 %” är en procentsats där ett antal personer ska stå"),
        ({"people": "1,5"}, "”1,5” är inget antal personer"),
        ({"people": "0"}, "det finns 4 000 timmar men ingen som arbetar dem"),
        ({"period": "2024"}, "”2024” är längre än en månad och skulle överlappa andra"),
        ({"period": "2024-T1"}, "”2024-T1” är längre än en månad"),
        ({"period": "mars"}, "Månad: ”mars” är ingen månad"),
        ({"unit": "FINNSINTE"}, "ingen av dina enheter har koden ”FINNSINTE”"),
        ({"unit": "BY"}, "Enhet: ingen av dina enheter har koden ”BY”"),
    ],
)
def test_a_row_that_cannot_be_true_is_refused_with_its_line_and_nothing_is_saved(coordinator, cells, reason):
    before = SickLeaveHours.objects.count(), StaffImport.objects.count()
    page = send(coordinator, csv(changed(period="2024-02"), changed(**cells)), kind="hours")
    words = " ".join(page.content.decode().replace("\u00a0", " ").split())

    assert reason in words
    assert '<td data-label="Rad" class="num">3</td>' in words
    assert "Läs in</button>" not in words
    assert "så inget sparades" in apply(coordinator, page).content.decode()
    assert (SickLeaveHours.objects.count(), StaffImport.objects.count()) == before


def test_more_hours_than_people_can_have_are_shown_but_can_be_imported(coordinator):
    page = send(coordinator, csv(changed(people="5", ordinary="370000"), changed(age="-29")))
    words = " ".join(page.content.decode().replace("\u00a0", " ").split())

    assert "370 000 ordinarie timmar för 5 personer är fler än 250 timmar per person och månad" in words
    assert words.count('data-label="Varför"') == 1
    assert "Läs in</button>" in words
    assert "Filerna är inlästa." in apply(coordinator, page).content.decode()


def test_groups_that_the_files_say_nothing_of_are_told_before_they_disappear(coordinator):
    whole = [changed(sex=sex, age=age) for sex in "KM" for age in ("-29", "30-49", "50-")]
    apply(coordinator, send(coordinator, csv(*whole)))

    page = send(coordinator, csv(ROW, changed(age="50-"))).content.decode()

    assert "4 grupper som räknas nu finns inte i filerna och försvinner" in page
    assert "KSF mars 2024, män, 30–49 år" in page
    assert "KSF mars 2024, kvinnor, 30–49 år" not in page
    assert "försvinner" not in send(coordinator, csv(*whole)).content.decode()


def test_the_page_of_an_import_names_no_group_of_a_unit_that_its_reader_may_not_read(coordinator, place, client):
    whole = [changed(sex=sex, age=age) for sex in "KM" for age in ("-29", "30-49", "50-")]
    apply(coordinator, send(coordinator, csv(*whole), here=IMPORTS_OF_ALL))
    apply(coordinator, send(coordinator, csv(ROW), here=IMPORTS_OF_ALL))
    done = StaffImport.objects.first()
    client.force_login(RoleFactory(unit=place.units["OLD"], role=Role.READER).person)
    assert client.get("/KSF/2024/personal/").status_code == 404

    page = client.get(f"/OLD/2024/personal/import/{done.ref.key}/")

    assert page.status_code == 200
    assert "mars.csv" in page.content.decode()
    assert "KSF mars 2024" not in page.content.decode()


def test_whoever_plans_below_neither_takes_an_import_from_above_back_nor_reads_its_lines(coordinator, place, client):
    apply(coordinator, send(coordinator, csv(ROW), here=IMPORTS_OF_ALL))
    key = StaffImport.objects.first().ref.key
    page = coordinator.get(f"/OLD/2024/personal/import/{key}/").content.decode()
    assert "Ta tillbaka" in page
    assert "4000,00" in page
    client.force_login(RoleFactory(unit=place.units["OLD"], role=Role.COORDINATOR).person)

    page = client.get(f"/OLD/2024/personal/import/{key}/").content.decode()

    assert "mars.csv" in page
    assert "Ta tillbaka" not in page
    assert "aterta/" not in page
    assert "4000,00" not in page
    assert client.post(f"/OLD/2024/personal/import/{key}/aterta/").status_code == 403
    assert percent("2024-03") == "2.50"


def test_whoever_plans_below_takes_an_import_back_where_they_see_it(coordinator, place, client):
    apply(coordinator, send(coordinator, csv(ROW), here="/KSF/2024/personal/import/"))
    client.force_login(RoleFactory(unit=place.units["KSF"], role=Role.COORDINATOR).person)
    address = f"{IMPORTS}{StaffImport.objects.first().ref.key}/"

    assert f'action="{address}aterta/"' in client.get(address).content.decode()
    client.post(f"{address}aterta/")

    assert StaffImport.objects.first().undone_at is not None


def test_the_same_group_twice_is_refused_also_across_files(coordinator):
    page = send(coordinator, csv(ROW, name="a.csv"), csv(changed(people="25"), name="b.csv")).content.decode()

    assert "samma enhet, period och grupp står redan på rad 2 i a.csv" in page


def test_a_file_without_a_column_says_which(coordinator):
    answer = send(coordinator, csv(ROW[:-1], head=HOURS[:-1]), kind="hours")

    assert "saknar kolumnen Sjuktimmar 60 dagar eller mer" in answer.content.decode()
    assert "Filernas innehåll" in answer.content.decode()


def test_what_is_no_table_is_refused_in_one_sentence(coordinator):
    answer = send(coordinator, SimpleUploadedFile("bild.png", b"\x89PNG\r\n\x1a\n" + b"0" * 100))

    assert "bild.png” är varken" in answer.content.decode()


def test_sending_nothing_is_refused(coordinator):
    assert send(coordinator).status_code == 422


def test_excel_is_read_like_text(coordinator):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HOURS)
        sheet.write_row(1, 0, [*ROW[:4], 24, 4000, 61.5, 20, 0, 18.5, 18.5])
    apply(coordinator, send(coordinator, SimpleUploadedFile("mars.xlsx", out.getvalue())))

    assert percent("2024-03") == "2.50"


def test_what_a_file_holds_is_told_from_its_headings(coordinator):
    rows = [["2024", "KSF", str(question), "0", "1", "2", "10", "7"] for question in range(1, 10)]
    apply(coordinator, send(coordinator, csv(*rows, head=HEADS[StaffData.SURVEY])))

    assert SurveyAnswers.objects.filter(period="2024", live=True).count() == 9


def test_an_ended_unit_takes_no_later_months_but_todays_units_take_history(coordinator, place):
    place.units["OLD"].valid_to = Period.parse("2024-01").end
    place.units["OLD"].save()
    page = send(coordinator, csv(changed(unit="OLD"), changed(period="2015-01"))).content.decode()

    assert "upphörde 2024-01-31" in page
    assert page.count('data-label="Varför"') == 1


def test_whoever_may_import_goes_on_with_the_files_of_a_colleague_and_nobody_else_sees_them(coordinator, place, client):
    address = send(coordinator, csv(ROW)).redirect_chain[-1][0]
    client.force_login(place.people[Role.ADMINISTRATOR])
    assert client.get(address).status_code == 200
    assert client.get(address.replace("/KS/", "/BY/")).status_code == 404

    client.force_login(place.people[Role.REPORTER])
    assert client.get(address).status_code == 403


def test_a_reader_sees_imports_but_cannot_send(place, client):
    client.force_login(place.people[Role.READER])

    assert client.get(IMPORTS).status_code == 200
    assert client.post(f"{IMPORTS}ny/", {"sent": [csv(ROW)]}).status_code == 403


def test_the_files_of_the_sample_go_through_the_page(demo_municipality, client):
    client.force_login(Person.objects.get(email="samordnare@huddinge.example"))
    files = list(staff_files.hours_files(sample("staff-2024.toml")))[-12:]
    sent = [csv(*(cells for _line, cells in file.rows[1:]), head=file.rows[0][1], name=file.name) for file in files]
    before = read_sick_leave(unit_by_code("KS"), 2024).share(Period.parse("2024"))
    page = send(client, *sent)

    assert "kan inte användas" not in page.content.decode()
    apply(client, page)
    assert read_sick_leave(unit_by_code("KS"), 2024).share(Period.parse("2024")) == before
    assert (
        StaffImport.objects.first().rows == SickLeaveHours.objects.filter(live=True, period__startswith="2024").count()
    )
