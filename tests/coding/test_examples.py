"""The codebook's examples, run as tests of its rules."""

from __future__ import annotations

from qualcode import Study
from qualcode.codebook import parse_codebook
from qualcode.coding.engine import Engine
from qualcode.coding.examples import ExampleResult, run_examples, untested
from qualcode.coding.language import StudyLanguage

BOOK = parse_codebook("""\
codebook: Fruit
version: "1"
codes:
  - id: fruit
    name: Fruit
    examples: [A fruit basket., "Well, an apple.", Bread and butter.]
    counterexamples: [A loaf of bread., A pear tree.]
    rules: [fruit]
    children:
      - {id: apples, name: Apples, examples: [An apple.], counterexamples: [All kinds.], rules: [apple]}
      - {id: pears, name: Pears, rules: [pear]}
  - {id: storm, name: Storm, kind: flag, examples: ["A storm, at last."], rules: [storm]}
  - {id: food, name: Food, kind: topic, examples: [Do you eat?], counterexamples: [An apple?], rules: [eat]}
""")  # fmt: skip


def results(language: StudyLanguage) -> list[ExampleResult]:
    return list(run_examples(BOOK, Engine(BOOK, "sentence", language)))


def test_every_example_is_tried_in_the_order_of_the_codebook(english: StudyLanguage) -> None:
    tried = [(result.code, result.text, result.expected) for result in results(english)]
    assert tried == [
        ("fruit", "A fruit basket.", True),
        ("fruit", "Well, an apple.", True),
        ("fruit", "Bread and butter.", True),
        ("fruit", "A loaf of bread.", False),
        ("fruit", "A pear tree.", False),
        ("apples", "An apple.", True),
        ("apples", "All kinds.", False),
        ("storm", "A storm, at last.", True),
        ("food", "Do you eat?", True),
        ("food", "An apple?", False),
    ]


def test_an_example_fails_without_its_code_and_a_counterexample_with_it(english: StudyLanguage) -> None:
    """A code is found where one below it is: apples are fruit, and so is a pear tree, alas."""
    failed = [(result.text, result.found) for result in results(english) if not result.passed]
    assert failed == [("Bread and butter.", False), ("A pear tree.", True)]


def test_a_failed_example_leads_to_its_code_in_the_file(english: StudyLanguage) -> None:
    assert {result.code: result.line for result in results(english)} == {
        "fruit": 4,
        "apples": 10,
        "storm": 12,
        "food": 13,
    }


def test_the_sample_codebook_keeps_its_own_word(sample: Study) -> None:
    results = list(run_examples(sample.codebook, sample.suggestions.ground.engine))
    assert len(results) >= 30
    assert [result.text for result in results if not result.passed] == []


# --- codes without rules ------------------------------------------------------------------

BARE = parse_codebook("""\
codebook: Fruit
version: "1"
codes:
  - id: fruit
    name: Fruit
    examples: [An apple.]
    children:
      - {id: apples, name: Apples, examples: [An apple.], rules: [apple]}
      - {id: pears, name: Pears, examples: [A pear., Pears.], counterexamples: [An apple.]}
  - {id: storm, name: Storm, kind: flag}
""")


def test_examples_that_no_rule_could_find_are_counted_and_not_tried(english: StudyLanguage) -> None:
    """A pear tells nothing about a codebook that has no rule for pears; fruit is found where apples are."""
    tried = list(run_examples(BARE, Engine(BARE, "sentence", english)))
    assert [(result.code, result.passed) for result in tried] == [("fruit", True), ("apples", True)]
    assert untested(BARE) == {"pears": 3}


def test_a_codebook_with_rules_leaves_nothing_untested(sample: Study) -> None:
    assert untested(sample.codebook) == {}
