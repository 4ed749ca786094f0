"""Words looked for in a study: where, by whom, under which codes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualcode import Study
from qualcode.coding.language import StudyLanguage
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.study.finding import SearchRequest
from tests.small_study import write_small_study


@pytest.fixture(scope="module")
def fruit(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The study counted by hand; shared, so not to be changed."""
    return Study.open(write_small_study(tmp_path_factory.mktemp("finding") / "fruit"))


def found(study: Study, expression: str, **how: Any) -> list[tuple[str, str, str]]:
    """Transcript, participant and words of each hit."""
    bodies = {transcript.id: transcript.body for transcript in study.transcripts}
    hits = study.find(SearchRequest(expression, **how)).hits
    return [(hit.transcript, hit.participant, bodies[hit.transcript][hit.start : hit.end]) for hit in hits]


def test_everything_that_is_said_is_searched_whatever_the_study_s_filter(fruit: Study) -> None:
    assert found(fruit, "apple") == [
        ("A1", "Ana", "apples"), ("A1", "Ana", "apple"), ("A2", "interviewer", "apples"),
        ("B1", "Cy", "apple"), ("B1", "Cy", "Apples"), ("D1", "", "apple"), ("F1", "Eve", "Apples"),
    ]  # fmt: skip
    assert fruit.find(SearchRequest("apple")).transcripts == 6


def test_speakers_are_chosen(fruit: Study) -> None:
    assert found(fruit, "apple", speaker="interviewer") == [("A2", "interviewer", "apples")]
    assert [who for _, who, _ in found(fruit, "apple", speaker="participant")] == [
        "Ana",
        "Ana",
        "Cy",
        "Cy",
        "Eve",
    ]


def test_where_chooses_voices_and_the_interviewer_beside_them(fruit: Study) -> None:
    assert found(fruit, "pear", where={"participant": ["Ana"]}) == [
        ("A1", "Ana", "pear"),
        ("F1", "Ana", "Pears"),
    ]
    assert found(fruit, "apple", where={"participant": ["Ana"]})[-1][1] == "Ana"
    cooks = fruit.find(SearchRequest("pear", where={"role": ["cook"]}))
    assert [(hit.transcript, hit.participant) for hit in cooks.hits] == [("A2", "interviewer"), ("A2", "Bo")]
    assert cooks.transcripts == 2
    assert found(fruit, "apple", where={"kind": ["document"]}) == [("D1", "", "apple")]


def test_a_case_may_be_called_by_any_of_its_names(fruit: Study) -> None:
    assert {name for name, _, _ in found(fruit, "pear", where={"case": ["Northland"]})} == {"A1", "A2", "F1"}


def test_rules_look_at_the_unit_that_is_asked_for(fruit: Study) -> None:
    rule = "all: [[apple], [pear]]"
    assert [words for _, _, words in found(fruit, rule, speaker="participant")] == ["Apples and pears"]
    in_turns = fruit.find(SearchRequest(rule, unit="turn", speaker="participant"))
    assert [hit.transcript for hit in in_turns.hits] == ["A1", "B1"]
    assert (in_turns.unit, fruit.find(SearchRequest("x")).unit) == ("turn", "sentence")


def test_the_codebook_s_lists_and_codes_may_be_named(small_folder: Path) -> None:
    book = small_folder / "codebook.yaml"
    book.write_text(book.read_text("utf-8") + "\nlists:\n  fruit: [apple, plum]\n", "utf-8")
    study = Study.open(small_folder)
    assert found(study, "<fruit>", where={"kind": ["document"]}) == [("D1", "", "apple")]
    assert found(study, "code:green_apples") == [("A1", "Ana", "green apple")]


# --- codes --------------------------------------------------------------------------------


def test_hits_are_found_in_what_has_a_code_or_one_below_it(fruit: Study) -> None:
    assert found(fruit, "a", code="apples") == [("A1", "Ana", "A"), ("B1", "Cy", "An")]
    assert found(fruit, "sometimes", code="apples") == []
    assert found(fruit, "like", code="topic_food") == [("A1", "Ana", "like")]


def test_what_somebody_coded_counts_finished_or_not(small_folder: Path) -> None:
    study = Study.open(small_folder)
    study.apply("plums", "A1", coder="ana", quote="Not much else")
    assert found(study, "much", code="plums") == [("A1", "Ana", "much")]
    assert found(study, "much", uncoded=True) == []


def test_uncoded_is_what_neither_a_person_nor_a_rule_coded(fruit: Study) -> None:
    # the topic of the question, which all of an answer inherits, does not count
    assert found(fruit, "much", uncoded=True) == [("A1", "Ana", "much")]
    assert found(fruit, "apple", uncoded=True) == [("A2", "interviewer", "apples")]


def test_hits_say_their_codes_where_they_are_asked_for(fruit: Study) -> None:
    hits = fruit.find(SearchRequest("green apple", codes=True)).hits
    assert [set(hit.codes) for hit in hits] == [{"apples", "green_apples", "topic_food"}]
    assert fruit.find(SearchRequest("green apple")).hits[0].codes == ()


# --- what is wrong ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ({"expression": "a*"}, "EXPRESSION: 'a*' would match nearly everything"),
        ({"expression": "<fruit>"}, "EXPRESSION: unknown list of terms 'fruit'; there is none yet"),
        ({"expression": "code:aples"}, "EXPRESSION: the codebook has no code 'aples'; write 'apples'"),
        ({"expression": "x", "code": "aples"}, "--code: is none of the codebook; write 'apples'"),
        ({"expression": "x", "where": {"rolle": ["cook"]}}, "unknown attribute 'rolle'; write 'role'"),
        ({"expression": "x", "where": {"role": ["coook"]}}, "no transcript has role=coook; write 'cook'"),
    ],
)
def test_what_cannot_be_looked_for_is_refused_in_a_sentence(
    fruit: Study, how: dict[str, Any], expected: str
) -> None:
    with pytest.raises(QualcodeError) as caught:
        fruit.find(SearchRequest(**how))
    assert str(caught.value).startswith(expected)


def test_a_pattern_that_spacy_does_not_take_is_refused(fruit: Study) -> None:
    with pytest.raises(FaultsFound, match="bad spaCy pattern"):
        fruit.find(SearchRequest("pattern: [{LOWR: x}]"))


# --- what it costs ------------------------------------------------------------------------


def test_a_cold_search_for_codes_loads_one_language_and_reads_the_codebook_once(
    small_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The named list of the expression, and the rules that look for the code, share both with it."""
    path = small_folder / "codebook.yaml"
    path.write_text("lists: {fruit: [apple, pear]}\n" + path.read_text("utf-8"), "utf-8")
    made, read = [], []
    make, compose = StudyLanguage.__init__, yaml.compose

    def making(language: StudyLanguage, *how: str) -> None:
        made.append(how)
        make(language, *how)

    def composing(text: str, **how: Any) -> Any:
        read.append("codes:" in text)
        return compose(text, **how)

    monkeypatch.setattr(StudyLanguage, "__init__", making)
    monkeypatch.setattr(yaml, "compose", composing)
    assert found(Study.open(small_folder), "<fruit>", code="apples")
    assert (made, read.count(True)) == ([("en", "")], 1)
