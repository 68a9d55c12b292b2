"""Tables that people have pasted, under the texts they belong to."""

import pytest

from tertial.texts.models import Attachment, AttachmentKind


@pytest.fixture
def address(demo_municipality: None) -> str:
    """The text that the sample's first pasted table stands under."""
    section = Attachment.objects.filter(kind=AttachmentKind.TABLE).first().section
    return f"/texter/{section.subject}/{section.slot}/{section.period}/"


@pytest.mark.parametrize("width", [1280, 700])
def test_the_first_row_of_a_pasted_table_stands_below_its_headings(width, address, page, sign_in):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, "rapportor")
    page.goto(address)
    table = page.locator(".attached-table table").first
    heading = table.locator("thead th").first.bounding_box()
    first = table.locator("tbody tr").first.bounding_box()

    assert first["y"] >= heading["y"] + heading["height"] - 1


def test_the_figures_of_a_pasted_table_are_set_to_the_right_with_their_headings(address, page, sign_in):
    sign_in(page, "rapportor")
    page.goto(address)
    table = page.locator(".attached-table table").first
    figures = [*table.locator("thead th.num").all(), *table.locator("td.num").all()]

    assert len(figures) > 1
    for each in figures:
        assert each.evaluate("each => getComputedStyle(each).textAlign") in {"end", "right"}
