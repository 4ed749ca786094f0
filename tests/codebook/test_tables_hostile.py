"""Tables of whatever there is: refused in a sentence, or a codebook that our reader accepts."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.codebook import parse_codebook
from qualcode.codebook.tables import as_yaml, book_of
from qualcode.documents.document import Table
from qualcode.errors import FaultsFound
from qualcode.tables import TableChoice
from qualcode.transcripts.attributes import Known, attribute_rows, merged
from tests.documents.laid_out import document

HEADINGS = st.sampled_from(
    ["Code", "Theme", "Sub-theme", "Name", "ID", "Parent", "Kind", "Definition", "Examples", "Include", "No",
     "Files", "Notes", "", "Colour", "Theme definition", "Rules", "Exclude", "Participant", "Country", "Age"]
)  # fmt: skip
CELLS = st.one_of(
    st.sampled_from(
        ["", "", "A", "B", "a", "A > B", "A/B", "1.1 A", "1. B", "1.1", "2", "theme", "flag", "red", "- x",
         "  A", "信", "n/a"]
    ),
    st.text(max_size=12),
    st.text(st.characters(codec=None), max_size=6),
)  # fmt: skip


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with headings somewhere, and merged cells anywhere."""
    width = draw(st.integers(1, 5))
    head = draw(st.lists(HEADINGS, min_size=width, max_size=width))
    row = st.lists(CELLS, min_size=width, max_size=width)
    above, below = draw(st.lists(row, max_size=2)), draw(st.lists(row, max_size=7))
    rows = tuple(map(tuple, (*above, head, *below)))
    place = st.tuples(st.integers(0, len(rows)), st.integers(0, width))
    return Table(rows, "", 1, draw(st.dictionaries(place, place, max_size=4)))


@settings(max_examples=300)
@given(tables(), tables())
def test_any_table_is_refused_in_a_sentence_or_becomes_a_codebook(first: Table, second: Table) -> None:
    try:
        found = book_of(document(first, second), TableChoice(), place="x.csv", name="x")
    except FaultsFound:
        return
    read = parse_codebook(as_yaml(found.title, found.codes, source="x.csv"))
    assert [(code.id, code.name, code.definition) for code in read] == [
        (code.id, code.name, code.definition) for code in found.codes
    ]
    assert sum(found.levels) == len(found.codes)


@settings(max_examples=200)
@given(tables())
def test_any_table_is_refused_in_a_sentence_or_becomes_rows(table: Table) -> None:
    try:
        found = attribute_rows(document(table), "participants", Known(), TableChoice(), place="x.csv")
        plan = merged(None, found, Known(), "x.csv")
    except FaultsFound:
        return
    assert plan.added == len({row.id.casefold() for row in found.rows})
