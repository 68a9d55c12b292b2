"""The HTML file: complete in itself, marked up for those who listen, readable on a phone."""

import re
from base64 import b64encode
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from tertial.domain.document import Document, Paragraph, Section, Text
from tertial.reports.render.html import render_fragment, render_html
from tertial.reports.render.wording import words_in

VOID = {"meta", "link", "br", "img", "hr", "input"}


class Reader(HTMLParser):
    """Notes every element, and whatever is closed in the wrong place."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(tag)

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every such element."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def read(page) -> Reader:
    """The file, read."""
    reader = Reader()
    reader.feed(page)
    return reader


def test_every_element_is_closed_where_it_was_opened(read):
    assert read.faults == []
    assert read.open == []


def test_every_address_in_the_file_is_unique_and_every_link_finds_its_own(read):
    identifiers = [attributes["id"] for _, attributes in read.elements if attributes.get("id")]
    targets = [link["href"][1:] for link in read.all("a") if (link["href"] or "").startswith("#")]

    assert len(identifiers) == len(set(identifiers))
    assert set(targets) <= set(identifiers)


def test_the_file_loads_nothing(read):
    loading = [
        attributes
        for _, attributes in read.elements
        if "srcset" in attributes or not attributes.get("src", "data:").startswith("data:")
    ]

    assert loading == []
    assert not {"script", "link", "iframe", "object", "image", "use"} & {name for name, _ in read.elements}


def test_the_page_says_its_language_and_title_and_lets_one_skip_to_the_text(page, read):
    assert read.all("html") == [{"lang": "sv"}]
    assert "<title>Verksamhetsberättelse 2024 – Kommunstyrelsen, Huddinge kommun</title>" in page
    assert next(link for link in read.all("a"))["href"] == "#report"
    assert read.all("main")[0]["id"] == "report"


def test_headings_follow_each_other_without_a_gap(read):
    levels = [int(name[1]) for name, _ in read.elements if re.fullmatch(r"h[1-6]", name)]

    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_heading_cell_says_what_it_heads(read):
    assert {cell.get("scope") for cell in read.all("th")} == {"col", "row", "rowgroup"}
    assert len(read.all("caption")) == len([table for table in read.all("table") if table.get("class") != "doc-plain"])


def test_a_table_of_many_columns_scrolls_by_itself_with_the_keyboard(read):
    boxes = [box for box in read.all("div") if box.get("class") == "doc-scroll"]

    assert boxes
    assert all(box["tabindex"] == "0" and box["aria-labelledby"] for box in boxes)


def test_a_chart_is_an_image_with_words_and_its_figures_beside_it(page, read):
    charts = [drawing for drawing in read.all("svg") if drawing.get("role") == "img"]

    assert len(charts) == 5
    assert all(chart["aria-label"] for chart in charts)
    assert page.count("<details>") == 5


def test_a_picture_holds_its_file_and_says_in_words_what_it_shows(page, document):
    staff = next(block for block in document.blocks if block.anchor == "staff")
    address = f"data:image/jpeg;base64,{b64encode(staff.blocks[1].content).decode()}"

    assert f'<img src="{address}" width="1200" height="600" alt="Ett rött hus under en ljus himmel.">' in page
    assert "<figcaption>Skiss av huset.</figcaption>" in page


def test_a_status_has_its_word_and_a_shape_that_is_only_for_the_eye(page):
    assert re.search(r'<svg aria-hidden="true"[^>]*>.*?</svg>I hög grad uppfyllt</span>', page)


def test_a_figure_tells_where_it_came_from(page):
    assert '<data value="55" data-ref="outcome:77">55\u00a0%</data>' in page
    assert '<span data-ref="target:9">≤38</span>' in page


def test_what_people_write_is_text_and_never_markup(drawings):
    written = "<script>alert('x')</script> & \"så\"\x0b"
    document = Document(written, (Section(written, "a", (Paragraph((Text(written, strong=True),)),)),))

    page = render_html(document, drawings).decode()

    assert "<script" not in page
    assert page.count("&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt; &amp; &quot;så&quot;") == 5
    assert "\x0b" not in page


def test_the_part_for_a_page_of_the_system_has_no_heading_of_level_one(document, drawings):
    fragment = render_fragment(document, drawings)

    assert fragment.startswith('<article class="doc-document" lang="sv">')
    assert "<h1" not in fragment
    assert '<h2 id="economy">Ekonomi</h2>' in fragment


def test_a_figure_of_a_page_leads_to_what_it_came_from_and_nothing_else_becomes_a_link(document, drawings):
    fragment = render_fragment(document, drawings, lambda ref: f"/spar/{ref}/?a=1&b=2")

    link = '<a class="doc-trace" href="/spar/outcome:77/?a=1&amp;b=2">'
    assert f'{link}<data value="55" data-ref="outcome:77">55\u00a0%</data></a>' in fragment
    assert re.sub(r'<a class="doc-trace"[^>]*>(<data[^>]*>[^<]*</data>)</a>', r"\1", fragment) == render_fragment(
        document, drawings
    )


def test_headings_deeper_than_six_keep_their_level(drawings):
    blocks = (Paragraph((Text("längst in"),)),)
    for depth in range(7, 0, -1):
        blocks = (Section(f"Nivå {depth}", f"level-{depth}", blocks),)

    page = render_html(Document("Rapport", blocks), drawings).decode()

    assert '<h6 id="level-6" aria-level="7">' in page


@pytest.fixture(scope="module")
def browser_page(page, tmp_path_factory):
    """The file in a real browser."""
    path = tmp_path_factory.mktemp("html") / "report.html"
    path.write_text(page, encoding="utf-8")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        opened = browser.new_page()
        opened.goto(path.as_uri())
        yield opened
        browser.close()


@pytest.mark.browser
def test_axe_finds_nothing_to_remark_on(browser_page):
    found = Axe().run(browser_page)

    assert found.response["violations"] == [], found.generate_report()


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 640, 1280])
def test_nothing_but_wide_tables_scrolls_sideways(browser_page, width):
    browser_page.set_viewport_size({"width": width, "height": 700})

    assert browser_page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_words_around_the_report_are_in_its_language(page):
    assert words_in("sv").contents in page
    assert words_in("en").contents == "Contents"
