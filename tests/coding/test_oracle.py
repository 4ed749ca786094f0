"""Terms held to spaCy's own `Matcher`: another, plainer way to find them must find the same, one for one.

The oracle turns each term into token patterns with an optional hyphen between the words and lets spaCy do
the rest. It shares the tokeniser, the lemmas and the folding with the engine (they have tests of their own),
and no code of the term index.

One difference is by design. To the `Matcher` a hyphen is a token like another: `capacity - building`, where
it stands between blanks as a dash does in talk, would be the same as `capacity-building`. A reader hears two
thoughts there, so the engine joins no words over a dash. The oracle's matches with such a dash inside are
left out, and the design has a test of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.matcher import Matcher
from spacy.tokens import Doc

from qualcode import Study
from qualcode.coding.folding import fold
from qualcode.coding.language import StudyLanguage
from qualcode.coding.terms import TermIndex

Spans = dict[str, list[tuple[int, int]]]
TokenPattern = dict[str, object]

HYPHENS = ("-", "–")
MAYBE_HYPHEN: TokenPattern = {"ORTH": {"IN": list(HYPHENS)}, "OP": "?"}


class Oracle:
    """All terms as `Matcher` patterns: lemmas, capitals as they stand, globs as regular expressions.

    Words that are terms by themselves are asked for together (`{LEMMA: {IN: …}}`), which halves the time.
    """

    def __init__(self, terms: Iterable[str], language: StudyLanguage) -> None:
        self._language = language
        self._matcher = Matcher(language.nlp.vocab)
        self._single: dict[str, dict[object, set[str]]] = {"LEMMA": {}, "ORTH": {}}
        for term in terms:
            unlike = {repr(pattern): pattern for pattern in self._patterns(term)}.values()
            longer = [pattern for pattern in unlike if not self._is_single(term, pattern)]
            if longer:
                self._matcher.add(term, longer)
        for attribute, words in self._single.items():
            self._matcher.add(attribute, [[{attribute: {"IN": list(words)}}]])

    def spans(self, doc: Doc, *, over_dashes: bool = False) -> Spans:
        """The sorted spans of each term that occurs."""
        found: dict[str, set[tuple[int, int]]] = {}
        for key, start, end in self._matcher(doc):
            name = str(doc.vocab.strings[key])
            word = doc[start].lemma_ if name == "LEMMA" else doc[start].text
            for term in self._single[name][word] if name in self._single else [name]:
                other = term.startswith('"') and doc[start:end].text != fold(term[1:-1]).text
                if not other and (over_dashes or not has_dash(doc, start, end)):
                    found.setdefault(term, set()).add((start, end))
        return {term: sorted(spans) for term, spans in found.items()}

    def _is_single(self, term: str, pattern: list[TokenPattern]) -> bool:
        """Take note of a pattern of one plain word."""
        ((attribute, word),) = pattern[0].items()
        if len(pattern) > 1 or attribute not in self._single:
            return False
        self._single[attribute].setdefault(word, set()).add(term)
        return True

    def _patterns(self, term: str) -> Iterator[list[TokenPattern]]:
        if term.startswith('"'):
            yield [{"ORTH": token.text} for token in self._doc(fold(term[1:-1]).text)]
            return
        plain = fold(term).text
        capitals = any(token.text.isupper() for token in self._doc(plain.replace("*", "")))
        for written in [plain] if capitals else [plain, plain.lower(), plain.upper(), plain.title()]:
            words = [word for piece in written.split() for word in self._words(piece, capitals=capitals)]
            pattern = words[:1]
            for word in words[1:]:
                pattern += [MAYBE_HYPHEN, word]
            yield pattern

    def _words(self, piece: str, *, capitals: bool) -> Iterator[TokenPattern]:
        tokens = [token for token in self._doc(piece.rstrip("*")) if token.text not in HYPHENS]
        for token in tokens:
            capital = capitals and token.text.isupper()
            if piece.endswith("*") and token is tokens[-1]:
                begin = token.text if capital else token.lower_
                yield {"ORTH" if capital else "LOWER": {"REGEX": "^" + begin.replace(".", r"\.")}}
            else:
                yield {"ORTH": token.text} if capital else {"LEMMA": token.lemma_}

    def _doc(self, text: str) -> Doc:
        return next(self._language.docs([text]))


def has_dash(doc: Doc, start: int, end: int) -> bool:
    """Whether a hyphen inside the span has a blank beside it."""
    return any(
        doc[at].text in HYPHENS and (doc[at - 1].whitespace_ or doc[at].whitespace_)
        for at in range(start + 1, end - 1)
    )


def indexed(index: TermIndex, doc: Doc) -> Spans:
    return {term: [tuple(span) for span in spans] for term, spans in index.spans(doc).items()}  # type: ignore[misc]


TERMS = (
    "capacity building", "capacity-building", "building", "partner", "partners", "partner state",
    "state of the art", "U.S.", "U.S.-led", "U.S. partner", "u.s.", "US", "S&T", "S&T partner", "30+N",
    "AP-4", "NATO partner", "NATO-led", "and", "or", "and/or", "id", "I", "cannot", "can", "gonna", "go",
    "data", "better", "well", "office", "partner*", "capac* build*", "co-operat*", '"capacity-building"',
    '"Partners"', '"the U.S."', '"partner’s"', "lead", "train", "trained partner", "don't", "who's",
    "plan B", "Europeans", "no. 5", "so", "first",
)  # fmt: skip
WORDS = (
    "capacity", "Capacity", "building", "buildings", "partner", "Partners", "PARTNER", "partners’",
    "partner's", "state", "states", "of", "the", "art", "U.S.", "u.s.", "US", "us", "led", "leads", "S&T",
    "s&t", "30+N", "AP-4", "AP", "4", "NATO", "and", "or", "id", "I", "I'd", "cannot", "can", "not",
    "gonna", "go", "went", "data", "better", "well", "good", "office", "oﬃces", "co", "operation",
    "operating", "train", "trained", "do", "don’t", "who's", "B", "B.", "European", "Europeans", "no.",
    "5", "so", "first", "1",
)  # fmt: skip
BETWEEN = (
    " ", " ", " ", " ", "-", "-", " - ", "–", " – ", "\u2010", "- ", " -", "—", " — ", "/", ", ", ". ",
    "’s ", "'s ", "\n", "-\n", "  ", "\u00a0", "\u00ad", "” ", " “", " (", ") ", "… ", "? ", "! “", ".” ",
    "--",
)  # fmt: skip


@pytest.fixture(scope="module")
def index(english: StudyLanguage) -> TermIndex:
    return TermIndex(TERMS, english)


@pytest.fixture(scope="module")
def oracle(english: StudyLanguage) -> Oracle:
    return Oracle(TERMS, english)


@settings(max_examples=400)
@given(pairs=st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(BETWEEN)), min_size=1, max_size=12))
def test_terms_are_found_as_spacys_matcher_finds_them_in_any_talk(
    english: StudyLanguage, index: TermIndex, oracle: Oracle, pairs: list[tuple[str, str]]
) -> None:
    """Law: same spans, one for one, whatever punctuation and hyphens stand between the words."""
    (doc,) = english.docs([fold("".join(word + between for word, between in pairs)).text])
    assert indexed(index, doc) == oracle.spans(doc)


def test_terms_of_the_codebook_are_found_as_spacys_matcher_finds_them_in_the_sample(
    sample: Study, english: StudyLanguage
) -> None:
    rules = [rule for code in sample.codebook for rule in code.rules]
    groups = [group for rule in rules for group in (rule.any, rule.weak, *rule.all, rule.unless)]
    terms = sorted({term.text for group in groups for term in group})
    index, oracle = TermIndex(terms, english), Oracle(terms, english)
    occurring = 0
    for doc in english.docs(fold(transcript.body).text for transcript in sample.transcripts):
        found = indexed(index, doc)
        assert found == oracle.spans(doc)
        occurring += sum(map(len, found.values()))
    assert occurring > 1000


@pytest.mark.parametrize("text", ["capacity - building", "capacity – building"])
def test_a_dash_between_blanks_joins_nothing_though_to_the_matcher_it_would(
    english: StudyLanguage, index: TermIndex, oracle: Oracle, text: str
) -> None:
    (doc,) = english.docs([text])
    assert "capacity building" in oracle.spans(doc, over_dashes=True)
    assert "capacity building" not in indexed(index, doc)


def test_the_oracle_would_notice_a_missing_and_an_additional_match(
    english: StudyLanguage, oracle: Oracle
) -> None:
    """The oracle itself, by hand: it is worth nothing if it finds nothing."""
    (doc,) = english.docs(["The U.S.-led capacity-building for S&T partners."])
    assert oracle.spans(doc) == {
        "U.S.": [(1, 2)],
        "U.S.-led": [(1, 4)],
        "lead": [(3, 4)],
        "capacity building": [(4, 7)],
        "capacity-building": [(4, 7)],
        '"capacity-building"': [(4, 7)],
        "capac* build*": [(4, 7)],
        "building": [(6, 7)],
        "S&T": [(8, 9)],
        "u.s.": [(1, 2)],
        "S&T partner": [(8, 10)],
        "partner": [(9, 10)],
        "partners": [(9, 10)],
        "partner*": [(9, 10)],
    }
