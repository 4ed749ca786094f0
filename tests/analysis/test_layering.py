"""Which units a hand coding codes, and how the layers of the transcripts come together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.analysis.layering import in_units, layered, units_under
from qualcode.codebook import parse_codebook
from qualcode.model import INHERITED, RULES, Coding, Evidence, Segment, Unit
from qualcode.transcripts import parse_transcript, units_of

BODY = "I like apples. “Not” much else. … (A pear?) 梨。"
#       0         1         2         3         4
#       0123456789012345678901234567890123456789012345
UNITS = [Unit(0, 14, 0, "Ana"), Unit(15, 31, 0, "Ana"), Unit(32, 33, 0, "Ana"), Unit(34, 43, 0, "Ana"),
         Unit(44, 46, 0, "Ana")]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "end", "coded"),
    [
        (0, 14, [0]),
        (2, 6, [0]),  # a part of a sentence
        (7, 19, [0, 1]),
        (2, 16, [0]),  # a blank and an opening quote too many
        (13, 31, [1]),  # the full stop of the sentence before
        (0, 17, [0, 1]),  # one letter is enough
        (0, 46, [0, 1, 2, 3, 4]),  # all of a sentence, if it has no word
        (20, 35, [1, 2]),  # … and of the next the bracket alone
        (13, 16, []),  # marks alone
        (32, 33, [2]),
        (44, 45, [4]),
    ],
)
def test_a_unit_is_coded_where_a_word_of_it_lies_under_the_segment(
    start: int, end: int, coded: list[int]
) -> None:
    assert units_under(UNITS, BODY, Segment("T1", start, end)) == [UNITS[number] for number in coded]


@given(st.text(alphabet="a. …", min_size=1, max_size=30), st.data())
def test_units_under_a_segment_are_those_that_a_plain_look_finds(body: str, data: st.DataObject) -> None:
    edges = sorted({0, len(body), *data.draw(st.lists(st.integers(0, len(body)), max_size=5))})
    pieces = list(pairwise(edges))
    kept = data.draw(st.lists(st.sampled_from(pieces), unique=True))  # there are gaps between units
    units = [Unit(*piece, 0, None) for piece in sorted(kept)]
    start = data.draw(st.integers(0, len(body) - 1))
    end = data.draw(st.integers(start + 1, len(body)))
    expected = [
        unit
        for unit in units
        if "a" in body[max(start, unit.start) : max(start, min(end, unit.end))]
        or (start <= unit.start and unit.end <= end)
    ]
    assert units_under(units, body, Segment("T1", start, end)) == expected


def test_hand_codings_are_repeated_for_each_unit_and_rule_codings_stay() -> None:
    by_hand = Coding(Segment("T1", 7, 19), "apples", "ana", "Ana", "+")
    by_rules = Coding(Segment("T1", 7, 19), "apples", RULES, "Ana")
    made = list(in_units([by_hand, by_rules], {"T1": UNITS}, {"T1": BODY}))
    assert made == [
        Coding(Segment("T1", 0, 14), "apples", "ana", "Ana", "+"),
        Coding(Segment("T1", 15, 31), "apples", "ana", "Ana", "+"),
        by_rules,
    ]


# --- layers together ----------------------------------------------------------------------

BOOK = parse_codebook(
    """\
codebook: Fruit
version: "1"
codes:
  - {id: apples, name: Apples, rules: [apple]}
  - {id: pears, name: Pears, rules: [pear]}
  - {id: food, name: Food, kind: topic, rules: [eat]}
  - {id: work, name: Work, kind: topic, rules: [work]}
"""
)
HEAD = "kind: interview\nspeakers:\n  INT: interviewer\n  Ana: Ana\n---\n\n"
T1 = parse_transcript(f"---\nid: T1\n{HEAD}INT: You eat?\n\nAna: Pears. Apples.\n\nINT: Why?\n\nAna: So.\n")
T2 = parse_transcript(f"---\nid: T2\n{HEAD}Ana: Pears.\n")


def on(transcript: str, words: str, code: str, coder: str) -> Coding:
    """A coding of the first place at which the words stand."""
    text = {"T1": T1, "T2": T2}[transcript]
    start = text.body.index(words)
    speaker = next(turn.participant for turn in text.turns if turn.start <= start < turn.end)
    return Coding(Segment(transcript, start, start + len(words)), code, coder, speaker)


RULE_CODINGS = (
    on("T1", "Pears.", "pears", RULES), on("T1", "You eat?", "food", RULES),
    on("T2", "Pears.", "pears", RULES),
)  # fmt: skip


def together(of: dict[str, str], *by_hand: Coding) -> tuple[list[tuple[str, str, str]], frozenset[str]]:
    """The codings that count, as (words, code, coder), and where topics are the rules'."""
    units = {text.id: units_of(text, "sentence") for text in (T1, T2)}
    found = layered(of, {RULES: RULE_CODINGS}, by_hand, transcripts=[T1, T2], units=units, codebook=BOOK)
    bodies = {"T1": T1.body, "T2": T2.body}
    said = [
        (bodies[each.segment.transcript][each.segment.start : each.segment.end], each.code, each.coder)
        for each in found.codings
    ]
    return said, found.topics_of_rules


