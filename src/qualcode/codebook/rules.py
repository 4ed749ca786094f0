"""Rules as the codebook writes them → `Rule`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import yaml

from qualcode.codebook.fields import RULE, RULE_BODIES
from qualcode.codebook.patterns import read_patterns
from qualcode.codebook.terms import term_fault
from qualcode.errors import refuse
from qualcode.model import Rule, Term
from qualcode.positions import VALUE_LIMIT, Faults, items, line_of, pairs, scalar

_NAMED = re.compile(r"<(.*)>")
Lists = Mapping[str, tuple[Term, ...]]


def read_lists(value: yaml.Node, faults: Faults) -> Lists:
    """Read the codebook's named lists of terms; a list cannot hold another."""
    reader = RuleReader(faults, {})
    return {name: reader.terms(terms) for name, _, terms in pairs(value, faults, "`lists`")}


@dataclass(slots=True)
class RuleReader:
    """Reads rules; `<name>` among terms stands for the named list.

    `written_out` counts the terms that stand for names, which a short file could make endless.
    """

    faults: Faults
    lists: Lists
    written_out: int = 0

    def read(self, value: yaml.Node) -> tuple[Rule, ...]:
        """Read a `rules` list; entries are plain terms or mappings."""
        entries = enumerate(items(value, self.faults, "`rules`"), start=1)
        return tuple(self._rule(entry, f"rule {number}") for number, entry in entries)

    def _rule(self, value: yaml.Node, name: str) -> Rule:
        if isinstance(value, yaml.ScalarNode):
            return Rule(name, any=self.terms(value), line=line_of(value))
        parts: dict[str, yaml.Node] = {}
        for key, line, entry in pairs(value, self.faults, "a rule"):
            if key in RULE:
                parts[key] = entry
            else:
                self.faults.unknown(line, "key of a rule", key, RULE)
        _check_shape(parts, line_of(value), self.faults)
        return Rule(
            name=scalar(parts["name"], self.faults, "`name`") if "name" in parts else name,
            any=self.terms(parts.get("any")),
            weak=self.terms(parts.get("weak")),
            all=self._groups(parts.get("all")),
            within=_count(parts.get("within"), self.faults),
            patterns=read_patterns(parts.get("pattern"), self.faults),
            unless=self.terms(parts.get("unless")),
            line=line_of(value),
        )

    def _groups(self, value: yaml.Node | None) -> tuple[tuple[Term, ...], ...]:
        if value is None:
            return ()
        entries = items(value, self.faults, "`all`")
        if len(entries) < 2:
            self.faults.add(line_of(value), "`all` has fewer than two groups", "add a group, or write `any:`")
        return tuple(self.terms(entry) for entry in entries)

    def terms(self, value: yaml.Node | None) -> tuple[Term, ...]:
        """A single term or a list of them, named lists written out."""
        if value is None:
            return ()
        single = isinstance(value, yaml.ScalarNode)
        scalars = [value] if single else items(value, self.faults, "a list of terms")
        if not scalars and isinstance(value, yaml.SequenceNode):
            self.faults.add(line_of(value), "a list of terms is empty", "write a term, or leave the list out")
        return tuple(term for entry in scalars for term in self._term(entry))

    def _term(self, value: yaml.Node) -> Iterator[Term]:
        text, line = scalar(value, self.faults, "a term"), line_of(value)
        named = _NAMED.fullmatch(text)
        if named:
            if named[1] not in self.lists:
                self.faults.unknown(line, "list of terms", named[1], self.lists)
            yield from self._named(named[1], line)
        elif text:
            fault = term_fault(text)
            if fault:
                self.faults.add(line, *fault)
            yield Term(text, line)

    def _named(self, name: str, line: int) -> tuple[Term, ...]:
        terms = self.lists.get(name, ())
        self.written_out += len(terms)
        if self.written_out > VALUE_LIMIT:
            problem = f"the named lists, written out, have more than {VALUE_LIMIT:,} terms"
            refuse(f"{self.faults.place}:{line}", problem, "make them shorter, or use them less")
        return terms


def _check_shape(parts: Mapping[str, yaml.Node], line: int, faults: Faults) -> None:
    bodies = [name for name in RULE_BODIES if name in parts]
    if len(bodies) > 1:
        faults.add(line, f"a rule has both `{bodies[0]}` and `{bodies[1]}`", "make two rules of it")
    if not bodies and "unless" not in parts:
        faults.add(line, "a rule says nothing", f"give it one of: {', '.join(RULE_BODIES)}")
    if "within" in parts and "all" not in parts:
        faults.add(line, "`within` stands without `all`", "add `all:` or leave `within` out")


def _count(value: yaml.Node | None, faults: Faults) -> int | None:
    if value is None:
        return None
    text = scalar(value, faults, "`within`")
    if text.isdecimal() and len(text) <= 4 and int(text) > 0:
        return int(text)
    faults.add(
        line_of(value), f"`within` is {text!r}, not a number of tokens", "write a whole number such as 10"
    )
    return None
