"""The pages on which a municipality looks after its codes."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tertial.__main__ import main
from tertial.accounts.models import Person
from tertial.domain.period import Period
from tertial.economy.ledger.reading import Measure, read_statement
from tertial.economy.models import Code
from tertial.organisation.roles import Role
from tests.intake.test_pages import press_import
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db

ACCOUNTS = "/struktur/kodplan/konton/"
UNITS = "/struktur/kodplan/ansvar/"


@pytest.fixture(autouse=True)
def in_english(place: SmallMunicipality) -> None:
    Person.objects.update(language="en")


@pytest.fixture
def admin(client_of: Callable[[Role], Client]) -> Client:
    return client_of(Role.ADMINISTRATOR)


def code(name: str) -> Code:
    return Code.objects.get(code=name)


def sent(client: Client, address: str, content: str | bytes) -> str:
    """Sends a file with codes, from the list of its kind, and gives the address of its preview."""
    send = client.get(f"{address}fran-fil/")["Location"]
    kind = send.rpartition("=")[2]
    file = SimpleUploadedFile("koder.csv", content.encode("utf-8-sig") if isinstance(content, str) else content)
    answer = client.post(send, {"kind": kind, "sent": file})
    assert answer.status_code == 302, words(answer)
    return answer["Location"]


def shown(client: Client, address: str, content: str | bytes) -> str:
    """What the preview of a file says."""
    return words(client.get(sent(client, address, content)))


def imported(client: Client, preview: str) -> HttpResponse:
    """Presses the button of the preview, and follows to the list."""
    press_import(client, preview)
    return client.get(preview, follow=True)


def test_everyone_with_a_role_reads_the_codes_and_only_administrators_see_how_to_change_them(client_of, admin):
    read = words(client_of(Role.READER).get(ACCOUNTS))
    changed = words(admin.get(ACCOUNTS))

    assert "5010 Månadslön" in read
    assert "New code" not in read
    assert "New code" in changed


def test_a_code_is_added_changed_and_taken_back(admin):
    added = admin.post(f"{ACCOUNTS}ny/", {"code": "5020", "name": "Timlön", "valid_from": "2024"}, follow=True)
    assert "5020 Timlön" in words(added)
    assert "from 2024" in words(added)

    change = f"/struktur/kodplan/kod/{code('5020').ref.key}/andra/"
    changed = admin.post(change, {"code": "5020", "name": "Timlöner", "valid_from": "2023"}, follow=True)
    assert code("5020").valid_from == 2023

    admin.post(undo_address(changed))
    assert (code("5020").name, code("5020").valid_from) == ("Timlön", 2024)
    admin.post(undo_address(added))  # the page of the adding still offers its own undo
    assert not Code.objects.filter(code="5020").exists()


def test_a_code_that_would_mean_two_things_in_a_year_is_refused_and_nothing_typed_is_lost(admin):
    answer = admin.post(f"{ACCOUNTS}ny/", {"code": "5010", "name": "Annat", "valid_from": "2024"})

    assert answer.status_code == 422
    assert "5010 would mean both “Månadslön” and “Annat” in 2024" in words(answer)
    assert 'value="Annat"' in answer.content.decode()


def test_a_code_changes_its_meaning_from_one_year_to_the_next(admin, place):
    change = f"/struktur/kodplan/kod/{code('5010').ref.key}/andra/"
    admin.post(change, {"code": "5010", "name": "Månadslön", "valid_to": "2023"})

    unnamed = words(admin.get(ACCOUNTS))
    assert "5010 not valid then 2024" in unnamed

    answer = admin.post(f"{ACCOUNTS}ny/", {"code": "5010", "name": "Lön", "valid_from": "2024"}, follow=True)
    assert "Used in the ledger but still to be sorted out" not in words(answer)


@pytest.mark.parametrize(
    ("parent", "said"),
    [
        ("9999", "5010 is under 9999, which is not a code; add that one first."),
        ("5610", "5010 would be under itself; choose another code above it."),
    ],
)
def test_a_code_stands_under_another_but_never_under_itself(admin, parent, said):
    Code.objects.filter(code="5610").update(parent="5010")

    change = f"/struktur/kodplan/kod/{code('5010').ref.key}/andra/"
    answer = admin.post(change, {"code": "5010", "name": "Månadslön", "parent": parent})

    assert said in words(answer)


def test_codes_stand_below_the_one_they_stand_under(admin):
    admin.post(f"{ACCOUNTS}ny/", {"code": "P", "name": "Personal"})
    Code.objects.filter(code__in=["5010", "5610"]).update(parent="P")

    page = words(admin.get(ACCOUNTS))

    assert page.index("P Personal") < page.index("5010 Månadslön P Personal") < page.index("5610 Arbetsgivaravgifter P")


def test_what_is_booked_on_is_not_removed_but_what_nothing_uses_is(admin):
    used = admin.post(f"/struktur/kodplan/kod/{code('6010').ref.key}/ta-bort/", follow=True)
    assert "6010 is booked on in the ledger; give it a last year instead of removing it." in words(used)
    assert Code.objects.filter(code="6010").exists()

    admin.post(f"{ACCOUNTS}ny/", {"code": "9999", "name": "Oanvänt"})
    removed = admin.post(f"/struktur/kodplan/kod/{code('9999').ref.key}/ta-bort/", follow=True)
    assert not Code.objects.filter(code="9999").exists()

    admin.post(undo_address(removed))
    assert code("9999").name == "Oanvänt"


def test_a_ledger_unit_counts_for_the_unit_it_is_given_to(admin, place: SmallMunicipality):
    def outcome(unit: str) -> int:
        reading = read_statement(place.units[unit], Period.parse("2024"), "income_statement")
        return next(line for line in reading.lines if line.key == "premises").amounts[Measure.OUTCOME]

    assert outcome("KSF") == -40_000_00 * 12
    change = f"/struktur/kodplan/kod/{code('1010').ref.key}/andra/"
    answer = admin.post(change, {"code": "1010", "name": "Ansvar 1010", "unit": ""}, follow=True)

    assert "1010 belongs to no unit 2022–2024" in words(answer)
    admin.post(undo_address(answer))
    assert outcome("KSF") == -40_000_00 * 12
    assert code("1010").unit == place.units["KSF"]


def test_what_the_ledger_uses_without_a_name_is_listed_with_its_amounts(admin):
    Code.objects.filter(code="6010").delete()

    page = words(admin.get(ACCOUNTS))

    assert "6010 no name 2022–2024 −1 440 −480" in page.replace("\u00a0", " ")
    assert 'value="6010"' in admin.get(f"{ACCOUNTS}ny/?kod=6010").content.decode()


def test_the_list_is_saved_as_a_file_changed_and_sent_in_again(admin):
    saved = admin.get(f"{UNITS}fil/csv/").content.decode("utf-8-sig")
    assert "1010;Ansvar 1010;;KSF;;" in saved

    preview = sent(admin, UNITS, saved.replace("Ansvar 1010", "Gator") + "1030;Parker;1010;ksf;2024;\r\n")
    assert "1010 Gator Changed" in words(admin.get(preview))
    assert "1030 Parker New" in words(admin.get(preview))
    assert not Code.objects.filter(code="1030").exists()

    answer = imported(admin, preview)
    assert "The files are imported." in words(answer)
    assert (code("1010").name, code("1030").parent, code("1030").valid_from) == ("Gator", "1010", 2024)

    admin.post(undo_address(answer))
    assert code("1010").name == "Ansvar 1010"
    assert not Code.objects.filter(code="1030").exists()


def test_the_same_file_again_changes_nothing(admin):
    saved = admin.get(f"{ACCOUNTS}fil/csv/").content.decode("utf-8-sig")

    assert "Every code of the file is here already" in shown(admin, ACCOUNTS, saved)


def test_a_file_with_faults_saves_nothing_and_names_its_lines(admin):
    before = Code.objects.count()

    preview = sent(
        admin, UNITS, "Kod;Namn;Enhet;Från\n1040;Fritid;KSF;\n1050;;KSF;\n1060;Bad;XX;\n1070;Sim;KS;i fjol\n"
    )

    page = words(admin.get(preview))
    assert "koder.csv 3 a code and a name are needed." in page
    assert "koder.csv 4 there is no unit with the code XX." in page
    assert "koder.csv 5 i fjol is not a year; write it as 2024." in page
    assert press_import(admin, preview).status_code == 422
    assert Code.objects.count() == before


def test_a_file_without_the_columns_that_are_needed_says_which(admin):
    assert "“koder.csv” has no column called Code" in shown(admin, ACCOUNTS, "Nummer;Namn\n1;Ett\n2;Två\n")


def test_a_change_that_others_have_written_over_is_not_taken_back(admin):
    change = f"/struktur/kodplan/kod/{code('6010').ref.key}/andra/"
    first = admin.post(change, {"code": "6010", "name": "Hyror"}, follow=True)
    admin.post(change, {"code": "6010", "name": "Lokaler"})

    answer = admin.post(undo_address(first))

    assert "has been changed since, so this cannot be undone" in words(answer)
    assert code("6010").name == "Lokaler"


def test_the_list_is_searched_by_beginning_name_and_year(admin):
    admin.post(f"{ACCOUNTS}ny/", {"code": "5020", "name": "Timlön", "valid_from": "2025"})

    assert "Lokalhyra" not in words(admin.get(f"{ACCOUNTS}?text=50"))
    assert "5010" in words(admin.get(f"{ACCOUNTS}?text=månadsl"))
    assert "Timlön" not in words(admin.get(f"{ACCOUNTS}?year=2024"))
    assert "Nothing matches" in words(admin.get(f"{ACCOUNTS}?text=finns+inte"))


@pytest.mark.parametrize("kind", ["projekt", "motparter", "verksamheter"])
def test_every_kind_of_code_has_its_list(admin, kind):
    page = words(admin.get(f"/struktur/kodplan/{kind}/"))

    if kind == "projekt":
        assert "1001 no name 2024 500 0" in page
    elif kind == "verksamheter":
        assert "100 Nämnd och styrelse" in page
    else:
        assert "No codes yet" in page


def test_codes_are_read_by_the_headings_of_the_economy_system_or_by_those_that_are_given(admin):
    assert "6120 Tryck New" in shown(admin, ACCOUNTS, "Kontonr;Kontobenämning\n6110;Kontor\n6120;Tryck\n")
    preview = sent(admin, ACCOUNTS, "Nyckel;Klartext\n6130;Papper\n")
    admin.post(f"{preview}las/", {"code": "Nyckel"})
    assert "6130 Papper New" in words(admin.get(preview))


def test_a_column_that_is_not_found_is_told_with_those_there_are(admin):
    told = shown(admin, ACCOUNTS, "Nyckel;Klartext\n6130;Papper\n")
    assert "has no column called Code; its columns are Nyckel, Klartext. Say below which of them holds it." in told


def test_a_code_that_stands_twice_in_a_file_is_told_with_both_lines(admin):
    told = shown(admin, ACCOUNTS, "Kod;Namn\n6110;Kontor\n6120;Tryck\n6110;Lokal\n")
    assert "koder.csv 4 the code 6110 stands on line 2 too; keep one of them." in told
    assert not Code.objects.filter(code="6110").exists()


def test_headings_that_were_said_are_remembered_for_files_with_the_same(admin):
    preview = sent(admin, ACCOUNTS, "Nyckel;Vad\n6130;Papper\n")
    admin.post(f"{preview}las/", {"code": "Nyckel", "name": "Vad"})
    assert "6140 Porto New" in shown(admin, ACCOUNTS, "Nyckel;Vad\n6140;Porto\n")
    assert "has no column called Code" in shown(admin, ACCOUNTS, "Nyckel;Vad;Mer\n6150;Bud;x\n")
    assert "has no column called Code" in shown(admin, UNITS, "Nyckel;Vad\n6150;Bud\n")


def test_an_import_of_codes_is_taken_back_from_the_list_of_imports(admin):
    answer = imported(admin, sent(admin, ACCOUNTS, "Kod;Namn\n6110;Kontor\n6120;Tryck\n"))
    (past,) = answer.context["page"].object_list
    assert "Accounts koder.csv 2 0 In use" in words(answer)

    admin.post(past.take_back)
    assert not Code.objects.filter(code__in=["6110", "6120"]).exists()
    assert "Taken back" in words(admin.get(answer.redirect_chain[-1][0]))


def test_the_page_of_files_offers_to_take_back_what_they_brought_and_not_what_later_ones_did(admin):
    first = sent(admin, ACCOUNTS, "Kod;Namn\n6110;Kontor\n")
    imported(admin, first)
    imported(admin, sent(admin, ACCOUNTS, "Kod;Namn\n6110;Kontorsmaterial\n"))

    answer = admin.get(first, follow=True)

    newer, older = answer.context["page"].object_list
    assert (older.cells[0][1], newer.cells[0][1]) == ("1", "0")
    assert undo_address(answer) == older.take_back != newer.take_back


def test_codes_are_read_on_the_command_line(place: SmallMunicipality, tmp_path: Path, capsys):
    path = tmp_path / "koder.csv"
    path.write_text("Kod;Namn\n6110;Kontor\n", encoding="utf-8")

    assert main(["import", "codes", str(path), "--kind", "account", "--dry-run"]) == 0
    assert not Code.objects.filter(code="6110").exists()
    assert main(["import", "codes", str(path), "--kind", "account"]) == 0
    assert code("6110").name == "Kontor"

    assert main(["import", "codes", str(path)]) == 2
    assert "--kind" in capsys.readouterr().err


def test_only_administrators_send_files_of_codes(client_of):
    coordinator = client_of(Role.COORDINATOR)
    assert coordinator.get(f"{ACCOUNTS}fran-fil/").status_code == 403
    assert coordinator.get("/BY/2024/kodplan/import/ny/").status_code == 403


LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7\n1 0 obj", "is neither a text file with columns nor an Excel or OpenDocument workbook"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "is neither a text file with columns nor"),
        (LOCKED, "is protected by a password; save it without one first."),
        (b"PK\x03\x04" + bytes(60), "is cut off or damaged"),
        (b'#FLAGGA 0\n#PROGRAM "x" 1\n#SIETYP 4\n#KONTO 1930 "Bank"\n', "is neither a text file with columns"),
        (b" \n", "is empty"),
    ],
)
def test_a_file_that_is_no_list_of_codes_is_told_in_a_sentence(admin, content, said):
    assert said in shown(admin, ACCOUNTS, content)


def test_what_the_ledger_uses_is_led_to_its_units_in_one_go_and_taken_back(admin, place):
    Code.objects.filter(dimension="unit").delete()
    assert "1010 no name" in words(admin.get(UNITS))

    sent = {"1010-name": "Kansliet", "1010-unit": place.units["KS"].pk, "1020-unit": place.units["KSF"].pk}
    saved = admin.post(f"{UNITS}saknade/", sent, follow=True)

    assert "2 codes are saved." in words(saved)
    assert "Used in the ledger but still to be sorted out" not in words(saved)
    assert [(str(each), each.unit) for each in Code.objects.filter(dimension="unit")] == [
        ("1010 Kansliet", place.units["KS"]),
        ("1020 Enhet KSF", place.units["KSF"]),  # called what its unit is called
    ]
    admin.post(undo_address(saved))
    assert not Code.objects.filter(dimension="unit").exists()


def test_codes_that_nothing_is_said_of_are_left_and_what_is_wrong_loses_nothing(admin, place):
    Code.objects.filter(dimension="unit").delete()

    wrong = admin.post(f"{UNITS}saknade/", {"1010-name": "K" * 200, "1020-name": "Skolor"})

    assert wrong.status_code == 422
    assert 'value="Skolor"' in wrong.content.decode()
    assert not Code.objects.filter(dimension="unit").exists()
    admin.post(f"{UNITS}saknade/", {"1020-name": "Skolor"})
    assert [str(each) for each in Code.objects.filter(dimension="unit")] == ["1020 Skolor"]


def test_only_an_administrator_is_offered_to_name_codes(client_of):
    Code.objects.filter(dimension="unit").delete()

    assert "Save what is filled in" not in words(client_of(Role.COORDINATOR).get(UNITS))
    assert client_of(Role.COORDINATOR).post(f"{UNITS}saknade/", {"1010-name": "Kansliet"}).status_code == 403
