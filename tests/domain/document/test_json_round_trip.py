"""Whatever the tree holds comes back from its JSON as it was."""

import json
from datetime import UTC

from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.document import (
    BlocksCell,
    Callout,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Detail,
    Document,
    EmptyCell,
    Figure,
    FigureCell,
    List,
    Note,
    Paragraph,
    Picture,
    ReferenceLine,
    Row,
    RowKind,
    Section,
    Series,
    Shape,
    Status,
    StatusCell,
    StatusMark,
    Table,
    TargetKind,
    Text,
    TextCell,
    Tone,
    from_json,
    to_json,
)
from tertial.domain.quantity import Quantity, Unit

texts = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), max_size=12)
headings = texts.filter(str.strip)
decimals = st.decimals(-(10**20), 10**20, allow_nan=False, allow_infinity=False, places=4)
quantities = st.builds(Quantity, decimals, st.sampled_from(Unit), st.integers(0, 3))
figures = st.builds(Figure, quantities, texts, st.booleans())
runs = st.lists(
    st.one_of(
        figures,
        st.builds(Text, texts, st.booleans(), st.booleans(), st.sampled_from(["", "https://huddinge.se", "#goal-1"])),
    ),
    max_size=3,
).map(tuple)
marks = st.builds(StatusMark, headings, st.sampled_from(Shape), st.sampled_from(Tone), texts)
small_blocks = st.one_of(
    st.builds(Paragraph, runs),
    st.builds(Note, runs),
    st.builds(List, st.lists(runs, max_size=2).map(tuple), st.booleans()),
    st.builds(Status, marks, texts),
)
cells = st.one_of(
    st.builds(TextCell, runs, texts),
    st.builds(FigureCell, figures),
    st.builds(StatusCell, marks),
    st.builds(EmptyCell, texts),
    st.builds(BlocksCell, st.lists(small_blocks, max_size=2).map(tuple)),
)


@st.composite
def tables(draw) -> Table:
    columns = draw(st.lists(st.builds(Column, texts, st.sampled_from(ColumnKind)), min_size=1, max_size=3))
    row_cells = st.lists(cells, min_size=len(columns), max_size=len(columns)).map(tuple)
    full_rows = st.builds(Row, row_cells, st.sampled_from(RowKind), st.integers(0, 2))
    group_rows = st.builds(Row, st.tuples(cells), st.just(RowKind.GROUP))
    rows = draw(st.lists(st.one_of(full_rows, group_rows), max_size=3))
    notes = draw(st.lists(st.builds(Note, runs), max_size=2))
    return Table(draw(headings), tuple(columns), tuple(rows), tuple(notes), draw(texts), draw(st.booleans()))


@st.composite
def charts(draw) -> Chart:
    categories = tuple(draw(st.lists(texts, max_size=3)))
    size = len(categories)
    figure_rows = st.lists(st.none() | figures, min_size=size, max_size=size).map(tuple)
    series = tuple(draw(st.lists(st.builds(Series, texts, figure_rows), max_size=2)))
    target = st.builds(ReferenceLine, st.sampled_from(TargetKind), texts, texts, decimals, st.none() | decimals, texts)
    targets = tuple(draw(st.lists(target, max_size=2)))
    kind = draw(st.sampled_from(ChartKind))
    return Chart(draw(headings), kind, categories, series, draw(headings), draw(texts), targets)


callouts = st.builds(Callout, st.lists(small_blocks, max_size=2).map(tuple), texts, st.sampled_from(Tone))
pictures = st.builds(
    Picture,
    st.binary(min_size=1, max_size=20),
    st.sampled_from(["image/png", "image/jpeg"]),
    st.integers(1, 4000),
    st.integers(1, 4000),
    headings,
    texts,
)
leaves = st.one_of(small_blocks, tables(), charts(), callouts, pictures)
anchors = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
blocks = st.recursive(
    leaves,
    lambda inner: st.builds(Section, headings, anchors, st.lists(inner, max_size=3).map(tuple)),
    max_leaves=6,
)
documents = st.builds(
    Document,
    headings,
    st.lists(blocks, max_size=3).map(tuple),
    texts,
    texts,
    texts,
    st.sampled_from(["sv", "en"]),
    st.none() | st.datetimes(timezones=st.just(UTC)),
    st.lists(st.builds(Detail, texts, texts), max_size=2).map(tuple),
)


@given(documents)
def test_any_document_comes_back_from_its_json_unchanged(document):
    assert from_json(json.loads(json.dumps(to_json(document)))) == document
