"""What holds for every tally, whatever the study."""

from __future__ import annotations

import numpy as np
import pandas as pd
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from qualcode.analysis.tables import CODING_COLUMNS, words_between
from qualcode.analysis.tally import COUNTS, Count, TallyCell, tally_cells
from tests.analysis.generated import LINEAGES, Made, codings_table, studies
from tests.analysis.recount import Piece, Voice, counted, out_of

ATTRIBUTES = {"role": "participant.role", "kind": "transcript.kind"}
GROUPS = {"role": ["cook", "farmer", "baker", "(none)"], "kind": ["interview", "document"]}
Result = tuple[dict[tuple[str, str], TallyCell], dict[str, TallyCell]]


def tallied(study: Made, by: str, count: Count, codings: pd.DataFrame | None = None) -> Result:
    """Cells by code and group, and totals by code."""
    _, cells, totals = tally_cells(
        study.codings_table if codings is None else codings,
        study.voices_table,
        LINEAGES,
        by=by,
        count=count,
        groups=GROUPS[by],
        words=study.words,
    )
    return {(cell.code, cell.group): cell for cell in cells}, {total.code: total for total in totals}


counts = st.sampled_from(COUNTS)
attributes = st.sampled_from(sorted(GROUPS))
few = settings(max_examples=40)  # each example is a table, and the first law says the most


@settings(max_examples=120)
@given(study=studies(), by=attributes, count=counts)
def test_tally_equals_counting_with_loops(study: Made, by: str, count: Count) -> None:
    cells, totals = tallied(study, by, count)
    for code, members in LINEAGES.items():
        for group in GROUPS[by]:
            part = [
                voice for voice in study.voices if (voice.attributes[ATTRIBUTES[by]] or "(none)") == group
            ]
            cell = cells[code, group]
            assert (cell.n, cell.N) == (counted(study.pieces, part, members, count), out_of(part, count))
        total = totals[code]
        expected = counted(study.pieces, study.voices, members, count), out_of(study.voices, count)
        assert (total.n, total.N) == expected


@few
@given(study=studies(), by=attributes, count=counts)
def test_total_is_the_union_of_its_groups(study: Made, by: str, count: Count) -> None:
    """The largest group ≤ total ≤ sum of the groups, for what is counted and for what it is out of."""
    cells, totals = tallied(study, by, count)
    for code, total in totals.items():
        row = [cells[code, group] for group in GROUPS[by]]
        assert max(cell.n for cell in row) <= total.n <= sum(cell.n for cell in row)
        assert max(cell.N for cell in row) <= total.N <= sum(cell.N for cell in row)


@few
@given(
    study=studies(whole_units=True),
    counted_by=st.sampled_from(
        [
            ("kind", "transcripts"),
            ("kind", "codings"),
            ("kind", "words"),
            ("role", "codings"),
            ("role", "words"),
        ]
    ),
)
def test_total_is_the_sum_where_nothing_is_in_two_groups(study: Made, counted_by: tuple[str, Count]) -> None:
    """A transcript has one kind; a coding and a word belong to one voice."""
    by, count = counted_by
    cells, totals = tallied(study, by, count)
    for code, total in totals.items():
        row = [cells[code, group] for group in GROUPS[by]]
        assert total.n == sum(cell.n for cell in row)
        assert sum(cell.N for cell in row) == total.N


@few
@given(study=studies(whole_units=True), by=attributes, count=counts)
def test_no_more_have_a_code_than_there_are(study: Made, by: str, count: Count) -> None:
    """0 ≤ n ≤ N, and percent lies between 0 and 100 or is None where N is 0."""
    cells, totals = tallied(study, by, count)
    for cell in (*cells.values(), *totals.values()):
        assert 0 <= cell.n <= cell.N
        assert cell.percent is None if cell.N == 0 else cell.percent is not None and 0 <= cell.percent <= 100


@few
@given(study=studies())
def test_no_more_words_are_coded_than_spoken(study: Made) -> None:
    """However many segments lie over a word, whatever their ends."""
    cells, totals = tallied(study, "role", "words")
    for cell in (*cells.values(), *totals.values()):
        assert cell.n <= cell.N


