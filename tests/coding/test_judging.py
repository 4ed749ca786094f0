"""What the rules mean: any, all, within, weak, unless, vetoes and patterns, rule by rule."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import parse_codebook
from qualcode.coding.engine import Engine
from qualcode.coding.judging import families
from qualcode.coding.language import StudyLanguage
from qualcode.coding.terms import TokenSpan
from qualcode.model import Code, Codebook, Rule, Term


def codes(language: StudyLanguage, rules: str, text: str) -> dict[str, list[str]]:
    """The codes of a text under `rules` (YAML, for a code `a`), each with its evidence in words."""
    book = parse_codebook(f"codebook: T\nversion: '1'\ncodes:\n  - id: a\n    name: A\n{rules}")
    found = Engine(book, "paragraph", language).excerpt(text)
    return {code: [str(entry) for entry in evidence] for code, evidence in found.items()}


def evidence(language: StudyLanguage, rules: str, text: str) -> list[str]:
    """The evidence for the code `a` under a list of rules."""
    return codes(language, f"    rules: {rules}", text).get("a", [])


# --- any ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("No fruit.", []),
        ("An apple.", ["rule 1: apple"]),
        ("Pears.", ["rule 1: Pears"]),
        ("An apple, pears, apples, an apple.", ["rule 1: apple + pears + apples"]),
    ],
)
def test_any_one_term_is_enough_and_all_its_words_are_evidence(
    english: StudyLanguage, text: str, expected: list[str]
) -> None:
    assert evidence(english, "[{any: [apple, pear]}]", text) == expected


def test_a_plain_term_is_a_rule_of_its_own(english: StudyLanguage) -> None:
    assert evidence(english, "[apple, pear]", "Pears, apples.") == ["rule 1: apples", "rule 2: Pears"]


def test_a_rule_can_have_a_name(english: StudyLanguage) -> None:
    assert evidence(english, "[{name: fruit, any: [apple]}]", "Apples.") == ["fruit: Apples"]


def test_the_longer_of_two_terms_is_the_evidence(english: StudyLanguage) -> None:
    rules = "[{any: [standard, gold standard, standard of living]}]"
    assert evidence(english, rules, "A gold standard. A standard.") == ["rule 1: gold standard + standard"]
    assert evidence(english, rules, "The standard of living.") == ["rule 1: standard of living"]


# --- all, within --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A green apple.", ["rule 1: green + apple"]),
        ("Apples, red and then green.", ["rule 1: Apples + red"]),
        ("Pears, green.", ["rule 1: Pears + green"]),
        ("Green, red.", []),
        ("Apples and pears.", []),
        ("Nothing.", []),
    ],
)
def test_all_takes_one_term_of_every_group_in_any_order(
    english: StudyLanguage, text: str, expected: list[str]
) -> None:
    assert evidence(english, "[{all: [[green, red], [apple, pear]]}]", text) == expected


def test_one_word_does_not_stand_for_two_groups(english: StudyLanguage) -> None:
    rules = "[{all: [[partner, ally], [partner, friend]]}]"
    assert evidence(english, rules, "A partner.") == []
    assert evidence(english, rules, "A partner of a partner's partner.") == ["rule 1: partner"]
    assert evidence(english, rules, "A partner, an ally.") == ["rule 1: partner + ally"]


def test_a_word_taken_by_one_group_makes_way_for_the_other(english: StudyLanguage) -> None:
    """`apple` could serve both groups; only if `pear` serves the first is the second served, too."""
    assert evidence(english, "[{all: [[apple, pear], [apple]]}]", "An apple, a pear.") == [
        "rule 1: apple + pear"
    ]


# between the first `a` and the last word lie 5 tokens: alpha 1 2 3 omega
@pytest.mark.parametrize(("within", "met"), [(4, False), (5, True), (6, True), (100, True)])
def test_within_counts_the_tokens_from_the_first_word_to_the_last(
    english: StudyLanguage, within: int, *, met: bool
) -> None:
    rules = f"[{{all: [[alpha], [omega]], within: {within}}}]"
    assert bool(evidence(english, rules, "So alpha one two three omega then.")) is met
    assert bool(evidence(english, rules, "So omega one two three alpha then.")) is met


def test_within_counts_commas_and_the_words_of_a_phrase(english: StudyLanguage) -> None:
    text = "alpha beta, joint exercise"  # 5 tokens
    assert evidence(english, "[{all: [[alpha], [joint exercise]], within: 5}]", text)
    assert not evidence(english, "[{all: [[alpha], [joint exercise]], within: 4}]", text)


def test_within_finds_the_near_pair_behind_a_far_one(english: StudyLanguage) -> None:
    text = "alpha one two three four omega one alpha"
    assert evidence(english, "[{all: [[alpha], [omega]], within: 3}]", text) == ["rule 1: omega + alpha"]


def test_without_within_the_whole_unit_counts(english: StudyLanguage) -> None:
    text = "alpha " + "word " * 300 + "omega"
    assert evidence(english, "[{all: [[alpha], [omega]]}]", text) == ["rule 1: alpha + omega"]


SPAN = st.builds(
    lambda start, length: TokenSpan(start, start + length), st.integers(0, 12), st.integers(1, 3)
)
GROUPS = st.lists(st.lists(SPAN, max_size=4), min_size=2, max_size=4)


def combinations(groups: Sequence[Sequence[TokenSpan]], within: int | None) -> set[tuple[TokenSpan, ...]]:
    """Every way to take one span of each group: no token twice, all of it inside `within` tokens."""
    return {
        tuple(sorted(chosen))
        for chosen in itertools.product(*groups)
        if all(not one.overlaps(other) for one, other in itertools.combinations(chosen, 2))
        and (within is None or max(s.end for s in chosen) - min(s.start for s in chosen) <= within)
    }


@given(GROUPS, st.none() | st.integers(1, 16))
def test_all_and_within_hold_what_trying_every_combination_says(
    groups: list[list[TokenSpan]], within: int | None
) -> None:
    """Law: the rule is met just where some combination is allowed, and its evidence is one of them."""
    names = [f"term {number}" for number in range(len(groups))]
    rule = Rule("r", all=tuple((Term(name),) for name in names), within=within)
    (family,) = families(Codebook("T", "1", (Code("a", "A", "theme", rules=(rule,)),)), ["theme"])
    findings = family.judge({name: sorted(spans) for name, spans in zip(names, groups, strict=True)})
    allowed = combinations(groups, within)
    assert bool(findings) is bool(allowed)
    for finding in findings:
        assert (finding.code, finding.rule) == ("a", "r")
        assert finding.spans in allowed


# --- weak ---------------------------------------------------------------------------------

FAMILY = """\
    rules:
      - any: [summit]
      - weak: [chair, table]
    children:
      - id: b
        name: B
        rules:
          - any: [council]
          - weak: [agenda, round table]
  - id: other
    name: Other
    rules:
      - any: [dinner]
      - weak: [menu]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("A chair.", {}),
        ("A chair and a chair, two chairs.", {}),
        ("A chair, a table.", {"a": ["rule 2: chair + table"]}),
        ("A chair at the summit.", {"a": ["rule 1: summit", "rule 2: chair"]}),
        ("A chair for the council.", {"a": ["rule 2: chair"], "b": ["rule 1: council"]}),
        ("An agenda for the summit.", {"a": ["rule 1: summit"], "b": ["rule 2: agenda"]}),
        ("A chair and an agenda.", {"a": ["rule 2: chair"], "b": ["rule 2: agenda"]}),
        ("A round table.", {}),
        ("A round table, another table.", {"a": ["rule 2: table"], "b": ["rule 2: round table"]}),
        ("A chair at dinner.", {"other": ["rule 1: dinner"]}),
        ("A chair, a menu.", {}),
    ],
)
def test_weak_terms_count_beside_another_of_their_family_only(
    english: StudyLanguage, text: str, expected: dict[str, list[str]]
) -> None:
    assert codes(english, FAMILY, text) == expected


