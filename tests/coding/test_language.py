"""The study's language: what a token is, lemmas, trained pipelines, and what it says when one is missing."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy

from qualcode.coding.language import StudyLanguage
from qualcode.errors import QualcodeError


def tokens(language: StudyLanguage, text: str) -> list[str]:
    return [token.text for doc in language.docs([text]) for token in doc]


def lemmas(language: StudyLanguage, text: str) -> list[str]:
    return [token.lemma_ for doc in language.docs([text]) for token in doc]


# --- tokens -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We fund S&T.", ["We", "fund", "S&T", "."]),
        ("(R&D.)", ["(", "R&D", ".", ")"]),
        ('AT&T."', ["AT&T", ".", '"']),
        ("a 30+N.", ["a", "30+N", "."]),
        ("28+N/30+N", ["28+N", "/", "30+N"]),
        ("S&T, S&T's", ["S&T", ",", "S&T", "'s"]),
        ("and/or", ["and", "/", "or"]),
        ("either/or", ["either", "/", "or"]),
        ("U.S./UK", ["U.S.", "/", "UK"]),
        ("U.S.-related", ["U.S.", "-", "related"]),
        ("in the U.S.", ["in", "the", "U.S."]),
        ("the U.S.'s, (U.S.)?", ["the", "U.S.", "'s", ",", "(", "U.S.", ")", "?"]),
        ("capacity-building", ["capacity", "-", "building"]),
        ("my id, his ID", ["my", "id", ",", "his", "ID"]),
        ("we're gonna", ["we", "'re", "gonna"]),
        ("I cannot, dont ask", ["I", "cannot", ",", "dont", "ask"]),
        ("don't", ["do", "n't"]),
        ("So do I.", ["So", "do", "I", "."]),
        ("Mr. Lake left.", ["Mr.", "Lake", "left", "."]),
        ("the AP-4, 5G, COVID-19", ["the", "AP-4", ",", "5", "G", ",", "COVID-19"]),
    ],
)
def test_words_are_cut_as_a_reader_would_cut_them(
    english: StudyLanguage, text: str, expected: list[str]
) -> None:
    assert tokens(english, text) == expected


def test_no_sign_is_lost_between_the_tokens(english: StudyLanguage) -> None:
    text = "The U.S./UK talks — and/or S&T. — can't “wait”  ."
    (doc,) = english.docs([text])
    assert "".join(token.text_with_ws for token in doc) == text


def test_docs_come_in_the_order_of_the_texts(english: StudyLanguage) -> None:
    texts = ["One.", "", "Two words."]
    assert [doc.text for doc in english.docs(texts)] == texts


# --- lemmas -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Partners", "partner"),
        ("EXERCISES", "exercise"),
        ("trained", "train"),
        ("allies", "ally"),
        ("went", "go"),
        ("is", "be"),
        ("data", "datum"),
        ("zorbling", "zorbling"),
        ("Europeans", "european"),
        ("Afghans", "afghan"),
    ],
)
def test_lemmas_do_not_depend_on_the_case(english: StudyLanguage, word: str, lemma: str) -> None:
    assert lemmas(english, word) == lemmas(english, word.lower()) == lemmas(english, word.upper()) == [lemma]


@pytest.mark.parametrize("word", ["better", "best", "well", "elder", "third", "first", "AI", "ai"])
def test_lemmas_that_a_reader_would_call_wrong_are_not_used(english: StudyLanguage, word: str) -> None:
    assert lemmas(english, word) == [word.lower()]


def test_a_possessive_is_no_form_of_to_have(english: StudyLanguage) -> None:
    assert lemmas(english, "the partner's") == ["the", "partner", "'s"]


# --- other languages ----------------------------------------------------------------------


def test_another_language_brings_its_own_lemmas() -> None:
    assert lemmas(StudyLanguage("de"), "Partnerschaften kamen") == ["partnerschaft", "kommen"]


def test_a_language_without_lemmas_keeps_the_words() -> None:
    assert lemmas(StudyLanguage("xx"), "Partners trained") == ["partners", "trained"]


def test_a_language_that_cuts_words_in_its_own_way_is_left_alone() -> None:
    assert tokens(StudyLanguage("zh"), "北约") == ["北", "约"]


def test_an_unknown_language_is_refused_with_what_to_write() -> None:
    with pytest.raises(
        QualcodeError, match="cannot load the language 'qq'; write its two-letter code, such as en"
    ):
        StudyLanguage("qq")


# --- trained pipelines --------------------------------------------------------------------


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pipeline as small as they come: it knows the lemmas and the parts of speech of two words."""
    nlp = spacy.blank("en")
    ruler = nlp.add_pipe("attribute_ruler")
    ruler.add([[{"LOWER": "mice"}]], {"LEMMA": "Mouse", "POS": "NOUN"})  # type: ignore[attr-defined]
    ruler.add([[{"LOWER": "sings"}]], {"LEMMA": "sing", "POS": "VERB"})  # type: ignore[attr-defined]
    path = tmp_path_factory.mktemp("pipeline") / "tiny"
    nlp.to_disk(path)
    return path


def test_a_trained_pipeline_gives_its_own_lemmas_in_lower_case(pipeline: Path) -> None:
    assert lemmas(StudyLanguage(pipeline=str(pipeline)), "Mice sings") == ["mouse", "sing"]


def test_a_trained_pipeline_cuts_words_as_the_study_does(pipeline: Path) -> None:
    language = StudyLanguage(pipeline=str(pipeline))
    assert tokens(language, "U.S.-led S&T and/or id.") == [
        "U.S.", "-", "led", "S&T", "and", "/", "or", "id", ".",
    ]  # fmt: skip


def test_a_missing_pipeline_is_refused_with_the_command_that_installs_it() -> None:
    with pytest.raises(QualcodeError) as caught:
        StudyLanguage(pipeline="en_tiny_absent")
    assert "`python -m spacy download en_tiny_absent`" in str(caught.value)
    assert "take `pipeline` out" in str(caught.value)


def test_a_broken_pipeline_is_refused_too(pipeline: Path, tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_bytes((pipeline / "config.cfg").read_bytes()[:40])
    (tmp_path / "meta.json").write_bytes((pipeline / "meta.json").read_bytes())
    with pytest.raises(QualcodeError, match="cannot be loaded"):
        StudyLanguage(pipeline=str(tmp_path))
