"""Rules and terms as the codebook writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.codebook import parse_codebook
from qualcode.codebook.terms import is_literal, literal_text, term_fault, way_of
from qualcode.errors import FaultsFound
from qualcode.model import Rule, Term
from tests.codebook.books import faults_of, line_of, marked, with_rules


def rules_of(text: str) -> tuple[Rule, ...]:
    return parse_codebook(with_rules(text))["apples"].rules


# --- what is read ---------------------------------------------------------------------------


def test_a_plain_term_is_a_rule_of_its_own_named_by_its_place() -> None:
    assert rules_of("- apple\n- joint orchard\n") == (
        Rule("rule 1", any=(Term("apple", 7),), line=7),
        Rule("rule 2", any=(Term("joint orchard", 8),), line=8),
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("{any: apple}", Rule("rule 1", any=(Term("apple", 7),), line=7)),
        ("{any: [apple, pear]}", Rule("rule 1", any=(Term("apple", 7), Term("pear", 7)), line=7)),
        ("{weak: [tree, leaf]}", Rule("rule 1", weak=(Term("tree", 7), Term("leaf", 7)), line=7)),
        ("{name: not these, unless: Big Apple}", Rule("not these", unless=(Term("Big Apple", 7),), line=7)),
        (
            "{all: [apple, [cake, pie]], within: 9999}",
            Rule(
                "rule 1",
                all=((Term("apple", 7),), (Term("cake", 7), Term("pie", 7))),
                within=9999,
                line=7,
            ),
        ),
        ("{pattern: [{LOWER: apple}, {}]}", Rule("rule 1", patterns=(({"LOWER": "apple"}, {}),), line=7)),
        (
            "{pattern: [[{LOWER: apple}], [{ORTH: Pie, OP: '?'}]]}",
            Rule("rule 1", patterns=(({"LOWER": "apple"},), ({"ORTH": "Pie", "OP": "?"},)), line=7),
        ),
        (
            "{pattern: [{LENGTH: {'>=': 3}, IS_ALPHA: true, LOWER: {IN: [a, b]}}]}",
            Rule(
                "rule 1",
                patterns=(({"LENGTH": {">=": 3}, "IS_ALPHA": True, "LOWER": {"IN": ["a", "b"]}},),),
                line=7,
            ),
        ),
    ],
)
def test_a_rule_is_read_as_it_is_written(written: str, read: Rule) -> None:
    assert rules_of(f"- {written}") == (read,)


@pytest.mark.parametrize(
    "expression", ["^app(le)?s?$", "[a-z]+", r"\bapple\b", "(?i)apple", "a{2,5}", r"\[", "café"]
)
def test_a_sound_regular_expression_is_read(expression: str) -> None:
    (rule,) = rules_of(f"- pattern: [{{TEXT: {{REGEX: '{expression}'}}}}]")
    assert rule.patterns == (({"TEXT": {"REGEX": expression}},),)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("3", 3),
        ("-1", -1),
        ("0.5", 0.5),
        ("true", True),
        ("False", False),
        ("null", None),
        ("", None),
        ("'3'", "3"),
        ('"true"', "true"),
        ("no", "no"),
        ("2021-13-45", "2021-13-45"),
        ("0x1F", "0x1F"),
        ("9" * 5000, "9" * 5000),
        ("!!int many", "many"),
        ("!!python/object:os.system x", "x"),
        ("[1, '1', {IN: [no]}]", [1, "1", {"IN": ["no"]}]),
    ],
)
def test_values_of_a_token_are_those_of_json_and_other_words_stay(written: str, read: object) -> None:
    (rule,) = rules_of(f"- pattern: [{{LOWER: {written}}}]")
    assert rule.patterns == (({"LOWER": read},),)


# --- what is refused --------------------------------------------------------------------------

BAD_EXPRESSIONS = ["(", "[a", "*a", "a{5,2}", "(?P<x", "\\", "a{99999999999999999999}", "[[a]", "(" * 5000]


@pytest.mark.filterwarnings("ignore")  # as outside of tests: what Python only warns of is refused, too
@pytest.mark.parametrize("expression", BAD_EXPRESSIONS)
@pytest.mark.parametrize("where", ["{{REGEX: '{}'}}", "{{REGEX: {{IN: [fine, '{}']}}}}", "[{{REGEX: '{}'}}]"])
def test_a_bad_regular_expression_is_refused_wherever_it_stands(expression: str, where: str) -> None:
    text = with_rules(f"- pattern:\n  - LOWER: fine\n  - TEXT: {where.format(expression)}  # <-\n")
    (fault,) = faults_of(text)
    assert [line_of(fault)] == marked(text)
    assert fault.problem.startswith("bad regular expression (")
    assert fault.remedy == "mend it; a literal bracket is written \\("


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        ("{anny: apple, weak: [a, b]}", "unknown key of a rule 'anny'"),
        ("{name: nothing more}", "a rule says nothing"),
        ("{}", "a rule says nothing"),
        ("{any: apple, all: [a, b]}", "a rule has both `any` and `all`"),
        ("{any: apple, weak: [a, b]}", "a rule has both `any` and `weak`"),
        ("{any: apple, within: 3}", "`within` stands without `all`"),
        ("{all: [[apple, pear]]}", "`all` has fewer than two groups"),
        ("{all: apple}", "`all` is not a list"),
        ("{any: {a: b}}", "a list of terms is not a list"),
        ("{any: []}", "a list of terms is empty"),
        ("{all: [apple, []]}", "a list of terms is empty"),
        ("{any: [[apple]]}", "a term is not plain text"),
        ("{any: ['']}", "a term is empty"),
        ("{name: [x], any: apple}", "`name` is not plain text"),
        ("{any: apple, any: pear}", "the key 'any' stands twice in a rule"),
        ("[apple]", "a rule is not a mapping"),
        ("{pattern: apple}", "`pattern` is not a list"),
        ("{pattern: []}", "a pattern has no tokens"),
        ("{pattern: [[], [{}]]}", "a pattern has no tokens"),
        ("{pattern: [apple]}", "a token of a pattern is not a mapping"),
        ("{pattern: [{LOWER: a, LOWER: b}]}", "the key 'LOWER' stands twice in a token of a pattern"),
        *(
            (f"{{all: [a, b], within: {number}}}", f"`within` is {number!r}, not a number of tokens")
            for number in ("0", "-1", "2.5", "ten", "10000", "²")
        ),
        ("{all: [a, b], within: [3]}", "`within` is not plain text"),
    ],
)
def test_a_rule_that_means_nothing_is_refused(rule: str, problem: str) -> None:
    text = with_rules(f"- fine\n- {rule}  # <-")
    faults = faults_of(text)
    assert problem in [fault.problem for fault in faults]
    assert {line_of(fault) for fault in faults} == set(marked(text))


def test_a_number_of_endless_digits_is_refused_and_cut_short_in_the_message() -> None:
    text = with_rules(f"- {{all: [a, b], within: {'9' * 100_000}}}")
    (fault,) = faults_of(text)
    assert str(fault).startswith("fruit.yaml:7: `within` is '999")
    assert len(str(fault)) < 700


def test_the_line_of_a_bad_term_is_its_own_not_that_of_its_rule() -> None:
    text = with_rules("""
        - all:
          - - apple
            - app*le  # <-
          - [pie]
          unless:
            - cake
            - "*"  # <-
        """)
    assert [line_of(fault) for fault in faults_of(text)] == marked(text)


# --- terms ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "term",
    [
        "apple",
        "joint exercise",
        "DCB",
        "standardis*",
        "interoperab* gap",
        '"exactly this"',
        '"%"',
        "S&T",
        "30+N",
        "U.S.-led",
        "don't",
        "“so-called”",
        "北約",
    ],
)
def test_a_term_that_can_be_found_is_sound(term: str) -> None:
    assert term_fault(term) is None


@pytest.mark.parametrize(
    ("term", "problem"),
    [
        ("app*le", "the * in 'app*le' stands inside a word"),
        ("*apple", "the * in '*apple' stands inside a word"),
        ("apple**", "the * in 'apple**' stands inside a word"),
        ("a*", "'a*' would match nearly everything"),
        ("joint *", "'*' would match nearly everything"),
        ("...", "the term '...' has no letter or digit"),
        ("--*", "the term '--*' has no letter or digit"),
        ('"apple', "the quotation marks of \"apple don't match"),
        ('apple"', "the quotation marks of apple\" don't match"),
        ('"', "the quotation marks of \" don't match"),
        ('""', 'the quotation marks of "" don\'t match'),
        ('say "apple" twice', 'the quotation marks of say "apple" twice don\'t match'),
        ('"apple", "pear"', 'the quotation marks of "apple", "pear" don\'t match'),
        ('" "', 'the term " " is blank'),
    ],
)
def test_a_term_that_could_never_be_meant_is_refused(term: str, problem: str) -> None:
    fault = term_fault(term)
    assert fault is not None
    assert fault[0] == problem
    assert fault[1]


@pytest.mark.parametrize(
    ("word", "way"),
    [
        ("apple", "lemma"),
        ("Apple", "lemma"),
        ("DCB", "exact"),
        ("U.S.", "exact"),
        ("30+N", "exact"),
        ("30", "lemma"),
        ("apple*", "prefix"),
        ("NATO*", "prefix"),
        ("北約", "lemma"),
    ],
)
def test_capitals_and_asterisks_say_how_a_word_is_met(word: str, way: str) -> None:
    assert way_of(word) == way


@given(st.text(min_size=1).filter(lambda text: text.strip() and '"' not in text))
def test_any_text_can_be_asked_for_to_the_letter(text: str) -> None:
    term = f'"{text}"'
    assert is_literal(term)
    assert literal_text(term) == text
    assert term_fault(term) is None


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True), st.integers(0, 3))
def test_a_word_may_carry_an_asterisk_at_its_end_only(word: str, others: int) -> None:
    before = "of " * others
    assert term_fault(f"{before}{word}*") is None
    assert term_fault(f"{before}{word[0]}*{word[1:]}") is not None


# --- named lists --------------------------------------------------------------------------

LISTS = """
codebook: Lists
version: 1
lists:
  fruit: [apple, pear]
  colour: [green]
