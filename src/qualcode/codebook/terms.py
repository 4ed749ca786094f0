"""What a term may look like, and which words it consists of.

A plain word is matched by lemma in any case; a word in capitals only so; `standardis*` by its
beginning; a term in double quotes to the letter.
"""

from __future__ import annotations

from typing import Literal

Way = Literal["lemma", "exact", "prefix"]
SHORTEST_PREFIX = 2


def is_literal(term: str) -> bool:
    """Whether the term stands in double quotes."""
    return len(term) > 2 and term[0] == term[-1] == '"'


def literal_text(term: str) -> str:
    """The term without its double quotes."""
    return term[1:-1] if is_literal(term) else term


def way_of(word: str) -> Way:
    """How a word of a plain term is matched."""
    if word.endswith("*"):
        return "prefix"
    return "exact" if word.upper() == word and word.lower() != word else "lemma"


def term_fault(term: str) -> tuple[str, str] | None:
    """What is wrong with a term and what to write instead, or None."""
    if '"' in literal_text(term):
        return f"the quotation marks of {term} don't match", "write '\"exactly this\"' around the whole term"
    if is_literal(term):
        blank = not literal_text(term).strip()
        return (f"the term {term} is blank", "write words in the quotation marks") if blank else None
    for word in term.split():
        stem = word.removesuffix("*")
        if "*" in stem:
            return f"the * in {term!r} stands inside a word", "write it at the end of a word: standardis*"
        if word.endswith("*") and len(stem) < SHORTEST_PREFIX:
            return (
                f"{word!r} would match nearly everything",
                f"write at least {SHORTEST_PREFIX} letters before the *",
            )
    if not any(sign.isalnum() for sign in term):
        return f"the term {term!r} has no letter or digit", "write a word"
    return None
