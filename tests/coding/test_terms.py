"""What a term finds: words in all their forms, capitals, globs, literals, and the traps of punctuation."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
import spacy
from spacy.pipeline import AttributeRuler

from qualcode.coding.folding import fold
from qualcode.coding.language import StudyLanguage
from qualcode.coding.terms import TermIndex, TokenSpan


def found(language: StudyLanguage, term: str, text: str) -> list[str]:
    """The words of the text that a term finds, as written there."""
    form = fold(text)
    (doc,) = language.docs([form.text])
    spans = TermIndex([term], language).spans(doc).get(term, [])
    pieces = [doc[span.start : span.end] for span in spans]
    return [text[slice(*form.original(piece.start_char, piece.end_char))] for piece in pieces]


# --- words --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("partner", "Partners and a PARTNER, partner's", ["Partners", "PARTNER", "partner"]),
        ("partners", "a partner", ["partner"]),
        ("joint exercise", "Joint exercises; exercises, joint ones", ["Joint exercises"]),
        ("joint exercises", "one joint exercise", ["joint exercise"]),
        ("train", "we trained, they train, the training", ["trained", "train", "training"]),
        ("European", "Europeans, european", ["Europeans", "european"]),
        ("go", "it went", ["went"]),
        ("data", "the data, a datum", ["data", "datum"]),
        ("datum", "the data", ["data"]),
        ("zorbling", "Zorbling zorblings", ["Zorbling"]),
        ("partner state", "partner states, partner-state", ["partner states", "partner-state"]),
    ],
)
def test_a_plain_term_finds_all_forms_in_any_case(
    english: StudyLanguage, term: str, text: str, words: list[str]
) -> None:
    assert found(english, term, text) == words


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("better", "well done, a good one"),
        ("well", "good, better and best"),
        ("third", "3 of them"),
        ("second", "page 2"),
        ("AI", "we have"),
        ("partner", "partnership, partnerless"),
        ("exercise", "exer cise"),
        ("joint exercise", "a joint, an exercise"),
        ("joint exercise", "joint big exercise"),
        ("have", "the partner's view"),
    ],
)
def test_a_plain_term_does_not_find_other_words(english: StudyLanguage, term: str, text: str) -> None:
    assert found(english, term, text) == []


@pytest.mark.parametrize(
    "word", ["data", "better", "left", "us", "means", "does", "ground", "saw", "id", "gonna"]
)
def test_a_term_always_finds_itself(english: StudyLanguage, word: str) -> None:
    for written in (word, word.upper(), word.title()):
        assert found(english, word, f"So {written}, yes.") == [written]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("DCB", "DCB, dcb, Dcb", ["DCB"]),
        ("US", "the US told us", ["US"]),
        ("NATO summit", "NATO summits, a NATO Summit, nato summit", ["NATO summits", "NATO Summit"]),
        ("U.S. leadership", "U.S. Leadership, u.s. leadership", ["U.S. Leadership"]),
        ("SPS", "SPS's SPS-funded non-SPS SPSs", ["SPS", "SPS", "SPS"]),
        ("S&T", "S&T, s&t", ["S&T"]),
        ("so do I", "So do I. So do i.", ["So do I"]),
        ("plan B", "We have no plan B.", ["plan B"]),
    ],
)
def test_capitals_are_found_only_as_capitals(
    english: StudyLanguage, term: str, text: str, words: list[str]
) -> None:
    assert found(english, term, text) == words


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("standardis*", "standardise, Standardisation, STANDARDISED", [
            "standardise", "Standardisation", "STANDARDISED",
        ]),
        ("standardis*", "a standard, re-standardise", ["standardise"]),
        ("interoperab*", "interoperab", ["interoperab"]),
        ("NAT*", "NATO, NATs, nature", ["NATO", "NATs"]),
        ("shared norm*", "our shared normative ground, shared norms", ["shared normative", "shared norms"]),
        ("co-operat*", "co-operation, co operating, cooperate", ["co-operation", "co operating"]),
        ("co-operat*", "companies operating", []),
        ("willing* to pay", "willingness to pay", ["willingness to pay"]),
    ],
)  # fmt: skip
def test_a_glob_finds_what_begins_so(english: StudyLanguage, term: str, text: str, words: list[str]) -> None:
    assert found(english, term, text) == words


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ('"exactly this"', "exactly this, Exactly this, exactly these", ["exactly this"]),
        ('"Courses"', "Courses, courses, course", ["Courses"]),
        ('"capacity-building"', "capacity building, capacity-building", ["capacity-building"]),
        ('"partner’s own"', "a partner's own, a partner’s own", ["partner's own", "partner’s own"]),
        ('"exactly this"', "exactly\nthis", ["exactly\nthis"]),
        ('"U.S."', "U.S. u.s.", ["U.S."]),
        ('"What?"', "What? What!", ["What?"]),
    ],
)
def test_a_literal_finds_only_what_stands_there(
    english: StudyLanguage, term: str, text: str, words: list[str]
) -> None:
    assert found(english, term, text) == words


def test_a_literal_of_blanks_finds_nothing(english: StudyLanguage) -> None:
    assert found(english, '"  "', "any  text") == []


# --- the traps ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "the U.S. is", "in the U.S.", "(U.S.)", "U.S.?", "U.S.,", "“U.S.”", "U.S.-related", "U.S.–China",
        "U.S./UK", "U.S.'s", "U.S.’s", "non-U.S.", "U.S.:", "the U.S.…",
    ],
)  # fmt: skip
def test_the_u_s_is_found_beside_any_sign(english: StudyLanguage, text: str) -> None:
    assert found(english, "U.S.", text) == ["U.S."]


@pytest.mark.parametrize("term", ["S&T", "R&D", "30+N", "28+N", "AP-4", "DCB", "COVID-19", "D.C."])
@pytest.mark.parametrize(
    "text",
    ["{} is", "for {}.", "({}).", "“{}”", "‘{}’", '"{}."', "{}, and", "{}!", "{}’s", "{}'s", "{};", "and/{}"],
)
def test_a_short_form_is_found_beside_any_sign(english: StudyLanguage, term: str, text: str) -> None:
    text = text.format(term).replace("D.C..", "D.C.")
    assert found(english, term, text) == [term]


@pytest.mark.parametrize(
    ("term", "text"),
    [
        ("capacity building", "capacity-building"),
        ("capacity-building", "capacity building"),
        ("capacity building", "capacity\u2010building"),
        ("capacity building", "capacity\u2011building"),
        ("capacity building", "capacity–building"),
        ("capacity building", "Capacity-Building"),
        ("capacity building", "capac\u00adity buil\u00adding"),
        ("capacity building", "capacity\u00a0building"),
        ("capacity building", "capacity\u202fbuilding"),
        ("capacity building", "capacity\nbuilding"),
        ("capacity building", "capacity  building"),
        ("capacity building", "capacity \u200b building"),
        ("capacity building", "capacity-\nbuilding"),
        ("capacity\u00a0building", "capacity building"),
        ("state-of-the-art", "state of the art"),
        ("state of the art", "state-of-the-art"),
        ("AP-4", "AP\u20104"),
        ("AP-4", "AP–4"),
        ("office", "o\ufb03ce"),
        ("o\ufb03ce", "office"),
        ("partners' say", "partners’ say"),
        ("partners’ say", "partners' say"),
        ("don’t know", "don't know"),
        ("won't", "won’t"),
        ("U.S.-led", "U.S.\u2010led"),
        ("U.S. led", "U.S.-led"),
        ("u.s.", "U.S."),
        ("u.s. forces", "U.S. forces"),
        ("cannot", "cannot"),
        ("gonna", "gonna"),
        ("and/or", "and/or"),
    ],
)
def test_spelling_with_hyphens_blanks_and_quotes_makes_no_difference(
    english: StudyLanguage, term: str, text: str
) -> None:
    assert found(english, term, f"So, {text} here.") == [text]


@pytest.mark.parametrize(
    ("term", "text", "words"),
    [
        ("ministry", "the ministry/embassy", ["ministry"]),
        ("embassy", "the ministry/embassies", ["embassies"]),
        ("or", "and/or", ["or"]),
        ("partner", "the partner's, the partners’, a partner’s", ["partner", "partners", "partner"]),
        ("partner", "“partners”", ["partners"]),
        ("id", "my id, I'd go", ["id"]),
        ("can", "I cannot, I can", ["can"]),
        ("go", "we're gonna go", ["go"]),
        ("I", "I'd, my id", ["I"]),
    ],
)
def test_words_are_whole_words(english: StudyLanguage, term: str, text: str, words: list[str]) -> None:
    assert found(english, term, text) == words


@pytest.mark.parametrize(
    "text",
    [
        "capacity — building", "capacity - building", "capacity – building", "capacity, building",
        "capacity. Building", "capacity—building", "capacity (building)", "capacity-\n\nbuilding",
    ],
)  # fmt: skip
def test_a_dash_between_blanks_and_other_signs_part_the_words_of_a_term(
    english: StudyLanguage, text: str
) -> None:
    assert found(english, "capacity building", text) == []


# --- many at once -------------------------------------------------------------------------


def test_spans_are_tokens_in_order_with_hyphens_inside(english: StudyLanguage) -> None:
    (doc,) = english.docs(["Capacity-building and capacity building."])
    index = TermIndex(["capacity building", "building", "absent"], english)
    assert index.spans(doc) == {
        "capacity building": [TokenSpan(0, 3), TokenSpan(4, 6)],
        "building": [TokenSpan(2, 3), TokenSpan(5, 6)],
    }


def test_a_term_given_twice_is_found_once(english: StudyLanguage) -> None:
    (doc,) = english.docs(["an apple"])
    assert TermIndex(["apple", "apple"], english).spans(doc) == {"apple": [TokenSpan(1, 2)]}


@pytest.mark.parametrize(
    ("first", "second", "overlap"),
    [((0, 2), (1, 3), True), ((0, 2), (2, 3), False), ((0, 5), (2, 3), True), ((1, 2), (1, 2), True)],
)
def test_spans_overlap_where_they_share_a_token(
    first: tuple[int, int], second: tuple[int, int], *, overlap: bool
) -> None:
    assert TokenSpan(*first).overlaps(TokenSpan(*second)) is overlap
    assert TokenSpan(*second).overlaps(TokenSpan(*first)) is overlap


def test_terms_follow_the_lemmas_of_a_trained_pipeline(tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    ruler = cast("AttributeRuler", nlp.add_pipe("attribute_ruler"))
    ruler.add([[{"LOWER": {"IN": ["grinch", "grinches"]}}]], {"LEMMA": "Grinch"})
    nlp.to_disk(tmp_path / "tiny")
    language = StudyLanguage(pipeline=str(tmp_path / "tiny"))
    assert found(language, "grinch", "Two Grinches, three cats") == ["Grinches"]
    assert found(language, "cats", "three Cats, a cat") == ["Cats"]
