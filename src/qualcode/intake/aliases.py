"""Labels that drift within a file: `Paticipant`, `BSRO6` for `BSR06`, `DB` without its colon."""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualcode.intake.labels import is_role

_LOOKALIKES = str.maketrans({"o": "0", "l": "1", "i": "1", "|": "1", "s": "5", "b": "8", "z": "2"})
_DIGITS = re.compile(r"\d+")
_MARKS = re.compile(r"[\W_]+")
RARE = 0.1
OFTEN = 4
SHORTEST = 5


def drifted(rare: Mapping[str, int], speakers: Mapping[str, int]) -> dict[str, str]:
    """For keys of labels that look like a slip of a speaker's label: that speaker's key.

    A slip is rarer than a tenth of what it is a slip of, or stands once (beside a name only if that stands
    often: Maria is not Marie); it has the same numbers, and differs by one letter (two in long labels), or
    only by signs that look alike beside a digit.
    """
    found = {}
    for key, count in rare.items():
        others = {
            other: n
            for other, n in speakers.items()
            if other != key
            and (count <= RARE * n or (count == 1 and (n >= OFTEN or _says_more_than_a_name(other))))
            and (n > count or key not in speakers or (is_role(other) and not is_role(key)))
        }
        near = [other for other in others if is_slip(key, other)]
        if near:
            found[key] = max(near, key=lambda other: others[other])
    return found


def _says_more_than_a_name(key: str) -> bool:
    return is_role(key) or _DIGITS.search(key) is not None


def is_slip(key: str, other: str) -> bool:
    """Whether one key looks like the other mistyped."""
    bare, known = _MARKS.sub("", key), _MARKS.sub("", other)
    if bare == known:
        return True
    if _looks_alike(bare, known):
        return True
    if is_role(key) and is_role(other):
        return False  # an interviewee is no interviewer
    letters, meant = _DIGITS.sub("", bare), _DIGITS.sub("", known)
    if _DIGITS.findall(bare) != _DIGITS.findall(known) or len(meant) < SHORTEST:
        return False
    return 0 < _distance(letters, meant) <= (2 if len(meant) > 9 else 1)


def _looks_alike(bare: str, known: str) -> bool:
    """`bsro6` and `bsr06`: the same but for signs that look alike, in labels that hold a digit."""
    if len(bare) != len(known) or not (_DIGITS.search(bare) or _DIGITS.search(known)):
        return False
    differing = [(a, b) for a, b in zip(bare, known, strict=True) if a != b]
    return all(
        a.isdigit() != b.isdigit() and a.translate(_LOOKALIKES) == b.translate(_LOOKALIKES)
        for a, b in differing
    )


def _distance(one: str, other: str) -> int:
    """Edit distance with swaps of neighbours (Damerau 1964, optimal string alignment)."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        above, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
