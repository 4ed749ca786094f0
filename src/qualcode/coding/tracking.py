"""How something that takes time shows how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

_Item = TypeVar("_Item")
Track = Callable[[Sequence[_Item], str], Iterable[_Item]]
"""Entries and what is done with them, in words → the entries, one after the other."""


def silently(entries: Sequence[_Item], _about: str) -> Iterable[_Item]:
    """A `Track` that shows nothing."""
    return entries