codes:
  - id: a
    name: A
    rules:
      - any: [plum, <fruit>]
      - all: [[<colour>], [<fruit>, quince]]
        unless: <colour>
      - <fruit>
"""


def test_a_named_list_stands_for_its_terms_wherever_terms_may_stand() -> None:
    first, second, third = parse_codebook(LISTS)["a"].rules
    assert [term.text for term in first.any] == ["plum", "apple", "pear"]
    assert [[term.text for term in group] for group in second.all] == [["green"], ["apple", "pear", "quince"]]
    assert [term.text for term in second.unless] == ["green"]
    assert [term.text for term in third.any] == ["apple", "pear"]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("- <fruit>", "- <fruits>", "book:14: unknown list of terms 'fruits'; write 'fruit'"),
        ("[green]", "[<fruit>]", "book:6: unknown list of terms 'fruit'; there is none yet"),
        (
            "[green]",
            "[gr*een]",
            "book:6: the * in 'gr*een' stands inside a word; write it at the end of a word",
        ),
        ("  colour: [green]", "  fruit: [green]", "book:6: the key 'fruit' stands twice in `lists`"),
    ],
)
def test_faults_of_named_lists_have_their_line(old: str, new: str, fault: str) -> None:
    with pytest.raises(FaultsFound) as raised:
        parse_codebook(LISTS.replace(old, new), "book")
    assert any(str(found).startswith(fault) for found in raised.value.faults), raised.value


@pytest.mark.parametrize(
    ("pattern", "problem"),
    [
        ('[{TEXT: {REGEX: "^(a+)+$"}}]', "a repetition within a repetition may take for ever"),
        ("[{}]", "a pattern matches whatever there is"),
        ('[{}, {OP: "*"}]', "a pattern matches whatever there is"),
    ],
)
def test_patterns_that_never_end_or_match_everything_are_faults(pattern: str, problem: str) -> None:
    with pytest.raises(FaultsFound) as raised:
        rules_of(f"- pattern: {pattern}")
    (fault,) = raised.value.faults
    assert problem in str(fault)


def test_an_empty_token_may_stand_between_others() -> None:
    (rule,) = rules_of("- pattern: [{LOWER: to}, {}, {LOWER: do}]")
    assert rule.patterns == (({"LOWER": "to"}, {}, {"LOWER": "do"}),)
