"""Which codes a unit gets, given where the codebook's terms stand in it: the meaning of the rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from qualcode.coding.matching import Hits, pattern_key
from qualcode.coding.terms import TokenSpan
from qualcode.model import Code, Codebook, Rule, Term


class Finding(NamedTuple):
    """A rule of a code that is met, and by which words."""

    code: str
    rule: str
    spans: tuple[TokenSpan, ...]


class _Weak(NamedTuple):
    code: str
    rule: str
    term: str
    span: TokenSpan


@dataclass(frozen=True)
class Family:
    """A top-level code and all below it, in the order of the codebook.

    Weak terms are pooled over the family: one of a sub-theme counts beside a strong one of its theme.
    """

    codebook: Codebook
    codes: tuple[Code, ...]

    def judge(self, hits: Hits) -> list[Finding]:
        """Return what the rules of the family find in one unit."""
        met = [code for code in self.codes if not self._keys[code.id].isdisjoint(hits)]
        standing = [code for code in met if not self._vetoed(code, hits)]
        strong = [finding for code in standing for finding in _strong(code, hits)]
        weak = [entry for code in standing for entry in _weak(code, hits)]
        return strong + [
            Finding(entry.code, entry.rule, (entry.span,))
            for entry in weak
            if _confirmed(entry, strong, weak, hits)
        ]

    @cached_property
    def _keys(self) -> dict[str, frozenset[str]]:
        """By code: the terms and patterns without which none of its rules is met."""
        return {
            code.id: frozenset(key for rule in code.rules for key in _keys(code, rule)) for code in self.codes
        }

    def _vetoed(self, code: Code, hits: Hits) -> bool:
        """A rule that is nothing but `unless` vetoes its code and all below it."""
        above = (self.codebook[name] for name in self.codebook.lineage(code.id))
        vetoes = (rule.unless for entry in above for rule in entry.rules if _is_veto(rule))
        return any(term.text in hits for terms in vetoes for term in terms)


def families(codebook: Codebook, kinds: Sequence[str]) -> tuple[Family, ...]:
    """The families whose top-level code is of one of the kinds."""
    return tuple(
        Family(codebook, tuple(code for code in codebook if codebook.root(code.id) == top.id))
        for top in codebook.children(None)
        if top.kind in kinds
    )


def _keys(code: Code, rule: Rule) -> Iterator[str]:
    yield pattern_key(code.id, rule)
    for terms in (rule.any, rule.weak, *rule.all):
        yield from (term.text for term in terms)


def _is_veto(rule: Rule) -> bool:
    return bool(rule.unless) and not (rule.any or rule.weak or rule.all or rule.patterns)


def _applicable(code: Code, hits: Hits) -> Iterator[Rule]:
    for rule in code.rules:
        if not any(term.text in hits for term in rule.unless):
            yield rule


def _strong(code: Code, hits: Hits) -> Iterator[Finding]:
    for rule in _applicable(code, hits):
        spans = [*_spans(rule.any, hits), *hits.get(pattern_key(code.id, rule), ())]
        if spans:
            yield Finding(code.id, rule.name, tuple(_longest(spans)))
        elif rule.all:
            together = _together([sorted(_spans(group, hits)) for group in rule.all], rule.within)
            if together:
                yield Finding(code.id, rule.name, together)


def _weak(code: Code, hits: Hits) -> Iterator[_Weak]:
    for rule in _applicable(code, hits):
        for term in rule.weak:
            for span in hits.get(term.text, ()):
                yield _Weak(code.id, rule.name, term.text, span)


def _confirmed(entry: _Weak, strong: Sequence[Finding], weak: Sequence[_Weak], hits: Hits) -> bool:
    """Whether a weak term meets a strong one, or a different weak one, in other words of the unit.

    Terms that find the same words (`mark` and `marking`) are not different ones.
    """
    beside_strong = any(not entry.span.overlaps(span) for finding in strong for span in finding.spans)
    return beside_strong or any(
        not other.span.overlaps(entry.span)
        and other.span not in hits[entry.term]
        and entry.span not in hits[other.term]
        for other in weak
    )


def _spans(terms: Sequence[Term], hits: Hits) -> Iterator[TokenSpan]:
    for term in terms:
        yield from hits.get(term.text, ())


def _longest(spans: Sequence[TokenSpan]) -> list[TokenSpan]:
    """Spans without those that lie inside another: `gold standard` rather than `standard`."""
    kept: list[TokenSpan] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def _together(groups: Sequence[Sequence[TokenSpan]], within: int | None) -> tuple[TokenSpan, ...] | None:
    """One span of each group, none sharing a token, all inside `within` tokens; None if there are none."""
    if not all(groups):
        return None
    for first in sorted({span.start for group in groups for span in group}):
        last = first + within if within else None
        inside = [
            [span for span in group if span.start >= first and (last is None or span.end <= last)]
            for group in groups
        ]
        found = _choose(sorted(inside, key=len), ())
        if found or not within:
            return found
    return None


def _choose(
    groups: Sequence[Sequence[TokenSpan]], chosen: tuple[TokenSpan, ...]
) -> tuple[TokenSpan, ...] | None:
    if not groups:
        return tuple(sorted(chosen))
    if len({span for group in groups for span in group}) < len(groups):
        return None  # too few words for so many groups: no need to try every order of them
    for span in groups[0]:
        if not any(span.overlaps(other) for other in chosen):
            found = _choose(groups[1:], (*chosen, span))
            if found:
                return found
    return None
