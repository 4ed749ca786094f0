"""Codes found by typing part of their names."""

from __future__ import annotations

import unicodedata

from qualcode.model import Code, Codebook

_LONGEST = 120  # signs of a name that are looked at
_TYPED = 40
_START, _RUN = 8, 7  # what a sign at the start of a word, or right behind the one before it, is worth
_NAME = 2  # what it is worth that the name holds the signs, not only the id


def rank(typed: str, codebook: Codebook) -> list[Code]:
    """The codes whose id or name holds the typed signs in this order, the best one first.

    Starts of words and unbroken runs count most, then short names, then the order of the codebook. Case,
    accents and blanks don't matter. Nothing typed: all codes in the order of the codebook.
    """
    sought = "".join(_plain(typed).split())[:_TYPED]
    if not sought:
        return list(codebook)
    found = [(max(_worth(sought, code.name, _NAME), _worth(sought, code.id)), code) for code in codebook]
    held = [(worth, code) for worth, code in found if worth > (0, 0)]
    return [code for _, code in sorted(held, key=lambda entry: entry[0], reverse=True)]


def _plain(text: str) -> str:
    parted = unicodedata.normalize("NFKD", text[:_LONGEST].casefold())
    return "".join(sign for sign in parted if not unicodedata.combining(sign))


def _worth(sought: str, text: str, more: int = 0) -> tuple[int, int]:
    """How well the text holds the signs, and as the second how short it is; (0, 0) if it doesn't."""
    text = _plain(text)
    if not _holds(sought, text):
        return 0, 0
    starts = [at == 0 or not text[at - 1].isalnum() for at in range(len(text))]
    best = [0] * (len(text) + 1)  # the best worth of what was sought so far, met within text[:n]
    ending = [0] * len(text)  # the best that ends at this very sign; 0: none does
    for number, sign in enumerate(sought):
        row, behind = [0] * len(text), 0
        for at, other in enumerate(text):
            if other == sign and (number == 0 or best[at]):
                run = ending[at - 1] + _RUN if at and ending[at - 1] else 0
                row[at] = 1 + max(best[at] + _START * starts[at], run)
        ending, best = row, [0]
        for worth in row:
            behind = max(behind, worth)
            best.append(behind)
    return best[-1] + more, -len(text)


def _holds(sought: str, text: str) -> bool:
    at = -1
    for sign in sought:
        at = text.find(sign, at + 1)
        if at < 0:
            return False
    return True