def test_a_weak_term_inside_the_words_of_a_strong_one_does_not_count(english: StudyLanguage) -> None:
    rules = "[{any: [table talk]}, {weak: [table]}]"
    assert evidence(english, rules, "Some table talk.") == ["rule 1: table talk"]
    assert evidence(english, rules, "Table talk at a table.") == ["rule 1: Table talk", "rule 2: table"]


def test_a_vetoed_strong_term_confirms_no_weak_one(english: StudyLanguage) -> None:
    rules = "[{any: [summit], unless: [mountain]}, {weak: [chair]}]"
    assert evidence(english, rules, "A chair at the summit.") == ["rule 1: summit", "rule 2: chair"]
    assert evidence(english, rules, "A chair at the summit of the mountain.") == []


# --- unless -------------------------------------------------------------------------------


def test_unless_takes_its_own_rule_back_and_no_other(english: StudyLanguage) -> None:
    rules = "[{any: [apple], unless: [pie]}, {any: [pear]}, {weak: [plum], unless: [jam]}]"
    assert evidence(english, rules, "Apple pie and pears.") == ["rule 2: pears"]
    assert evidence(english, rules, "Pears, plums.") == ["rule 2: Pears", "rule 3: plums"]
    assert evidence(english, rules, "Pears, plum jam.") == ["rule 2: Pears"]


