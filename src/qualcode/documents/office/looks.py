"""How a word processor's styles make text look: bold, hidden, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_HEADING = re.compile(r"(?:heading(?:\s|_20_)*\d*|title|subtitle)", re.IGNORECASE)
_CHAIN_LIMIT = 50


@dataclass(frozen=True, slots=True)
class Look:
    """What a style comes to, its parents' share included."""

    bold: bool = False
    hidden: bool = False
    heading: bool = False


PLAIN = Look()


@dataclass(slots=True)
class Style:
    """A style as the file has it; None and "" where it says nothing. An `outline` below 9 is a heading's."""

    name: str = ""
    parent: str = ""
    bold: bool | None = None
    hidden: bool | None = None
    outline: int | None = None

    @property
    def heading(self) -> bool | None:
        """Whether this is the style of a heading."""
        if self.outline is not None:
            return self.outline < 9
        return True if _HEADING.fullmatch(self.name) else None


class Styles:
    """The styles of a file by kind and id."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], Style] = {}
        self._defaults: dict[str, Look] = {}
        self._looks: dict[tuple[str, str, Look], Look] = {}

    def add(self, kind: str, name: str, style: Style) -> None:
        """Add a style of a kind (`paragraph`)."""
        self._styles[kind, name] = style

    def make_default(self, kind: str, name: str) -> None:
        """Take this style where text of the kind names none."""
        self._defaults[kind] = self.look(kind, name)

    def look(self, kind: str, name: str, base: Look = PLAIN) -> Look:
        """What a style makes of text that looks like `base`; one that is not described goes by its name."""
        if not name:
            return self._defaults.get(kind, base)
        known = self._looks.get((kind, name, base))
        if known is None:
            known = self._looks[kind, name, base] = self._resolved(kind, name, base)
        return known

    def _resolved(self, kind: str, name: str, look: Look) -> Look:
        for style in reversed(list(self._chain(kind, name))):
            look = replace(
                look,
                bold=look.bold if style.bold is None else style.bold,
                hidden=look.hidden if style.hidden is None else style.hidden,
                heading=look.heading if style.heading is None else style.heading,
            )
        return look

    def _chain(self, kind: str, name: str) -> Iterator[Style]:
        """A style, its parent, and so on; a ring of parents ends after a while."""
        for _ in range(_CHAIN_LIMIT):
            style = self._styles.get((kind, name))
            yield style or Style(name)
            if style is None or not style.parent:
                return
            name = style.parent
