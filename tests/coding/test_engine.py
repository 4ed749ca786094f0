"""The engine: who is coded with what, topics and who inherits them, and the words kept as evidence."""

from __future__ import annotations

import pytest

from qualcode import Study
from qualcode.codebook import parse_codebook
from qualcode.coding.engine import Engine
from qualcode.coding.language import StudyLanguage
from qualcode.errors import FaultsFound
from qualcode.model import INHERITED, INTERVIEWER, RULES, UNITS, Coding, Segment, Transcript, UnitKind
from qualcode.transcripts import parse_transcript, units_of

BOOK = parse_codebook(
    """\
codebook: Fruit
version: "1"
codes:
  - id: apples
    name: Apples
    rules: [apple]
    children:
      - {id: green, name: Green apples, rules: [{all: [[green], [apple]]}]}
  - {id: pears, name: Pears, rules: [pear]}
  - {id: storm, name: Storm, kind: flag, rules: [storm]}
  - {id: food, name: Food, kind: topic, rules: [eat]}
  - {id: weather, name: Weather, kind: topic, rules: [weather, storm]}
""",
    "fruit.yaml",
)
HEAD = "---\nid: T1\nkind: interview\nspeakers: {INT: interviewer, A: Ana, B: Bo}\n---\n\n"


@pytest.fixture(scope="module")
def engine(english: StudyLanguage) -> Engine:
    return Engine(BOOK, "sentence", english)


def talk(*turns: str) -> Transcript:
    return parse_transcript(HEAD + "\n\n".join(turns))


def coded(transcript: Transcript, codings: tuple[Coding, ...]) -> list[tuple[str, str]]:
    """Words and code of each coding."""
    return [(transcript.body[entry.segment.start : entry.segment.end], entry.code) for entry in codings]


# --- who is coded -------------------------------------------------------------------------


def test_what_participants_say_is_coded_unit_by_unit(engine: Engine) -> None:
    transcript = talk("A: Apples. Well. A green apple, a pear.", "B: A storm!")
    assert coded(transcript, engine.transcript(transcript)) == [
        ("Apples.", "apples"),
        ("A green apple, a pear.", "apples"),
        ("A green apple, a pear.", "green"),
        ("A green apple, a pear.", "pears"),
        ("A storm!", "storm"),
    ]


def test_a_coding_says_where_what_who_and_why(engine: Engine) -> None:
    (coding,) = engine.transcript(talk("B: Well. Two pears, one pear."))
    assert coding.segment == Segment("T1", 9, 29)
    assert (coding.code, coding.coder, coding.participant) == ("pears", RULES, "Bo")
    assert [str(entry) for entry in coding.evidence] == ["rule 1: pears + pear"]


def test_interviewers_are_never_coded_with_themes_or_flags(engine: Engine) -> None:
    transcript = talk("INT: Are apples or pears hit by a storm?", "A: No.", "INT: Green apples, then?")
    found = engine.transcript(transcript)
    assert {coding.code for coding in found} == {"weather"}


def test_no_interviewer_of_the_sample_has_a_theme_or_flag(sample: Study) -> None:
    kinds = {code.id: code.kind for code in sample.codebook}
    asked = [coding for coding in sample.suggestions.codings() if coding.participant == INTERVIEWER]
    assert asked
    assert {kinds[coding.code] for coding in asked} == {"topic"}


def test_talk_of_nobody_is_coded(engine: Engine) -> None:
    document = parse_transcript("---\nid: D1\nkind: document\n---\n\nThe apple report.\n\nOn pears.")
    assert coded(document, engine.transcript(document)) == [
        ("The apple report.", "apples"),
        ("On pears.", "pears"),
    ]
    assert {coding.participant for coding in engine.transcript(document)} == {None}


