"""Where the terms and patterns of some codes stand in a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from spacy.errors import MatchPatternError
from spacy.matcher import Matcher
from spacy.tokens import Doc

from qualcode.coding.language import StudyLanguage
from qualcode.coding.terms import TermIndex, TokenSpan
from qualcode.errors import Fault, FaultsFound
from qualcode.model import Code, Rule

Hits = Mapping[str, list[TokenSpan]]
_REMEDY = "see what spaCy's Matcher takes; POS, TAG, MORPH and DEP need a trained `pipeline` in qualcode.toml"


def pattern_key(code: str, rule: Rule) -> str:
    """The key under which the hits of a rule's spaCy patterns stand among those of the terms."""
    return f"\0{code}\0{rule.line}\0{rule.name}"


class Finder:
    """Finds every term and pattern of some codes; raises `FaultsFound` for patterns that are none."""

    def __init__(self, codes: Iterable[Code], language: StudyLanguage, place: str) -> None:
        rules = [(code, rule) for code in codes for rule in code.rules]
        self._terms = TermIndex((term for _, rule in rules for term in _terms(rule)), language)
        self._names = language.nlp.vocab.strings
        self._matcher = _matcher([(code, rule) for code, rule in rules if rule.patterns], language, place)

    def hits(self, doc: Doc) -> dict[str, list[TokenSpan]]:
        """The sorted spans of each term and pattern that occurs."""
        found = self._terms.spans(doc)
        if len(self._matcher):
            for key, start, end in sorted(self._matcher(doc)):
                found.setdefault(self._names[key], []).append(TokenSpan(start, end))
        return found


def _matcher(rules: Iterable[tuple[Code, Rule]], language: StudyLanguage, place: str) -> Matcher:
    matcher = Matcher(language.nlp.vocab, validate=True)
    faults = []
    for code, rule in rules:
        patterns = [list(map(dict, tokens)) for tokens in rule.patterns]
        try:
            matcher.add(pattern_key(code.id, rule), patterns)
            _try_out(patterns, language)
        except (MatchPatternError, ValueError, TypeError, KeyError, AttributeError) as error:
            problem = f"bad spaCy pattern ({_first_complaint(error)})"
            faults.append(Fault(f"{place}:{rule.line}", problem, _REMEDY))
    if faults:
        raise FaultsFound(faults)
    return matcher


def _try_out(patterns: list[list[dict[str, object]]], language: StudyLanguage) -> None:
    """Match a word: only then does spaCy say that a pattern asks for what the pipeline doesn't give."""
    matcher = Matcher(language.nlp.vocab)
    matcher.add("", patterns)
    matcher(next(language.docs(["word"])))


def _first_complaint(error: Exception) -> str:
    """What spaCy says first: the line behind the number of the pattern, or the first sentence."""
    lines = str(error).splitlines() or [type(error).__name__]
    complaints = [line.removeprefix("- ") for line in lines if line.startswith("- ")]
    return (complaints or lines)[0].partition(". ")[0]


def _terms(rule: Rule) -> Iterator[str]:
    for terms in (rule.any, rule.weak, *rule.all, rule.unless):
        yield from (term.text for term in terms)
