"""Rules as the codebook writes them → `Rule`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import yaml

from qualcode.codebook.fields import RULE, RULE_BODIES
from qualcode.codebook.terms import term_fault
from qualcode.model import Rule, Term
from qualcode.positions import Faults, items, line_of, pairs, scalar

Pattern = tuple[Mapping[str, object], ...]


def read_rules(value: yaml.Node, faults: Faults) -> tuple[Rule, ...]:
    """Read a `rules` list; entries are plain terms or mappings."""
    entries = enumerate(items(value, faults, "`rules`"), start=1)
    rules = (_rule(entry, f"rule {number}", faults) for number, entry in entries)
    return tuple(rule for rule in rules if rule is not None)


def _rule(value: yaml.Node, name: str, faults: Faults) -> Rule | None:
    if isinstance(value, yaml.ScalarNode):
        return Rule(name, any=_terms(value, faults), line=line_of(value))
    parts: dict[str, yaml.Node] = {}
    for key, line, entry in pairs(value, faults, "a rule"):
        if key in RULE:
            parts[key] = entry
        else:
            faults.unknown(line, "key of a rule", key, RULE)
    _check_shape(parts, line_of(value), faults)
    return Rule(
        name=scalar(parts["name"], faults, "`name`") if "name" in parts else name,
        any=_terms(parts.get("any"), faults),
        weak=_terms(parts.get("weak"), faults),
        all=_groups(parts.get("all"), faults),
        within=_count(parts.get("within"), faults),
        patterns=_patterns(parts.get("pattern"), faults),
        unless=_terms(parts.get("unless"), faults),
        line=line_of(value),
    )


def _check_shape(parts: Mapping[str, yaml.Node], line: int, faults: Faults) -> None:
    bodies = [name for name in RULE_BODIES if name in parts]
    if len(bodies) > 1:
        faults.add(line, f"a rule has both `{bodies[0]}` and `{bodies[1]}`", "make two rules of it")
    if not bodies and "unless" not in parts:
        faults.add(line, "a rule says nothing", f"give it one of: {', '.join(RULE_BODIES)}")
    if "within" in parts and "all" not in parts:
        faults.add(line, "`within` stands without `all`", "add `all:` or leave `within` out")


def _terms(value: yaml.Node | None, faults: Faults) -> tuple[Term, ...]:
    """A single term or a list of them."""
    if value is None:
        return ()
    scalars = [value] if isinstance(value, yaml.ScalarNode) else items(value, faults, "a list of terms")
    terms = [Term(scalar(entry, faults, "a term"), line_of(entry)) for entry in scalars]
    for term in terms:
        fault = term_fault(term.text) if term.text else None
        if fault:
            faults.add(term.line, *fault)
    return tuple(term for term in terms if term.text)


def _groups(value: yaml.Node | None, faults: Faults) -> tuple[tuple[Term, ...], ...]:
    if value is None:
        return ()
    entries = items(value, faults, "`all`")
    if len(entries) < 2:
        faults.add(line_of(value), "`all` has fewer than two groups", "add a group, or write `any:`")
    return tuple(_terms(entry, faults) for entry in entries)


def _count(value: yaml.Node | None, faults: Faults) -> int | None:
    if value is None:
        return None
    text = scalar(value, faults, "`within`")
    if text.isdecimal() and 0 < int(text) < 10_000:
        return int(text)
    faults.add(
        line_of(value), f"`within` is {text!r}, not a number of tokens", "write a whole number such as 10"
    )
    return None


# --- spaCy patterns -----------------------------------------------------------------------


def _patterns(value: yaml.Node | None, faults: Faults) -> tuple[Pattern, ...]:
    """One pattern (a list of tokens) or a list of patterns; spaCy itself checks them in full later."""
    if value is None:
        return ()
    entries = items(value, faults, "`pattern`")
    several = bool(entries) and all(isinstance(entry, yaml.SequenceNode) for entry in entries)
    patterns = [items(entry, faults, "a pattern") for entry in entries] if several else [entries]
    read = tuple(tuple(_token(token, faults) for token in pattern) for pattern in patterns)
    if not all(read):
        faults.add(
            line_of(value), "a pattern has no tokens", "write one mapping a token, such as {LOWER: nato}"
        )
    return read


def _token(value: yaml.Node, faults: Faults) -> Mapping[str, object]:
    if not isinstance(value, yaml.MappingNode):
        faults.add(line_of(value), "a token of a pattern is not a mapping", "write {LOWER: word} or {}")
        return {}
    for line, expression in _expressions(value):
        try:
            re.compile(expression)
        except re.error as error:
            faults.add(line, f"bad regular expression ({error})", "mend it; a literal bracket is written \\(")
    try:
        loaded = yaml.SafeLoader("")
        return dict(loaded.construct_document(value))
    except yaml.YAMLError:
        faults.add(line_of(value), "a token of a pattern cannot be read", "write plain keys and values")
        return {}


def _expressions(value: yaml.Node) -> Iterator[tuple[int, str]]:
    """Every regular expression below a token, with its line."""
    if isinstance(value, yaml.SequenceNode):
        for entry in value.value:
            yield from _expressions(entry)
    elif isinstance(value, yaml.MappingNode):
        for key, entry in value.value:
            if key.value == "REGEX" and isinstance(entry, yaml.ScalarNode):
                yield line_of(entry), str(entry.value)
            else:
                yield from _expressions(entry)
