"""An expression finds what a rule of the codebook finds, no more and no less, and says what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode import Study
from qualcode.codebook.read import parse_codebook
from qualcode.coding.engine import Engine
from qualcode.coding.expression import (
    Expression,
    Seeker,
    named_code,
    read_expression,
    rules_of,
)
from qualcode.coding.language import StudyLanguage
from qualcode.errors import FaultsFound
from qualcode.model import RULES, Codebook, Term, UnitKind
from qualcode.transcripts import units_of

LISTS = {"fruit": (Term("apple"), Term("pear"))}


def book(rule: Any) -> Codebook:
    """A codebook with this one rule."""
    return parse_codebook(
        f"codebook: B\nversion: 1\nlists: {{fruit: [apple, pear]}}\ncodes:\n"
        f"  - {{id: c, name: C, rules: [{json.dumps(rule)}]}}\n"
    )


def expression(text: str) -> Expression:
    return read_expression(text, lambda: LISTS)


def said(language: StudyLanguage, text: str, *units: str) -> list[list[tuple[str, ...]]]:
    """The words of each hit in each unit."""
    found = Seeker(expression(text), lambda: language).words(units)
    return [
        [tuple(unit[start:end] for start, end in words) for words in hits]
        for unit, hits in zip(units, found, strict=True)
    ]


def faults(text: str) -> list[str]:
    with pytest.raises(FaultsFound) as caught:
        expression(text)
    return [str(fault) for fault in caught.value.faults]


# --- terms --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "unit", "words"),
    [
        ("joint exercise", "Joint exercises. A joint exercise.", ["Joint exercises", "joint exercise"]),
        ("  joint\nexercise ", "joint exercises", ["joint exercises"]),
        ("DCB", "DCB, dcb, Dcb-DCB", ["DCB", "DCB"]),
        ("standardis*", "Standardisation, a standard", ["Standardisation"]),
        ('"Exactly this"', "exactly this; Exactly this", ["Exactly this"]),
        ('"courses"', "course, courses, Courses", ["courses"]),
        ("capacity building", "capa\u00adcity-building", ["capa\u00adcity-building"]),
        ("<fruit>", "Pears, apples, plums", ["Pears", "apples"]),
        ("note: this", "a note: this", ["note: this"]),
        ("he said: [no]", "he said: [no]", ["he said: [no]"]),
        ("any apple", "any apples", ["any apples"]),
    ],
)
def test_a_bare_text_is_a_term_as_the_codebook_writes_it(
    english: StudyLanguage, text: str, unit: str, words: list[str]
) -> None:
    assert said(english, text, unit) == [[(word,) for word in words]]


def test_a_term_may_be_composed_of_other_code_points_than_the_text(english: StudyLanguage) -> None:
    assert said(english, "cafe\u0301", "the caf\u00e9") == [[("caf\u00e9",)]]


# --- rules --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "any: [apple, pear]",
        "{any: [apple, pear]}",
        "any: <fruit>",
        "any:\n  - apple\n  - pear",
        "  { name: fruit, any: [apple, pear] }",
    ],
)
def test_a_rule_may_be_written_in_any_of_yaml_s_ways(english: StudyLanguage, text: str) -> None:
    assert said(english, text, "Two pears.", "An apple, a pear.", "A plum.") == [
        [("pears",)], [("apple",), ("pear",)], [],
    ]  # fmt: skip


def test_a_rule_s_veto_holds_in_its_unit(english: StudyLanguage) -> None:
    assert said(english, "any: [apple], unless: [pear]", "apples", "apples and pears") == [[("apples",)], []]


def test_the_words_of_all_are_one_hit(english: StudyLanguage) -> None:
    units = ["They train our officers, and train them well.", "train", "train one two three officers"]
    assert said(english, "{all: [[officer], [train]], within: 4}", *units) == [
        [("train", "officers")],
        [],
        [],
    ]


def test_weak_terms_are_found_together_only(english: StudyLanguage) -> None:
    assert said(english, "weak: [school, course]", "a school", "the course of a school") == [
        [], [("course",), ("school",)],
    ]  # fmt: skip


def test_a_spacy_pattern_finds_its_tokens(english: StudyLanguage) -> None:
    assert said(english, "pattern: [{LOWER: nato}, {IS_DIGIT: true}]", "NATO 30 and Nato 2") == [
        [("NATO 30",), ("Nato 2",)]
    ]


def test_a_literal_in_a_rule_stands_in_single_quotes(english: StudyLanguage) -> None:
    assert said(english, """any: ['"courses"', pear]""", "a course, courses, pears") == [
        [("courses",), ("pears",)]
    ]


def test_the_longest_of_nested_words_counts_as_in_the_codebook(english: StudyLanguage) -> None:
    assert said(english, "any: [standard, gold standard]", "the gold standard, a standard") == [
        [("gold standard",), ("standard",)]
    ]


# --- it is the engine ---------------------------------------------------------------------

WORDS = [
    "apple",
    "apples",
    "Apple",
    "pear",
    "Pears",
    "NATO",
    "nato",
    "plum",
    "not",
    "gold-standard",
    "standard",
]
TERMS = ["apple", "pear", "NATO", "pl*", '"Pears"', "gold standard", "standard", "not"]
terms = st.lists(st.sampled_from(TERMS), min_size=1, max_size=3, unique=True)
texts = st.lists(st.sampled_from([*WORDS, ",", ".", "\n", "\u00ad"]), max_size=12).map(" ".join)
bodies = st.one_of(
    st.fixed_dictionaries({"any": terms}),
    st.fixed_dictionaries({"weak": terms}),
    st.fixed_dictionaries({"all": st.lists(terms, min_size=2, max_size=3)}),
    st.fixed_dictionaries(
        {"all": st.lists(terms, min_size=2, max_size=2), "within": st.integers(1, 5).map(str)}
    ),
    st.just({"pattern": [{"LOWER": {"IN": ["nato", "plum"]}}]}),
)
rules = st.one_of(
    st.sampled_from(TERMS),
    bodies,
    st.builds(lambda body, unless: body | {"unless": unless}, bodies, terms),
)


@settings(max_examples=300)
@given(rules, st.lists(texts, min_size=1, max_size=3))
def test_hits_are_the_evidence_of_a_codebook_with_that_one_rule(
    english: StudyLanguage, rule: Any, units: list[str]
) -> None:
    written = rule if isinstance(rule, str) else json.dumps(rule)
    engine = Engine(book(rule), "turn", english)
    for unit, hits in zip(units, said(english, written, *units), strict=True):
        evidence = [word for found in engine.excerpt(unit).get("c", ()) for word in found.words]
        assert {word for words in hits for word in words} == set(evidence)


@settings(max_examples=200)
@given(
    st.lists(st.sampled_from(["NATO", "PEARS", "NA*", '"Pears"', '"apple , "', "U.S."]), min_size=1),
    texts,
)
def test_the_quick_look_overlooks_nothing(english: StudyLanguage, wanted: list[str], text: str) -> None:
    found = read_expression(json.dumps({"any": wanted}))
    quick, thorough = Seeker(found, lambda: english), Seeker(found, lambda: english)
    thorough._possible = lambda _text: True
    assert quick.words([text]) == thorough.words([text])


@pytest.mark.parametrize("unit", ["sentence", "turn"])
@pytest.mark.parametrize(
    "rule",
    [
        "interoperable", "NATO", '"the Alliance"', "train*", {"any": ["standard", "gold standard", "U.S."]},
        {"all": [["train", "teach"], ["officer", "we", "they"]], "within": "12"},
        {"all": [["partner"], ["not", "never"]], "unless": ["should"]},
        {"weak": ["course", "school", "train"]}, {"pattern": [{"LOWER": "nato"}]},
    ],
    ids=str,
)  # fmt: skip
def test_in_the_sample_hits_are_what_the_rule_would_code(
    sample: Study, english: StudyLanguage, rule: Any, unit: UnitKind
) -> None:
    written = rule if isinstance(rule, str) else json.dumps(rule)
    engine, seeker = Engine(book(rule), unit, english), Seeker(expression(written), lambda: english)
    for transcript in sample.transcripts[:8]:
        spoken = [entry for entry in units_of(transcript, unit) if entry.participant != "interviewer"]
        found = seeker.words([transcript.body[entry.start : entry.end] for entry in spoken])
        hits = {
            (entry.start, transcript.body[entry.start + start : entry.start + end])
            for entry, places in zip(spoken, found, strict=True)
            for words in places
            for start, end in words
        }
        coded = {
            (coding.segment.start, word)
            for coding in engine.transcript(transcript)
            for evidence in coding.evidence
            for word in evidence.words
        }
        assert hits == coded


# --- the rules of a code ------------------------------------------------------------------

TREE = parse_codebook(
    """
