"""Codes by one or two keystrokes: what was struck so far, and what may follow."""

from __future__ import annotations

from collections.abc import Mapping


class Strokes:
    """The keystrokes of a code on their way.

    Attributes:
        keys: keystrokes (``1a``) → id of the code.
        typed: what was struck so far; "" where no code has been begun.
    """

    def __init__(self, keys: Mapping[str, str]) -> None:
        self.keys = keys
        self.typed = ""

    def takes(self, character: str | None) -> bool:
        """Whether the character goes on with what was struck, or begins a code."""
        return bool(character) and any(keys.startswith(f"{self.typed}{character}") for keys in self.keys)

    def press(self, character: str) -> str:
        """Strike a character that is taken; returns the id of the code once it is complete, else ""."""
        self.typed += character
        code = self.keys.get(self.typed, "")
        if code:  # no code's keystrokes begin another's
            self.typed = ""
        return code

    def following(self) -> list[tuple[str, str]]:
        """What may follow, as (all the keystrokes, id of the code)."""
        return [(keys, code) for keys, code in self.keys.items() if keys.startswith(self.typed)]
