"""Static files: addresses with a hash, kept for a year, compressed."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path
from posixpath import dirname, join, normpath

import pytest
from django.templatetags.static import static
from django.test import Client
from django.urls import reverse

import tertial
from tertial.common import static_files
from tertial.common.static_files import folder_hashes
from tests.shared.factories import PersonFactory

pytestmark = pytest.mark.django_db

SOURCE = Path(tertial.__file__).parent
STYLE = "tertial/dist/style.css"
YEAR = f"max-age={365 * 24 * 60 * 60}, public, immutable"


def test_a_page_asks_for_static_files_by_their_hash_and_they_are_kept_for_a_year(client: Client):
    PersonFactory()  # so that the installation has begun
    page = client.get(reverse("accounts:sign_in")).content.decode()

    asked = set(re.findall(r'"(/static/[^"]+)"', page))
    assert {Path(address).name for address in asked} >= {"style.css", "app.js", "editor.js", "chart.js", "icon.svg"}
    for address in asked:
        assert re.match(r"/static/\w+\.[0-9a-f]{12}/", address), address
        assert kept_for(client, address) == YEAR, address


def kept_for(client: Client, address: str) -> str:
    """How long browsers keep what the address gives."""
    answer = client.get(address)
    answer.close()
    return answer.get("Cache-Control", "")


def named_beside() -> Iterator[tuple[str, str]]:
    """Each file that a style sheet or a script of ours names, with the one that names it."""
    ours = {name: path for name, path in static_files.static_files().items() if SOURCE in path.parents}
    for name, path in ours.items():
        text = path.read_text(encoding="utf-8") if path.suffix in {".css", ".js"} else ""
        written = (
            r"""url\(["']?(?!data:|#)([^"')]+)["']?\)""" if path.suffix == ".css" else r"""\bimport\(?["']([^"']+)"""
        )
        yield from ((name, named) for named in re.findall(written, text))


def test_what_a_style_sheet_or_a_module_names_lies_in_the_folder_with_the_same_hash(client: Client):
    named = list(named_beside())

    assert (STYLE, "./inter-latin-wght-normal.woff2") in named
    for name, beside in named:
        wanted = normpath(join(dirname(name), beside))
        assert wanted.partition("/")[0] == name.partition("/")[0]
        assert kept_for(client, normpath(join(dirname(static(name)), beside))) == YEAR
        assert static(wanted) == normpath(join(dirname(static(name)), beside))


def test_the_address_changes_with_what_the_folder_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "a.css").write_text("a { color: red }")
    monkeypatch.setattr(static_files, "static_files", lambda: {"room/a.css": tmp_path / "a.css"})

    before = folder_hashes.__wrapped__()
    assert folder_hashes.__wrapped__() == before
    (tmp_path / "a.css").write_text("a { color: blue }")
    assert folder_hashes.__wrapped__() != before


@pytest.mark.parametrize("address", ["/static/tertial.0123456789ab/dist/style.css", "/static/tertial/dist/style.css"])
def test_an_older_hash_or_none_gives_the_file_of_now_to_be_asked_for_again(client: Client, address: str):
    answer = client.get(address)

    assert answer.getvalue() == static_files.static_files()[STYLE].read_bytes()
    assert answer["Cache-Control"] == "max-age=0, public"
    assert client.get(address, headers={"if-modified-since": answer["Last-Modified"]}).status_code == 304


def test_a_file_that_is_not_there_is_an_address_like_any_other(client: Client):
    assert client.get("/static/tertial.0123456789ab/dist/none.css").status_code in {302, 404}


def test_text_is_sent_compressed_to_whoever_reads_it_so(client: Client):
    plain = client.get(static(STYLE))
    whole = plain.getvalue()
    small = client.get(static(STYLE), headers={"accept-encoding": "br, gzip"})

    assert (small["Content-Encoding"], small["Vary"], plain["Vary"]) == ("gzip", "Accept-Encoding", "Accept-Encoding")
    assert small["Cache-Control"] == YEAR
    assert gzip.decompress(small.content) == whole
    assert len(small.content) < len(whole) / 4


def test_a_font_is_compressed_already_and_sent_as_it_is(client: Client):
    font = client.get(static("tertial/dist/inter-latin-wght-normal.woff2"), headers={"accept-encoding": "gzip"})

    font.close()
    assert "Content-Encoding" not in font
    assert font["Content-Type"] == "font/woff2"


def test_a_part_of_a_file_is_of_the_file_as_it_is(client: Client):
    part = client.get(static(STYLE), headers={"accept-encoding": "gzip", "range": "bytes=0-9"})

    assert (part.status_code, len(part.getvalue())) == (206, 10)
