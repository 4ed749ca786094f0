"""Hits in the order of the text, with their codes and with the words around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.concordance import (
    Concordance,
    Hit,
    codes_over,
    flat,
    hits_in,
    in_uncoded_units,
    line,
    segments,
    uncovered,
    with_codes,
)
from qualcode.transcripts import units_of
from qualcode.transcripts.canonical import parse_transcript

HEAD = "---\nid: T1\nkind: interview\nspeakers: {INT: interviewer, A: Ana}\n---\n\n"
TALK = parse_transcript(
    HEAD + "INT: Apples?\n\nA: I like apples. And\ngreen pears.\n\nNo plums, I think.\n\nINT: Why?"
)
BODY = TALK.body


def hit(start: int, end: int, unit: tuple[int, int] = (0, 99), transcript: str = "T1") -> Hit:
    return Hit(transcript, "Ana", "A", ((start, end),), unit, (0, 99))


def around(words: str) -> Hit:
    """The place of some words of the talk as a hit in its turn."""
    start = BODY.index(words)
    turn = next(turn for turn in TALK.turns if turn.start <= start < turn.end)
    return Hit("T1", "Ana", "A", ((start, start + len(words)),), (start, start + 1), (turn.start, turn.end))


# --- hits ---------------------------------------------------------------------------------


def test_a_hit_knows_its_place_its_unit_and_who_speaks() -> None:
    units = units_of(TALK, "sentence")
    found: list[list[tuple[tuple[int, int], ...]]] = [[((0, 6),)], [], [((0, 3), (10, 15))], [], []]
    asked, said = hits_in(TALK, units, found)
    assert (asked.participant, asked.speaker, BODY[asked.start : asked.end]) == (
        "interviewer",
        "INT",
        "Apples",
    )
    assert (said.participant, said.speaker, BODY[said.start : said.end]) == ("Ana", "A", "And\ngreen pears")
    assert [BODY[start:end] for start, end in said.words] == ["And", "pears"]
    assert BODY[slice(*said.unit)] == "And\ngreen pears."
    assert BODY[slice(*said.turn)].startswith("I like")


def test_talk_of_nobody_has_no_participant() -> None:
    document = parse_transcript("---\nid: D1\nkind: document\n---\n\nApples.")
    (found,) = hits_in(document, units_of(document, "turn"), [[((0, 6),)]])
    assert (found.participant, found.speaker) == ("", "")


def test_hits_of_a_unit_come_in_the_order_of_the_text() -> None:
    (unit,) = units_of(TALK, "turn")[1:2]
    found = hits_in(TALK, [unit], [[((20, 25),), ((2, 6),)]])
    assert [entry.start - unit.start for entry in found] == [2, 20]


def test_a_concordance_counts_transcripts_and_participants_once() -> None:
    hits = (hit(0, 1), hit(5, 6), Hit("T2", "interviewer", "INT", ((0, 1),), (0, 1), (0, 1)))
    found = Concordance("x", "sentence", 9, (*hits, Hit("T3", "", "", ((0, 1),), (0, 1), (0, 1))))
    assert (found.found_in, found.said_by) == (3, 1)


# --- codes --------------------------------------------------------------------------------


def test_a_hit_has_the_codes_that_share_a_code_point_with_it() -> None:
    codings = [
        ("T1", 0, 10, "b"),
        ("T1", 14, 20, "c"),
        ("T1", 8, 11, "a"),
        ("T1", 15, 30, "d"),
        ("T2", 0, 99, "e"),
    ]
    assert with_codes([hit(10, 15)], codings)[0].codes == ("a", "c")
    assert with_codes([hit(5, 12), hit(6, 7), hit(99, 100)], codings)[0].codes == ("b", "a")


def test_a_coding_that_starts_behind_a_short_hit_is_not_on_it() -> None:
    outer, inner = hit(0, 50), hit(5, 6)
    assert [entry.codes for entry in with_codes([outer, inner], [("T1", 20, 30, "a")])] == [("a",), ()]


def test_uncoded_is_what_stands_in_a_unit_without_any_coding() -> None:
    hits = [hit(0, 3, (0, 10)), hit(12, 15, (10, 20)), hit(22, 25, (20, 30))]
    assert in_uncoded_units(hits, [("T1", 8, 11, "a"), ("T2", 20, 30, "a")]) == [hits[2]]


places = st.lists(
    st.tuples(st.sampled_from(["T1", "T2"]), st.integers(0, 30), st.integers(1, 9)), max_size=12
)


@given(places, places)
def test_the_sweep_finds_what_comparing_all_with_all_finds(
    sought: list[tuple[str, int, int]], coded: list[tuple[str, int, int]]
) -> None:
    spans = sorted((where, start, start + length) for where, start, length in sought)
    codings = [(where, start, start + length, f"c{n}") for n, (where, start, length) in enumerate(coded)]
    for (where, start, end), codes in zip(spans, codes_over(spans, codings), strict=True):
        assert set(codes) == {
            code for there, first, last, code in codings if there == where and first < end and last > start
        }


# --- segments to code ---------------------------------------------------------------------


def test_two_hits_in_one_unit_make_one_segment() -> None:
    hits = [hit(0, 3, (0, 10)), hit(5, 8, (0, 10)), hit(12, 15, (10, 20))]
    assert segments(hits) == {("T1", 0, 10): hits[:2], ("T1", 10, 20): hits[2:]}
    assert list(segments(hits, "hit")) == [("T1", 0, 3), ("T1", 5, 8), ("T1", 12, 15)]


def test_what_lies_inside_a_coded_place_is_covered() -> None:
    coded = [("T1", 0, 10), ("T1", 20, 30)]
    sought = [("T1", 0, 10), ("T1", 2, 5), ("T1", 5, 11), ("T1", 10, 20), ("T1", 25, 30), ("T2", 0, 10)]
    assert uncovered(sought, coded) == [("T1", 5, 11), ("T1", 10, 20), ("T2", 0, 10)]


# --- lines --------------------------------------------------------------------------------


def test_the_context_is_so_many_words_of_the_same_turn() -> None:
    found = line(around("green"), BODY, 2)
    assert (found.left, found.words, found.right) == ("apples. And\n", "green", " pears.\n\nNo")
    far = line(around("green"), BODY, 50)
    assert (far.left, far.right) == ("I like apples. And\n", " pears.\n\nNo plums, I think.")


def test_without_context_the_hit_stands_alone() -> None:
    found = line(around("green"), BODY, 0)
    assert (found.left, found.words, found.right) == ("", "green", "")


def test_where_a_script_writes_no_blanks_a_context_still_ends() -> None:
    body = "一" * 5000 + "词" + "二" * 5000
    found = line(Hit("T1", "A", "A", ((5000, 5001),), (0, 9), (0, len(body))), body, 5)
    assert found.words == "词"
    assert 5 <= len(found.left) == len(found.right) < 200


@given(st.text("ab \n", max_size=40), st.text("ab \n", max_size=40), st.integers(0, 8))
def test_a_line_is_the_text_as_it_stands(before: str, after: str, context: int) -> None:
    body = f"{before}HIT{after}"
    start = len(before)
    found = line(Hit("T1", "A", "A", ((start, start + 3),), (0, 1), (0, len(body))), body, context)
    assert found.left + found.words + found.right in body
    assert before.endswith(found.left)
    assert len(found.left.split()) == min(context, len(before.split()))
    assert len(found.right.split()) == min(context, len(after.split()))


def test_text_on_one_line_shows_where_paragraphs_break() -> None:
    assert flat("one\ttwo\nthree\n \nfour  five") == "one two three ¶ four five"