codebook: Fruit
version: "1"
codes:
  - id: fruit
    name: Fruit
    rules: [fruit, {unless: [fruit fly]}]
    children:
      - {id: pears, name: Pears, rules: [{name: same, any: [pear]}, {name: same, all: [[green], [pear]]}]}
      - {id: plums, name: Plums, rules: [{weak: [plum]}]}
  - {id: empty, name: Empty}
""",
    "tree.yaml",
)


def test_the_rules_of_a_code_and_of_those_below_it_may_be_asked_for(english: StudyLanguage) -> None:
    unit = "Fruit: a green pear, a plum."
    pears, fruit = (Seeker(rules_of(TREE, code), lambda: english) for code in ("pears", "fruit"))
    assert pears.words([unit]) == [(((9, 14), (15, 19)), ((15, 19),))]
    assert [unit[words[0][0] : words[-1][1]] for words in fruit.words([unit])[0]] == [
        "Fruit", "green pear", "pear", "plum",
    ]  # fmt: skip


def test_a_veto_above_the_code_holds(english: StudyLanguage) -> None:
    assert Seeker(rules_of(TREE, "pears"), lambda: english).words(["a fruit fly on a pear"]) == [()]


def test_the_sample_s_codes_are_found_where_the_rules_coded_them(
    sample: Study, english: StudyLanguage
) -> None:
    for code in ("consultations", "capacity_building"):
        seeker = Seeker(rules_of(sample.codebook, code), lambda: english)
        below = {entry.id for entry in sample.codebook if code in sample.codebook.lineage(entry.id)}
        for transcript in sample.transcripts[:5]:
            units = [unit for unit in units_of(transcript, "sentence") if unit.participant != "interviewer"]
            found = seeker.words([transcript.body[unit.start : unit.end] for unit in units])
            hit = {unit.start for unit, words in zip(units, found, strict=True) if words}
            coded = {
                coding.segment.start
                for coding in sample.suggestions.codings()
                if coding.segment.transcript == transcript.id
                and coding.code in below
                and coding.coder == RULES
            }
            assert hit == coded


def test_a_code_is_asked_for_by_its_id() -> None:
    assert [named_code(text) for text in ("code:pears", " code: pears ", "code: a b", "pears")] == [
        "pears", "pears", "", "",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("pear", "EXPRESSION: the codebook has no code 'pear'; write 'pears'"),
        ("empty", "EXPRESSION: the code 'empty' has no rules; write the words to look for"),
        ("x" * 60, "EXPRESSION: the codebook has no code; choose one of: fruit, pears, plums, empty"),
    ],
)
def test_a_code_without_rules_is_refused(code: str, expected: str) -> None:
    with pytest.raises(FaultsFound) as caught:
        rules_of(TREE, code)
    assert str(caught.value) == expected


# --- what is wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  ", "is empty; write a term, or a rule such as 'any: [a, b]'"),
        ("stan*d", "the * in 'stan*d' stands inside a word; write it at the end of a word: standardis*"),
        ("a*", "'a*' would match nearly everything; write at least 2 letters before the *"),
        ("...", "the term '...' has no letter or digit; write a word"),
        ("any: <fruits>", "unknown list of terms 'fruits'; write 'fruit'"),
        ("all: [[a]]", "`all` has fewer than two groups; add a group, or write `any:`"),
        ("any: [a], weak: [b]", "a rule has both `any` and `weak`; make two rules of it"),
        ("any: [a], within: 5", "`within` stands without `all`; add `all:` or leave `within` out"),
        ("unless: [a]", "says only what must not be there; add what is looked for: any, weak, all, pattern"),
        ("{any: [a]}, {any: [b]}", "is more than one rule; write one, such as 'any: [a, b]'"),
        ("\udcff", "holds the control character U+DCFF; take it out"),
    ],
)
def test_faults_are_the_codebook_s_sentences(text: str, expected: str) -> None:
    assert faults(text)[0] == f"EXPRESSION: {expected}"


def test_the_line_is_named_where_there_are_several() -> None:
    assert faults("any: [a]\nunless: ['...']") == [
        "EXPRESSION:2: the term '...' has no letter or digit; write a word"
    ]


def test_all_faults_come_at_once() -> None:
    found = faults("al: [b], any: [a*, '...'], within: x")
    assert found[0] == "EXPRESSION: unknown key of a rule 'al'; write 'all'"
    assert len(found) == 5


def test_yaml_that_is_none_is_refused() -> None:
    for text in ("any: [a", "any:[a]"):
        (fault,) = faults(text)
        assert fault.startswith("EXPRESSION: is not YAML (")
        assert fault.endswith("a blank behind each colon, and every bracket closed")


def test_a_pattern_that_spacy_does_not_take_is_refused(english: StudyLanguage) -> None:
    seeker = Seeker(expression("pattern: [{LOWR: nato}]"), lambda: english)
    with pytest.raises(FaultsFound) as caught:
        seeker.words(["NATO"])
    assert str(caught.value).startswith("EXPRESSION: bad spaCy pattern (")


pieces = [*"{}[]<>:,*\"'|!&%@- \n\tab1", "any", "all", "unless", "code:", "any: [", "]"]
signs = st.lists(st.sampled_from(pieces), max_size=20).map("".join)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=20), signs, signs.map(lambda text: f"any: [{text}]")))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        assert read_expression(text).rules
    except FaultsFound as error:
        places = {fault.place.partition(":")[0] for fault in error.faults}
        assert places == {"EXPRESSION"}


# --- what it costs ------------------------------------------------------------------------


def test_literals_and_capitals_that_stand_nowhere_need_no_spacy() -> None:
    script = (
        "import sys\nfrom qualcode.coding.expression import Seeker, read_expression\n"
        "for text in ('DCB', '\"exactly this\"', 'any: [DCB, NATO]'):\n"
        "    assert Seeker(read_expression(text), None).words(['Nothing of the kind.']) == [()]\n"
        "assert 'spacy' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True)
