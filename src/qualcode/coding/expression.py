"""An expression in the codebook's rule language → the words that meet it in a text.

It is read by the codebook's reader and met by the engine's own parts, so that it finds what a rule of the
codebook would find. spaCy is imported when the first text is looked at that may hold something.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.anchors import normal
from qualcode.codebook.fields import RULE, RULE_BODIES
from qualcode.codebook.rules import Lists, RuleReader
from qualcode.codebook.terms import is_literal, literal_text
from qualcode.coding.folding import fold
from qualcode.errors import Fault, FaultsFound, refuse
from qualcode.model import KINDS, Code, Codebook, Rule
from qualcode.positions import Faults, compose, nearest

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from qualcode.coding.folding import Folded
    from qualcode.coding.judging import Family, Finding
    from qualcode.coding.language import StudyLanguage
    from qualcode.coding.matching import Finder

PLACE = "EXPRESSION"
WordSpans = tuple[tuple[int, int], ...]
"""The words that meet an expression, as spans of the text: several where `all` needs them together."""

_CODE = re.compile(r"code:\s*(\S+)")
_RULE = re.compile(rf"\{{|(?:{'|'.join(RULE)})\s*:|\w+\s*:\s*[\[{{]")
_NAMED = re.compile(r"<[^<>]*>")
_SHORT = 40
_REMEDY = "write it like 'any: [a, b], unless: [c]': a blank behind each colon, and every bracket closed"


@dataclass(frozen=True)
class Expression:
    """What is looked for: the codes of a (mostly very small) codebook whose rules are to be met."""

    codebook: Codebook
    codes: frozenset[str]

    @property
    def rules(self) -> list[tuple[Code, Rule]]:
        """The rules that find something."""
        return [(code, rule) for code in self.codebook if code.id in self.codes for rule in code.rules]


# --- reading ------------------------------------------------------------------------------


def read_expression(text: str, lists: Callable[[], Lists] = dict) -> Expression:
    """Read an expression: a term as the codebook writes it, or a rule such as ``any: [a, b], unless: [c]``.

    `lists` are the named lists that `<name>` stands for, asked for only where the text holds one. Raises
    `FaultsFound` with all that is wrong, as the codebook's reader says it, at `EXPRESSION`.
    """
    text = normal(text).strip()
    if not text:
        refuse(PLACE, "is empty", "write a term, or a rule such as 'any: [a, b]'")
    with _placed(text):
        faults = Faults(PLACE)
        reader = RuleReader(faults, lists() if _NAMED.search(text) else {})
        rules = reader.read(compose(_as_yaml(text), PLACE))
        if faults.found:
            raise FaultsFound(faults.found)
    if len(rules) != 1:
        refuse(PLACE, "is more than one rule", "write one, such as 'any: [a, b]'")
    rule = rules[0]
    if not any((rule.any, rule.weak, rule.all, rule.patterns)):
        listed = ", ".join(RULE_BODIES)
        refuse(PLACE, "says only what must not be there", f"add what is looked for: {listed}")
    code = Code("expression", "expression", "theme", rules=(rule,))
    return Expression(Codebook("", "", (code,), place=PLACE), frozenset([code.id]))


def named_code(text: str) -> str:
    """The code whose rules are asked for as ``code:ID``; "" where the text is an expression of its own."""
    found = _CODE.fullmatch(text.strip())
    return found[1] if found else ""


def rules_of(codebook: Codebook, code: str) -> Expression:
    """What the rules of a code and of those below it look for; raises `FaultsFound` where there are none."""
    if code not in codebook:
        shown = f" {code!r}" if len(code) <= _SHORT else ""
        refuse(PLACE, f"the codebook has no code{shown}", nearest(code, codebook.by_id))
    below = frozenset(entry.id for entry in codebook if code in codebook.lineage(entry.id))
    family = (entry for entry in codebook if codebook.root(entry.id) == codebook.root(code))
    found = Expression(replace(codebook, codes=tuple(map(_told_apart, family))), below)
    if not found.rules:
        refuse(PLACE, f"the code {code!r} has no rules", "write the words to look for")
    return found


def _as_yaml(text: str) -> str:
    """A list of the one rule; what is no rule is a term as it stands, whatever YAML would make of it."""
    if not _RULE.match(text):
        return json.dumps([text], ensure_ascii=False)
    if "\n" in text:  # copied from a codebook
        return "- " + text.replace("\n", "\n  ")
    return f"[{text}]" if text.startswith("{") else f"[{{{text}}}]"


@contextlib.contextmanager
def _placed(text: str) -> Iterator[None]:
    """Say faults as those of an expression: the line only where there are several, and advice that fits."""
    try:
        yield
    except FaultsFound as error:
        raise FaultsFound([_as_said(fault, several="\n" in text) for fault in error.faults]) from None


def _as_said(fault: Fault, *, several: bool) -> Fault:
    if fault.problem.startswith("is not YAML"):
        fault = replace(fault, remedy=_REMEDY)
    return fault if several or fault.place != f"{PLACE}:1" else replace(fault, place=PLACE)


def _told_apart(code: Code) -> Code:
    """The code with names of rules that no two of them share."""
    rules = (replace(rule, name=f"{number} {rule.name}") for number, rule in enumerate(code.rules))
    return replace(code, rules=tuple(rules))


# --- looking ------------------------------------------------------------------------------


class Seeker:
    """Finds an expression in texts, each of them a unit by itself.

    `language` is called when it is needed. Raises `FaultsFound` then for spaCy patterns that are none.
    """

    def __init__(self, expression: Expression, language: Callable[[], StudyLanguage]) -> None:
        self._expression = expression
        self._load = language
        self._possible = _filter(expression)
        self._joint = {(code.id, rule.name) for code, rule in expression.rules if rule.all}

    def words(self, texts: Sequence[str]) -> list[tuple[WordSpans, ...]]:
        """For each text what is found there, in the order of the text."""
        worth = [number for number, text in enumerate(texts) if self._possible(text)]
        found = self._read([texts[number] for number in worth]) if worth else []
        by_number = dict(zip(worth, found, strict=True))
        return [by_number.get(number, ()) for number in range(len(texts))]

    def _read(self, texts: Sequence[str]) -> list[tuple[WordSpans, ...]]:
        folded = [fold(text) for text in texts]
        docs = self._language.docs(form.text for form in folded)
        return [self._met(form, doc) for form, doc in zip(folded, docs, strict=True)]

    def _met(self, form: Folded, doc: Doc) -> tuple[WordSpans, ...]:
        hits = self._finder.hits(doc)
        findings = [finding for family in self._families for finding in family.judge(hits)] if hits else []
        wanted = (finding for finding in findings if finding.code in self._expression.codes)
        return tuple(sorted({words for finding in wanted for words in self._pieces(finding, form, doc)}))

    def _pieces(self, finding: Finding, form: Folded, doc: Doc) -> Iterator[WordSpans]:
        """The words of each hit: those of `all` make one together, others one each."""
        pieces = [doc[span.start : span.end] for span in finding.spans]
        spans = tuple(form.original(piece.start_char, piece.end_char) for piece in pieces)
        if (finding.code, finding.rule) in self._joint:
            yield spans
        else:
            yield from ((span,) for span in spans)

    @cached_property
    def _language(self) -> StudyLanguage:
        return self._load()

    @cached_property
    def _finder(self) -> Finder:
        from qualcode.coding.matching import Finder

        book = self._expression.codebook
        with _placed(""):
            return Finder(book, self._language, book.place or "codebook")

    @cached_property
    def _families(self) -> tuple[Family, ...]:
        from qualcode.coding.judging import families

        return families(self._expression.codebook, KINDS)


# --- what need not be looked at -----------------------------------------------------------


def _filter(expression: Expression) -> Callable[[str], bool]:
    """A quick look that may say yes too often, but says no only to text in which nothing is met.

    A literal has to stand in the folded text, and a term in capitals needs its capitals. Anything
    else takes lemmas to know.
    """
    if any(rule.weak or rule.all or rule.patterns for _, rule in expression.rules):
        return lambda _text: True
    checks = [_check(term.text) for _, rule in expression.rules for term in rule.any]
    known = [check for check in checks if check is not None]
    if len(known) < len(checks):
        return lambda _text: True
    return lambda text: any(check(text) for check in known)


def _check(term: str) -> Callable[[str], bool] | None:
    if is_literal(term):
        words = fold(literal_text(term)).text
        return lambda text: words in fold(text).text
    capitals = {sign for sign in term if sign.lower() != sign}
    if capitals and term == term.upper():
        return capitals.issubset
    return None
