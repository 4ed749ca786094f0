"""The study's language: spaCy's tokeniser with the few rules that reading takes, and lemmas.

The one place that changes what a token is. Changed against spaCy's own rules:

* the full stop behind `S&T`, `R&D`, `30+N`, `plan B` ends the sentence and is a token of its own;
* a slash between words (`and/or`, `U.S./UK`) and a hyphen behind an abbreviation (`U.S.-led`) separate;
* exceptions that tear plain words apart (`id`, `gonna`, `cannot`, `dont`) or hold two together (`and/or`)
  are left out.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sized
from functools import cache

import spacy
from spacy.language import Language
from spacy.lookups import load_lookups
from spacy.tokenizer import Tokenizer
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_suffix_regex

from qualcode.errors import Fault, FaultsFound

_SUFFIXES = [r"(?<=[A-Z])(?<![\w.][A-Z])\."]  # behind a single capital, but not behind `U.S`
_INFIXES = [r"(?<=[A-Za-z0-9.)])/(?=[A-Za-z0-9(])", r"(?<=[A-Za-z]\.)[-–](?=[A-Za-z])"]
# Entries of the lookup table that a reader would call wrong (`ai` → `have`, `well` → `good`).
_ROUGH = {"en": frozenset(["ai", "best", "better", "elder", "well", "'s"])}
_UNUSED = ("ner", "parser", "senter", "entity_linker")


_PLACE = "qualcode.toml [study]"


class StudyLanguage:
    """Tokenises texts and gives every token its lemma in lower case.

    `pipeline` names a trained spaCy pipeline; without one the tokeniser of `language` and its lookup
    lemmas are used, which need no download. Raises `FaultsFound` where either cannot be loaded.
    """

    def __init__(self, language: str = "en", pipeline: str = "") -> None:
        self.nlp = _trained(pipeline) if pipeline else _blank(language)
        self._rough = _ROUGH.get(language, frozenset())
        self._lemmas: Mapping[str, str] | None = None if pipeline else _lookup_lemmas(language)

    def docs(self, texts: Iterable[str]) -> Iterator[Doc]:
        """Yield one `Doc` a text, in order."""
        docs = map(self.nlp.make_doc, texts) if self._lemmas is not None else self.nlp.pipe(texts)
        for doc in docs:
            for token in doc:
                known = self.lemma(token.lower_) if self._lemmas is not None else token.lemma_.lower()
                token.lemma_ = known or token.lower_  # no two words are alike for having no lemma
            yield doc

    def lemma(self, word: str) -> str:
        """The lookup lemma of a lower-case word, in lower case; the word itself where none is known.

        The table has some words with a capital only (`Europeans`); entries that a reader would call
        wrong (`third` → `3`, `well` → `good`) count as unknown.
        """
        if self._lemmas is None or word in self._rough:
            return word
        lemma = self._lemmas.get(word) or self._lemmas.get(word.capitalize(), word)
        return word if lemma.isdecimal() else lemma.lower()


@cache
def _blank(language: str) -> Language:
    """The tokeniser of a language; loaded once a process, which takes half a second, and never changed again.

    A trained pipeline is loaded anew each time: it may be a folder, and another one by then.
    """
    try:
        nlp = spacy.blank(language)
    except ImportError as error:
        problem = f"spaCy cannot load the language {language!r}"
        remedy = "write its two-letter code, such as en; some languages need a package of their own"
        raise FaultsFound([Fault(_PLACE, problem, remedy)]) from error
    nlp.max_length = sys.maxsize  # the limit is for parsers; cutting into words takes little memory
    _change_tokeniser(nlp)
    return nlp


def _trained(pipeline: str) -> Language:
    try:
        nlp = spacy.load(pipeline, exclude=_UNUSED)
    except (OSError, ImportError, ValueError) as error:
        problem = f"the spaCy pipeline {pipeline!r} cannot be loaded"
        remedy = f"install it with `python -m spacy download {pipeline}`, or take `pipeline` out"
        raise FaultsFound([Fault(_PLACE, problem, remedy)]) from error
    _change_tokeniser(nlp)
    return nlp


@cache
def _lookup_lemmas(language: str) -> Mapping[str, str]:
    """The lookup table of a language, loaded once a process; empty where spaCy has none."""
    try:
        lookups = load_lookups(language, ["lemma_lookup"])
    except (ValueError, OSError):
        return {}
    table: Mapping[str, str] = lookups.get_table("lemma_lookup")
    return table


def _change_tokeniser(nlp: Language) -> None:
    tokenizer, defaults = nlp.tokenizer, nlp.Defaults
    if not isinstance(tokenizer, Tokenizer):  # of a language that is cut by a library of its own
        return
    tokenizer.suffix_search = compile_suffix_regex([*(defaults.suffixes or ()), *_SUFFIXES]).search
    tokenizer.infix_finditer = compile_infix_regex([*(defaults.infixes or ()), *_INFIXES]).finditer
    tokenizer.rules = {chunk: pieces for chunk, pieces in tokenizer.rules.items() if _is_kept(chunk, pieces)}


def _is_kept(chunk: str, pieces: Sized) -> bool:
    """Whether an exception of spaCy's tokeniser stands; see the module."""
    if "/" in chunk:
        return not chunk.replace("/", "").isalpha()
    return len(pieces) == 1 or not chunk.isalpha()
