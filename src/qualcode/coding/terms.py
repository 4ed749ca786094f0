"""Terms found among spaCy's tokens: what a match of a term is.

A term is a row of words, each met in its own way (see `codebook.terms`). A hyphen inside a compound counts
as little as a blank: `capacity building` finds `capacity-building` and the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from spacy.tokens import Doc, Token

from qualcode.codebook.terms import is_literal, literal_text, way_of
from qualcode.coding.folding import fold
from qualcode.coding.language import StudyLanguage

_HYPHENS = frozenset("-–")


class TokenSpan(NamedTuple):
    """A match as tokens `[start, end)` of a unit."""

    start: int
    end: int

    def overlaps(self, other: TokenSpan) -> bool:
        """Whether the two share a token."""
        return self.start < other.end and other.start < self.end


class Word(NamedTuple):
    """A word of a term: `way` is one of orth, lower, lemma, or a prefix of orth or lower."""

    way: str
    key: str


class TermIndex:
    """Finds all occurrences of some terms in a `Doc`."""

    def __init__(self, terms: Iterable[str], language: StudyLanguage) -> None:
        self._language = language
        self._rows: dict[Word, list[tuple[str, tuple[Word, ...]]]] = {}
        for term in dict.fromkeys(terms):
            for row in filter(None, dict.fromkeys(self._variants(term))):
                self._rows.setdefault(row[0], []).append((term, row))
        self._looked_for = {word for rows in self._rows.values() for _, row in rows for word in row}
        self._prefixes = sorted({len(word.key) for word in self._looked_for if word.way.startswith("prefix")})
        self._met: dict[tuple[str, str], frozenset[Word]] = {}

    def spans(self, doc: Doc) -> dict[str, list[TokenSpan]]:
        """The sorted spans of each term that occurs."""
        tokens = list(_without_hyphens(doc))
        keys = [self._keys(token) for token in tokens]
        found: dict[str, set[TokenSpan]] = {}
        for first, known in enumerate(keys):
            for word in known & self._rows.keys():
                for term, row in self._rows[word]:
                    if _meets(row, keys, first):
                        span = TokenSpan(tokens[first].i, tokens[first + len(row) - 1].i + 1)
                        if not is_literal(term) or doc[span.start : span.end].text == _literal(term):
                            found.setdefault(term, set()).add(span)
        return {term: sorted(spans) for term, spans in found.items()}

    def _keys(self, token: Token) -> frozenset[Word]:
        """The words of terms that this token meets; worked out once for each form and lemma."""
        form = (token.text, token.lemma_)
        if form not in self._met:
            orth, lower = token.text, token.lower_
            keys = {Word("orth", orth), Word("lower", lower), Word("lemma", token.lemma_)}
            for length in self._prefixes:
                keys |= {Word("prefix orth", orth[:length]), Word("prefix lower", lower[:length])}
            self._met[form] = frozenset(keys & self._looked_for)
        return self._met[form]

    # --- term → rows of words -------------------------------------------------------------

    def _variants(self, term: str) -> Iterator[tuple[Word, ...]]:
        """The rows of a term: as typed and, where no word is fixed in its case, in other cases.

        spaCy may cut `u.s.` and `U.S.` differently, so a term is cut in every case it may occur in.
        """
        text = _literal(term) if is_literal(term) else fold(term).text
        if is_literal(term):
            yield tuple(Word("orth", token.text) for token in self._tokens(text))
            return
        fixed = any(way_of(token.text) == "exact" for token in self._tokens(text.replace("*", "")))
        for variant in [text] if fixed else [text, text.lower(), text.upper(), text.title()]:
            for way in ("lower", "lemma"):
                yield tuple(self._words(variant, way, fixed=fixed))

    def _words(self, text: str, way: str, *, fixed: bool) -> Iterator[Word]:
        for piece in text.split():
            tokens = self._tokens(piece.removesuffix("*"))
            for token in tokens:
                if piece.endswith("*") and token is tokens[-1]:
                    capital = fixed and way_of(token.text) == "exact"
                    yield Word("prefix orth", token.text) if capital else Word("prefix lower", token.lower_)
                elif fixed and way_of(token.text) == "exact":
                    yield Word("orth", token.text)
                else:
                    yield Word(way, token.lower_ if way == "lower" else token.lemma_)

    def _tokens(self, text: str) -> list[Token]:
        return [token for doc in self._language.docs([text]) for token in _without_hyphens(doc)]


def _literal(term: str) -> str:
    return fold(literal_text(term)).text


def _without_hyphens(doc: Doc) -> Iterator[Token]:
    """The tokens but for white space and hyphens inside compounds."""
    for token in doc:
        inside = token.i > 0 and not doc[token.i - 1].whitespace_ and not token.whitespace_
        if not token.is_space and not (inside and token.text in _HYPHENS):
            yield token


def _meets(row: Sequence[Word], keys: Sequence[frozenset[Word]], first: int) -> bool:
    last = first + len(row)
    return last <= len(keys) and all(word in keys[first + n] for n, word in enumerate(row))