def test_each_transcript_has_the_codings_of_its_coder_alone() -> None:
    ana, ben = on("T1", "Apples", "apples", "ana"), on("T1", "So", "pears", "ben")
    others = on("T2", "Pears", "apples", "ana")
    assert together({"T1": "ana", "T2": "rules"}, ana, ben, others)[0] == [
        ("Apples", "apples", "ana"), ("You eat?", "food", RULES), ("Pears.", "pears", RULES)
    ]  # fmt: skip


def test_left_out_transcripts_have_no_codings_and_finished_ones_may_have_none() -> None:
    assert together({"T2": "ana"}, on("T1", "Apples", "apples", "ana")) == ([], frozenset())
    assert together({"T2": "rules"})[0] == [("Pears.", "pears", RULES)]


def test_rules_alone_are_as_they_were_made() -> None:
    said, kept = together({"T1": RULES, "T2": RULES}, on("T1", "Apples", "apples", "ana"))
    assert said == [("Pears.", "pears", RULES), ("You eat?", "food", RULES), ("Pears.", "pears", RULES)]
    assert kept == frozenset()


def test_a_coder_s_topic_is_inherited_by_the_answers_until_another_is_asked_about() -> None:
    said, kept = together(
        {"T1": "ana", "T2": "ana"}, on("T1", "eat", "work", "ana"), on("T1", "Why?", "food", "ana")
    )
    assert said == [
        ("eat", "work", "ana"), ("Why?", "food", "ana"),
        ("Pears.", "work", "ana"), ("Apples.", "work", "ana"), ("So.", "food", "ana"),
    ]  # fmt: skip
    assert kept == frozenset()


def test_an_inherited_topic_says_that_it_is() -> None:
    units = {text.id: units_of(text, "sentence") for text in (T1, T2)}
    asked = on("T1", "Why?", "food", "ana")
    found = layered({"T1": "ana"}, {}, [asked], transcripts=[T1, T2], units=units, codebook=BOOK)
    assert [(each.coder, each.evidence) for each in found.codings] == [
        ("ana", ()), ("ana", (Evidence(INHERITED, ()),))
    ]  # fmt: skip


def test_rules_topics_stay_where_a_coder_applied_none() -> None:
    """Neither on a question nor on an answer."""
    said, kept = together({"T1": "ana", "T2": "ana"}, on("T1", "Apples", "apples", "ana"))
    assert said == [("Apples", "apples", "ana"), ("You eat?", "food", RULES)]
    assert kept == {"T1"}
    said, kept = together({"T1": "ana", "T2": "ana"}, on("T1", "Apples", "work", "ana"))
    assert (said, kept) == ([("Apples", "work", "ana")], frozenset())


def test_codings_stand_in_the_order_of_the_text_then_of_the_codebook() -> None:
    made = [
        on("T1", "Pears", "gone", "ana"), on("T1", "Apples", "pears", "ana"),
        on("T1", "Apples", "apples", "ana"), on("T1", "Pears. Apples", "apples", "ana"),
        on("T1", "Pears", "pears", "ana"),
    ]  # fmt: skip
    assert together({"T1": "ana"}, *made)[0][:5] == [
        ("Pears", "pears", "ana"), ("Pears", "gone", "ana"), ("Pears. Apples", "apples", "ana"),
        ("Apples", "apples", "ana"), ("Apples", "pears", "ana"),
    ]  # fmt: skip


def test_a_segment_of_marks_alone_is_no_coding() -> None:
    assert together({"T1": "ana"}, on("T1", ". ", "apples", "ana"))[0] == [("You eat?", "food", RULES)]