@few
@given(study=studies(), by=attributes, count=counts)
def test_parent_has_its_children_and_each_thing_once(study: Made, by: str, count: Count) -> None:
    """The largest child ≤ parent ≤ sum of the children and of the parent's own."""
    cells, totals = tallied(study, by, count)
    for place in GROUPS[by]:
        parent, apple, pear, own = (
            cells[code, place].n for code in ("fruit", "apple", "pear", "fruit alone")
        )
        assert max(apple, pear, own) <= parent <= apple + pear + own
    parent, apple, pear, own = (totals[code].n for code in ("fruit", "apple", "pear", "fruit alone"))
    assert max(apple, pear, own) <= parent <= apple + pear + own


@few
@given(study=studies(), data=st.data(), by=attributes, count=counts)
def test_order_and_repetition_of_codings_change_nothing(
    study: Made, by: str, count: Count, data: st.DataObject
) -> None:
    repeated = data.draw(st.permutations([*study.pieces, *study.pieces[::2]]))
    assert tallied(study, by, count, codings_table(repeated)) == tallied(study, by, count)


@few
@given(study=studies(), count=counts)
def test_one_more_coding_takes_nothing_away(study: Made, count: Count) -> None:
    """Counts never fall when a coding is added."""
    cells, totals = tallied(study, "role", count, codings_table(study.pieces[:-1]))
    more, more_totals = tallied(study, "role", count)
    assert all(more[key].n >= cell.n for key, cell in cells.items())
    assert all(more_totals[code].n >= total.n for code, total in totals.items())


@few
@given(study=studies(), count=counts)
def test_codings_of_voices_that_were_not_selected_do_not_count(study: Made, count: Count) -> None:
    """Selecting voices and leaving the codings as they are is the same as leaving out the others' codings."""
    selected = [voice for voice in study.voices if voice.attributes["participant.role"] != "cook"]
    assume(selected)
    keys = {voice.key for voice in selected}
    kept = [piece for piece in study.pieces if (piece.transcript, piece.participant) in keys]
    assert tallied(Made(selected, study.pieces), "kind", count) == tallied(
        Made(selected, kept), "kind", count
    )


@given(
    starts=st.lists(st.integers(0, 50), unique=True).map(sorted),
    cuts=st.lists(st.integers(0, 50), min_size=3, max_size=3).map(sorted),
)
def test_words_of_two_neighbouring_spans_add_up(starts: list[int], cuts: list[int]) -> None:
    table = np.array(starts, dtype=np.int64)
    start, middle, end = cuts
    assert words_between(table, start, end) == words_between(table, start, middle) + words_between(
        table, middle, end
    )
    assert words_between(table, start, end) == sum(start <= word < end for word in starts)


# --- worked examples with segments that overlap, as two coders may leave them --------------


def test_overlapping_segments_cover_their_words_once() -> None:
    #              0    5    10   15   20   25
    # the words    a    b    c    d    e    f
    # apple        [a    b    c]                 0–14
    # pear              [b    c    d]            5–19
    # fruit has the four words a, b, c and d, not six
    voice = Voice("T0", "A", "", {"transcript.kind": "interview", "participant.role": ""}, (), ())
    study = Made([voice], [Piece("T0", "A", 0, 14, "apple"), Piece("T0", "A", 5, 19, "pear")])
    _, totals = tallied(study, "kind", "words")
    assert (totals["apple"].n, totals["pear"].n, totals["fruit"].n, totals["storm"].n) == (3, 3, 4, 0)


def test_a_word_belongs_to_the_segment_in_which_it_starts() -> None:
    voice = Voice("T0", "A", "", {"transcript.kind": "interview", "participant.role": ""}, (), ())
    study = Made([voice], [Piece("T0", "A", 6, 10, "apple"), Piece("T0", "A", 10, 11, "storm")])
    _, totals = tallied(study, "kind", "words")
    assert totals["apple"].n == 0  # the word that starts at 5 is cut, the one at 10 is not reached
    assert totals["storm"].n == 1


def test_two_coders_of_one_segment_are_one_coding() -> None:
    voice = Voice("T0", "A", "", {"transcript.kind": "interview", "participant.role": ""}, (0, 5), ((0, 10),))
    study = Made([voice], [])
    codings = pd.DataFrame(
        [("T0", "A", 0, 10, "apple", coder, "", "") for coder in ("anna", "boris")], columns=CODING_COLUMNS
    )
    _, totals = tallied(study, "kind", "codings", codings)
    assert totals["apple"] == TallyCell("apple", "", 1, 1)
