"""The keystrokes of each code: themes by digits, what is below them by a letter, flags and topics by theirs.

No code's keystrokes begin another's, so that the last key decides and nothing has to wait for a timeout.
A codebook that grows at its end leaves the keys of the codes before as they are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from string import ascii_lowercase

from qualcode.model import Code, Codebook

DIGITS = "1234567890"
PREFIXES = {"flag": "f", "topic": "t"}


def keys_of(codebook: Codebook) -> dict[str, str]:
    """Keystrokes → id of the code. What no keys are left for is reached by its name.

    A theme without codes below it has its digit (`3`); one with codes below it the digit twice (`11`), and
    these the digit and a letter in the order of the codebook, however deep they are (`1a`, `1b`). Flags are
    `f` and topics `t` with a letter of their name.
    """
    below = _below(codebook)
    keys = dict(_of_themes(codebook, below))
    for kind, prefix in PREFIXES.items():
        roots = [code for code in codebook if code.parent is None and code.kind == kind]
        named = [code for root in roots for code in (root, *below.get(root.id, ()))]
        keys.update({prefix + letter: code for letter, code in _lettered(named)})
    return keys


def _below(codebook: Codebook) -> dict[str, list[Code]]:
    """All codes below each top-level code, in the order of the codebook."""
    found: dict[str, list[Code]] = {}
    roots: dict[str, str] = {}
    for code in codebook:  # parents stand before their children
        roots[code.id] = roots.get(code.parent or "", code.id)
        if code.parent is not None:
            found.setdefault(roots[code.id], []).append(code)
    return found


def _of_themes(codebook: Codebook, below: dict[str, list[Code]]) -> Iterator[tuple[str, str]]:
    for digit, theme in zip(DIGITS, codebook.themes, strict=False):
        children: Sequence[Code] = below.get(theme.id, ())
        yield digit * 2 if children else digit, theme.id
        for letter, child in zip(ascii_lowercase, children, strict=False):
            yield digit + letter, child.id


def _lettered(codes: Iterable[Code]) -> Iterator[tuple[str, str]]:
    """The first letter of each code's name that is free, then any that is."""
    free = dict.fromkeys(ascii_lowercase)
    for code in codes:
        letters = (*unicodedata.normalize("NFKD", code.name).lower(), *free)
        letter = next((letter for letter in letters if letter in free), None)
        if letter is None:
            return
        del free[letter]
        yield letter, code.id
