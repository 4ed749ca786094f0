"""A codebook as rows of a table, one a code: what `codebook export` writes and `codebook import` reads."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from qualcode.codebook.tables.entries import join_entries
from qualcode.model import Code, Codebook, Rule, Term

HEADER = (
    "Id", "Parent", "Name", "Kind", "Definition", "Include", "Exclude", "Examples", "Counterexamples",
    "Colour", "Rules",
)  # fmt: skip


def table_rows(codebook: Codebook) -> list[tuple[str, ...]]:
    """The codes as rows below `HEADER`, parents before children."""
    return [_row(code) for code in codebook]


def _row(code: Code) -> tuple[str, ...]:
    lists = (code.include, code.exclude, code.examples, code.counterexamples)
    return (
        code.id,
        code.parent or "",
        code.name,
        code.kind,
        code.definition,
        *map(join_entries, lists),
        code.colour,
        "\n".join(line for rule in code.rules for line in rule_lines(rule)),
    )


def rule_lines(rule: Rule) -> Iterator[str]:
    """A rule in words: a term a line where terms stand for themselves, else the whole rule in one line."""
    if rule.any and not rule.unless:
        yield from (term.text for term in rule.any)
        return
    parts = [_terms(rule.any), *(json.dumps(pattern, ensure_ascii=False) for pattern in rule.patterns)]
    if rule.weak:
        parts.append(f"weak: {_terms(rule.weak)}")
    if rule.all:
        near = f" within {rule.within} words" if rule.within else ""
        parts.append(" + ".join(f"({_terms(group)})" for group in rule.all) + near)
    if rule.unless:
        parts.append(f"unless: {_terms(rule.unless)}")
    yield " ".join(filter(None, parts))


def _terms(terms: Sequence[Term]) -> str:
    return " | ".join(term.text for term in terms)