# --- units --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("sentence", []),
        ("paragraph", ["Green ones. Apples, I mean."]),
        ("turn", ["Green ones. Apples, I mean.\n\nAnd so on."]),
    ],
)
def test_rules_look_at_one_unit_at_a_time(
    english: StudyLanguage, unit: UnitKind, expected: list[str]
) -> None:
    transcript = talk("A: Green ones. Apples, I mean.\n\nAnd so on.")
    found = coded(transcript, Engine(BOOK, unit, english).transcript(transcript))
    assert [words for words, code in found if code == "green"] == expected


@pytest.mark.parametrize("unit", UNITS)
def test_themes_and_flags_stand_on_units(english: StudyLanguage, unit: UnitKind) -> None:
    transcript = talk("INT: Why?", "A: Apples. A storm.\n\nPears, green pears.", "B: Pears.")
    spans = {(entry.start, entry.end) for entry in units_of(transcript, unit)}
    found = Engine(BOOK, unit, english).transcript(transcript)
    assert found
    assert {(entry.segment.start, entry.segment.end) for entry in found} <= spans


# --- topics -------------------------------------------------------------------------------


def topics(transcript: Transcript, engine: Engine) -> list[tuple[str, str]]:
    """The turns that inherited a topic, with it."""
    inherited = [c for c in engine.transcript(transcript) if c.evidence[0].rule == INHERITED]
    return coded(transcript, tuple(inherited))


def test_a_topic_is_coded_on_the_question_and_inherited_by_the_answer(engine: Engine) -> None:
    transcript = talk("INT: Welcome. What do you eat?", "A: Bread. Much of it.\n\nAnd tea.")
    assert coded(transcript, engine.transcript(transcript)) == [
        ("What do you eat?", "food"),
        ("Bread.", "food"),
        ("Much of it.", "food"),
        ("And tea.", "food"),
    ]
    question, answer, *_ = engine.transcript(transcript)
    assert (question.participant, answer.participant) == (INTERVIEWER, "Ana")
    assert str(question.evidence[0]) == "rule 1: eat"


def test_a_follow_up_keeps_the_topic_until_the_next_one_is_asked(engine: Engine) -> None:
    transcript = talk(
        "A: Hello.",
        "INT: What do you eat?",
        "A: Bread.",
        "INT: And?",
        "A: Tea.",
        "B: Soup.",
        "INT: How was the weather?",
        "B: Wet.",
        "INT: Really?",
        "A: Really.",
    )
    assert topics(transcript, engine) == [
        ("Bread.", "food"),
        ("Tea.", "food"),
        ("Soup.", "food"),
        ("Wet.", "weather"),
        ("Really.", "weather"),
    ]


def test_a_question_with_two_topics_hands_on_both_once(engine: Engine) -> None:
    transcript = talk("INT: What do you eat in bad weather? In a storm? When do you eat?", "A: Soup.")
    assert topics(transcript, engine) == [("Soup.", "food"), ("Soup.", "weather")]


def test_what_participants_say_about_a_topic_does_not_make_it_one(engine: Engine) -> None:
    assert topics(talk("INT: Hello?", "A: We eat in any weather.", "B: Yes."), engine) == []


# --- evidence -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("A: Green\u00a0 and red\nap\u00adples.", ("Green", "ap\u00adples")),
        ("A: “Green” — ‘apple’s.’", ("Green", "apple")),
        ("A: GREEN, café, 𝔸 and apples", ("GREEN", "apples")),
    ],
)
def test_evidence_is_the_words_as_they_stand_in_the_transcript(
    engine: Engine, body: str, words: tuple[str, ...]
) -> None:
    transcript = talk(body)
    (coding,) = (entry for entry in engine.transcript(transcript) if entry.code == "green")
    assert coding.evidence[0].words == words
    assert all(word in transcript.body for word in words)


def test_every_word_of_evidence_stands_in_its_segment_of_the_sample(sample: Study) -> None:
    bodies = {transcript.id: transcript.body for transcript in sample.transcripts}
    checked = 0
    for coding in sample.suggestions.codings():
        text = bodies[coding.segment.transcript][coding.segment.start : coding.segment.end]
        for entry in coding.evidence:
            assert all(word in text for word in entry.words)
            assert bool(entry.words) is (entry.rule != INHERITED)
            checked += len(entry.words)
    assert checked > 100


