"""Pictures and tables under a text."""

import re
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.texts.attachments.files import picture_content
from tertial.texts.models import Attachment
from tests.shared.pages import undo_address, words
from tests.shared.small_rooms.free import picture_file
from tests.texts.conftest import address

TABLE = "Åtgärd\tUtgift\nUnderhåll\t5,6\nSumma\t10,1"


def upload(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> SimpleUploadedFile:
    return SimpleUploadedFile("bild", picture_file(kind, size).read())


@pytest.fixture
def add(anna, browser):
    """Anna adds a picture or a table, and gets the page she comes to."""

    def added(page: str, **form: object):
        return browser(anna).client.post(address(page), form, follow=True)

    return added


def test_a_picture_is_shown_under_its_text_with_words_for_whoever_cannot_see_it(add, reader, browser):
    page = add("picture_new", file=upload(), alternative="En grön yta", caption="Torget")
    picture = Attachment.objects.get()

    assert 'alt="En grön yta"' in page.content.decode()
    shown = browser(reader).client.get(reverse("texts:picture", args=[picture.ref]))
    assert shown["Content-Type"] == "image/png"
    assert Image.open(BytesIO(shown.content)).size == (40, 20)
    assert AuditEntry.objects.get(action="attachment.add").after["caption"] == "Torget"


def test_a_picture_without_words_is_refused_and_what_was_typed_stays(add):
    page = add("picture_new", file=upload(), alternative=" ", caption="Torget")

    assert page.status_code == 422
    assert 'value="Torget"' in page.content.decode()
    assert not Attachment.objects.exists()


def test_a_picture_sent_without_words_is_kept_so_that_only_the_words_must_be_written(add):
    refused = add("picture_new", file=upload(size=(50, 20)), alternative=" ", caption="Torget")
    staged = refused.context["form"]["staged"].value()
    still = add("picture_new", staged=staged, alternative="", caption="Torget")
    assert f'name="staged" value="{staged}"' in still.content.decode()

    add("picture_new", staged=still.context["form"]["staged"].value(), alternative="En yta", caption="Torget")

    picture = Attachment.objects.get()
    assert (picture.width, picture.height) == (50, 20)
    assert Image.open(BytesIO(picture_content(picture.file))).size == (50, 20)


@pytest.mark.parametrize("staged", ["../../tertial.sqlite3", "0" * 64 + ".png", "x"])
def test_a_name_of_a_picture_that_nobody_laid_aside_is_refused(add, staged):
    page = add("picture_new", staged=staged, alternative="En yta")

    assert page.status_code == 422
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n broken", b"GIF89a\x01\x00\x01\x00"])
def test_a_file_that_is_no_picture_is_refused_in_one_sentence(add, content):
    page = add("picture_new", file=SimpleUploadedFile("bild.png", content or b" "), alternative="En yta")

    assert page.status_code == 422
    assert "PNG" in words(page)
    assert not Attachment.objects.exists()


def test_what_a_camera_wrote_about_the_place_is_taken_away_and_the_picture_is_turned_upright(add):
    taken = Image.new("RGB", (60, 30), "#8c3b2e")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned a quarter
    exif[0x010E] = "Hemma hos Anna"
    file = BytesIO()
    taken.save(file, "JPEG", exif=exif)

    add("picture_new", file=SimpleUploadedFile("foto.jpg", file.getvalue()), alternative="En röd yta")

    kept = picture_content(Attachment.objects.get().file)
    assert b"Hemma hos Anna" in file.getvalue()
    assert b"Hemma hos Anna" not in kept
    assert Image.open(BytesIO(kept)).size == (30, 60)
    assert not Image.open(BytesIO(kept)).getexif()


def test_a_large_picture_is_made_small_enough_for_a_page(add):
    add("picture_new", file=upload(size=(3000, 500)), alternative="Ett panorama")

    assert Attachment.objects.get().width == 2000


def test_a_pasted_table_is_a_real_table_with_figures_to_the_right(add):
    page = add("table_new", caption="Fastigheter, mnkr", pasted=TABLE, headings="on", save="")

    assert re.search('<td class="num"[^>]*>5,6</td>', page.content.decode())
    assert "Fastigheter, mnkr" in words(page)


def test_one_sees_how_a_table_is_read_before_it_is_saved(add):
    page = add(
        "table_new", caption="", pasted="Lokal\tYta\nSalen\tStängt\nHallen\t120\nRummet\t9", headings="on", look=""
    )

    assert page.status_code == 200
    assert "Stängt" in words(page)
    assert 'name="kind_1"' in page.content.decode()
    assert not Attachment.objects.exists()


ODD = "Lokal\tYta\tHyra\nSalen\tStängt\t7\nHallen\t120\t5 kr\nRummet\t9\t8"


def test_cells_that_are_no_figures_are_shown_once_before_a_table_is_saved(add):
    form = {"caption": "Lokaler", "pasted": ODD, "headings": "on"}
    stopped = add("table_new", **form, save="")

    assert stopped.status_code == 422
    assert not Attachment.objects.exists()
    assert re.findall("<mark>(.*?)</mark>", stopped.content.decode()) == ["Stängt", "5\xa0kr"]
    assert stopped.context["form"]["pasted"].value() == ODD

    asked = stopped.context["form"]
    add("table_new", **{field.name: field.value() for field in asked}, save="", shown="Stängt\t5 kr")
    table = Attachment.objects.get().table
    assert table["rows"][0]["cells"] == ["Salen", "Stängt", "7"]
    assert [column["kind"] for column in table["columns"]] == ["text", "amount", "amount"]


def test_odd_cells_that_came_after_the_warning_are_shown_too(add):
    page = add("table_new", caption="Lokaler", pasted=ODD, headings="on", save="", shown="Stängt")

    assert page.status_code == 422
    assert 'name="shown" value="Stängt&#9;5 kr"' in page.content.decode()


def test_a_table_with_saved_words_among_its_figures_is_changed_without_being_asked_again(add, anna, browser):
    add("table_new", caption="Lokaler", pasted=ODD, headings="on", save="", shown="Stängt\t5 kr")
    at = reverse("texts:attachment", args=[Attachment.objects.get().ref])

    browser(anna).client.post(at, {"caption": "Ytor", "pasted": ODD, "headings": "on", "save": ""})

    assert Attachment.objects.get().caption == "Ytor"


def test_a_column_can_be_said_to_hold_words(add):
    add("table_new", caption="Koder", pasted="Namn\tKod\nFiber\t1234", headings="on", save="", kind_1="text")

    assert Attachment.objects.get().table["columns"][1]["kind"] == "text"


@pytest.mark.parametrize(("caption", "pasted"), [("", TABLE), ("Tabell", "ingen tabell"), ("Tabell", "")])
def test_a_table_that_lacks_something_is_refused_and_nothing_is_lost(add, caption, pasted):
    page = add("table_new", caption=caption, pasted=pasted, headings="on", save="")

    assert page.status_code == 422
    assert not Attachment.objects.exists()


def test_codes_years_and_quotation_marks_come_out_of_the_form_as_they_went_in(add):
    pasted = 'Post\tKod\tÅr\tAntal\n"Halvt citat\t0101\t2023\t5\n"Bra" jobb\t0102\t2024\t6'
    page = add("table_new", caption="Koder", pasted=pasted, headings="on", save="").content.decode()

    assert all(f">{written}<" in page for written in ("0101", "0102", "2023", "2024", "&quot;Bra&quot; jobb"))
    assert "&quot;Halvt citat" in page


def test_a_table_is_changed_in_the_form_it_was_pasted_in(add, anna, browser):
    add("table_new", caption="Fastigheter", pasted=TABLE, headings="on", save="")
    table = Attachment.objects.get()
    at = reverse("texts:attachment", args=[table.ref])

    assert TABLE in browser(anna).client.get(at).context["form"].initial["pasted"]
    browser(anna).client.post(at, {"caption": "Hus", "pasted": TABLE.replace("5,6", "7"), "headings": "on", "save": ""})

    table.refresh_from_db()
    assert table.caption == "Hus"
    assert table.table["rows"][0]["cells"] == ["Underhåll", "7"]


def test_attachments_change_places_and_what_is_taken_away_comes_back(add, anna, browser):
    add("picture_new", file=upload(), alternative="Först")
    add("table_new", caption="Sedan", pasted=TABLE, headings="on", save="")
    first, second = Attachment.objects.all()
    clicks = browser(anna).client

    clicks.post(reverse("texts:attachment_move", args=[second.ref, "upp"]))
    assert [str(each) for each in Attachment.objects.all()] == ["Sedan", "Först"]
    clicks.post(reverse("organisation:undo", args=[audit.history(second).first().pk]))
    assert [str(each) for each in Attachment.objects.all()] == ["Först", "Sedan"]
    clicks.post(reverse("texts:attachment_move", args=[second.ref, "upp"]))

    page = clicks.post(reverse("texts:attachment_archive", args=[first.ref]), follow=True)
    assert reverse("texts:attachment_restore", args=[first.ref]) in page.content.decode()
    clicks.post(reverse("texts:attachment_restore", args=[first.ref]))
    assert [str(each) for each in Attachment.objects.filter(archived_at=None)] == ["Sedan", "Först"]


def test_a_new_picture_or_table_is_taken_back_from_the_message(add, anna, browser):
    for page in (
        add("picture_new", file=upload(), alternative="Först"),
        add("table_new", caption="Sedan", pasted=TABLE, headings="on", save=""),
    ):
        browser(anna).client.post(undo_address(page))
    assert not Attachment.objects.filter(archived_at=None).exists()


def test_a_change_of_a_picture_or_table_is_taken_back_from_the_message(add, anna, browser):
    add("picture_new", file=upload(), alternative="Först")
    add("table_new", caption="Sedan", pasted=TABLE, headings="on", save="")
    picture, table = Attachment.objects.all()
    clicks = browser(anna).client

    form = {"file": upload(size=(60, 60)), "alternative": "Annan"}
    changed = clicks.post(reverse("texts:attachment", args=[picture.ref]), form, follow=True)
    clicks.post(undo_address(changed))
    form = {"caption": "Ny", "pasted": "A\tB\nC\t1", "headings": "on", "save": ""}
    changed = clicks.post(reverse("texts:attachment", args=[table.ref]), form, follow=True)
    clicks.post(undo_address(changed))

    fields = ("alternative", "caption", "file", "width", "height", "table")
    for before in (picture, table):
        now = Attachment.objects.get(pk=before.pk)
        assert [getattr(now, field) for field in fields] == [getattr(before, field) for field in fields]


def test_what_has_been_changed_since_is_not_taken_back(add, anna, browser):
    added = add("table_new", caption="Sedan", pasted=TABLE, headings="on", save="")
    table = Attachment.objects.get()
    form = {"caption": "Senare", "pasted": TABLE, "headings": "on", "save": ""}
    browser(anna).client.post(reverse("texts:attachment", args=[table.ref]), form)

    answer = browser(anna).client.post(undo_address(added), follow=True)

    assert answer.status_code == 422
    assert Attachment.objects.get().caption == "Senare"


def test_the_words_under_a_picture_and_over_a_table_are_called_what_they_are(anna, browser):
    assert "Bildtext" in words(browser(anna).get("picture_new"))
    assert "Tabelltext" in words(browser(anna).get("table_new"))


def test_only_who_may_write_the_text_may_add_to_it(reader, outsider, browser):
    for person, status in ((reader, 403), (outsider, 404)):
        form = {"alternative": "En yta", "file": upload()}
        assert browser(person).client.post(address("picture_new"), form).status_code == status
    assert not Attachment.objects.exists()
