"""What a written text looks like on a page."""

from decimal import Decimal

from tertial.domain.document import Figure, List, Paragraph, Text
from tertial.domain.document.rich_html import rich_html
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref


def test_words_are_escaped_and_marks_become_elements():
    runs = (Text("<b>a</b> & "), Text("b", strong=True, emphasis=True), Text("c", href='https://x.se/?a="1"'))

    assert rich_html([Paragraph(runs)]) == (
        "<p>&lt;b&gt;a&lt;/b&gt; &amp; <strong><em>b</em></strong>"
        '<a href="https://x.se/?a=&quot;1&quot;" rel="noopener noreferrer">c</a></p>'
    )


def test_lists_keep_their_kind():
    items = ((Text("ett"),), (Text("två"),))

    assert rich_html([List(items)]) == "<ul><li>ett</li><li>två</li></ul>"
    assert rich_html([List(items, ordered=True)]) == "<ol><li>ett</li><li>två</li></ol>"


def test_a_live_figure_is_printed_the_swedish_way_and_says_where_it_comes_from():
    figure = Figure(Quantity(Decimal("51776"), Unit.TKR, 0), ref=Ref("outcome", 7))

    assert rich_html([Paragraph((figure,))]) == (
        '<p><span class="live-figure" data-ref="outcome:7">51\u00a0776</span></p>'
    )


def test_characters_that_no_page_may_hold_are_left_out():
    assert rich_html([Paragraph((Text("a\x00b"),))]) == "<p>ab</p>"