# --- excerpts -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("sentence", "Green ones. An apple.", {"apples"}),
        ("paragraph", "Green ones. An apple.", {"apples", "green"}),
        ("paragraph", "Green ones.\n \nAn apple.", {"apples"}),
        ("turn", "Green ones.\n\nAn apple.", {"apples", "green"}),
        ("sentence", "What do you eat?", set()),
        ("sentence", "", set()),
        ("turn", "", set()),
    ],
)
def test_an_excerpt_has_the_themes_and_flags_of_its_units(
    english: StudyLanguage, unit: UnitKind, text: str, expected: set[str]
) -> None:
    assert set(Engine(BOOK, unit, english).excerpt(text)) == expected


def test_evidence_of_an_excerpt_is_gathered_from_its_units_without_repeats(engine: Engine) -> None:
    found = engine.excerpt("Apples. An apple. Apples. A storm.")
    assert {code: [str(entry) for entry in entries] for code, entries in found.items()} == {
        "apples": ["rule 1: Apples", "rule 1: apple"],
        "storm": ["rule 1: storm"],
    }


def test_a_question_has_topics_only(engine: Engine) -> None:
    assert set(engine.question("Do you eat apples in a storm?")) == {"food", "weather"}


def test_an_excerpt_is_coded_as_the_same_words_in_a_transcript(sample: Study) -> None:
    """Law: the table of excerpts and the transcripts agree, unit for unit."""
    transcript = sample.transcripts[0]
    by_segment: dict[Segment, set[str]] = {}
    for coding in sample.suggestions.codings():
        if coding.segment.transcript == transcript.id and sample.codebook[coding.code].kind != "topic":
            by_segment.setdefault(coding.segment, set()).add(coding.code)
    for unit in units_of(transcript, sample.settings.unit):
        if unit.participant != INTERVIEWER:
            found = set(sample.suggestions.ground.engine.excerpt(transcript.body[unit.start : unit.end]))
            assert found == by_segment.get(Segment(transcript.id, unit.start, unit.end), set())


# --- bad patterns -------------------------------------------------------------------------


BAD = """\
codebook: Bad
version: "1"
codes:
  - id: a
    name: A
    rules:
      - apple
      - pattern: [{LOWR: apple}]
      - pattern: [{LOWER: pear}]
      - pattern: [{LOWER: apple, OP: "x"}]
  - id: t
    name: T
    kind: topic
    rules:
      - pattern: [{POS: NOUN}]
      - pattern: [{LOWER: 5}]
      - pattern: [{_: {mood: low}}]
"""


def test_every_bad_spacy_pattern_is_reported_with_file_and_line(english: StudyLanguage) -> None:
    with pytest.raises(FaultsFound) as caught:
        Engine(parse_codebook(BAD, "book.yaml"), "sentence", english)
    assert [fault.place for fault in caught.value.faults] == [
        f"book.yaml:{line}" for line in (8, 10, 15, 16, 17)
    ]
    assert all(fault.problem.startswith("bad spaCy pattern (") for fault in caught.value.faults)


@pytest.mark.parametrize(
    ("pattern", "said"),
    [
        ("{LOWR: x}", "LOWR"),
        ("{POS: NOUN}", "attribute POS"),
        ("{_: {mood: low}}", "'mood'"),
        ("{LOWER: a, OP: x}", "OP"),
    ],
)
def test_a_bad_pattern_is_told_in_spacys_words_and_with_a_remedy(
    english: StudyLanguage, pattern: str, said: str
) -> None:
    text = f"codebook: T\nversion: '1'\ncodes: [{{id: a, name: A, rules: [{{pattern: [{pattern}]}}]}}]"
    with pytest.raises(FaultsFound) as caught:
        Engine(parse_codebook(text), "sentence", english)
    (fault,) = caught.value.faults
    assert said in fault.problem
    assert "\n" not in fault.problem
    assert "trained `pipeline` in qualcode.toml" in fault.remedy