@pytest.mark.parametrize("rule", ["all: [[green], [apple]]", "pattern: [{LOWER: apple}]", "any: [apple]"])
def test_unless_takes_back_rules_of_every_kind(english: StudyLanguage, rule: str) -> None:
    rules = f"[{{{rule}, unless: [pie, cake]}}]"
    assert evidence(english, rules, "A green apple.")
    assert evidence(english, rules, "A green apple in cakes.") == []


def test_unless_looks_at_its_own_unit_only(english: StudyLanguage) -> None:
    assert evidence(english, "[{any: [apple], unless: [pie]}]", "An apple.\n\nA pie.") == ["rule 1: apple"]


VETO = """\
    rules:
      - unless: [toy]
      - apple
    children:
      - id: b
        name: B
        rules: [pear]
        children:
          - id: c
            name: C
            rules: [plum, {unless: [stone]}]
  - id: other
    name: Other
    rules: [apple]
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Apple, pear, plum.", {"a", "b", "c", "other"}),
        ("Toy apple, toy pear, toy plum.", {"other"}),
        ("Apple, pear, plum stone.", {"a", "b", "other"}),
    ],
)
def test_a_rule_of_nothing_but_unless_vetoes_its_code_and_those_below(
    english: StudyLanguage, text: str, expected: set[str]
) -> None:
    assert set(codes(english, VETO, text)) == expected


def test_a_vetoed_code_confirms_no_weak_term_of_its_family(english: StudyLanguage) -> None:
    rules = FAMILY.replace("- any: [council]", "- unless: [city]\n          - any: [council]")
    assert set(codes(english, rules, "A chair for the council.")) == {"a", "b"}
    assert codes(english, rules, "A chair for the city council.") == {}
    assert codes(english, rules, "A chair, an agenda, a city.") == {}


# --- patterns -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        ("[{LEMMA: train}, {LOWER: together}]", "We trained together.", ["rule 1: trained together"]),
        ("[{LOWER: nato}, {IS_PUNCT: true, OP: '?'}, {LOWER: led}]", "NATO-led and NATO led", [
            "rule 1: NATO-led + NATO led",
        ]),
        ("[[{ORTH: One}], [{ORTH: Two}]]", "Two, One, one.", ["rule 1: Two + One"]),
        ("[{LOWER: {REGEX: '^stan'}}]", "Standards stand", ["rule 1: Standards + stand"]),
        ("[{LIKE_NUM: true}, {}]", "Thirty partners", ["rule 1: Thirty partners"]),
        ("[{ORTH: none}]", "Nothing.", []),
    ],
)  # fmt: skip
def test_spacy_patterns_work_as_they_stand(
    english: StudyLanguage, pattern: str, text: str, expected: list[str]
) -> None:
    assert evidence(english, f"[{{pattern: {pattern}}}]", text) == expected


def test_two_codes_with_the_same_rule_do_not_share_their_patterns(english: StudyLanguage) -> None:
    rules = (
        "    rules: [{pattern: [{LOWER: one}]}]\n  - {id: b, name: B, rules: [{pattern: [{LOWER: two}]}]}\n"
    )
    assert codes(english, rules, "one") == {"a": ["rule 1: one"]}
    assert codes(english, rules, "two") == {"b": ["rule 1: two"]}


def test_of_overlapping_matches_of_a_pattern_the_longest_is_the_evidence(english: StudyLanguage) -> None:
    rules = "[{pattern: [{LOWER: very, OP: '+'}, {LOWER: good}]}]"
    assert evidence(english, rules, "A very very good one.") == ["rule 1: very very good"]


# --- kinds --------------------------------------------------------------------------------


def test_families_are_the_top_level_codes_of_the_kinds_with_all_below() -> None:
    book = Codebook(
        "T",
        "1",
        (
            Code("a", "A", "theme"),
            Code("b", "B", "theme", "a"),
            Code("f", "F", "flag"),
            Code("t", "T", "topic"),
        ),
    )
    assert [[code.id for code in family.codes] for family in families(book, ["theme", "flag"])] == [
        ["a", "b"],
        ["f"],
    ]
    assert [[code.id for code in family.codes] for family in families(book, ["topic"])] == [["t"]]
