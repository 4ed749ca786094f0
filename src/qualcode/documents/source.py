"""A file to be read: its bytes, its name, and what can be seen of it before it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from qualcode.documents.archive import Archive
from qualcode.documents.document import Document

BY_CONTENT = 2
BY_NAME = 1
NOT = 0


@dataclass(frozen=True)
class SourceFile:
    """The bytes of a file, in memory. `place` is what errors call it, `suffix` lower-case with its dot.

    `encoding` is the one that the user named, or "".
    """

    data: bytes
    place: str
    suffix: str = ""
    encoding: str = ""

    @cached_property
    def archive(self) -> Archive | None:
        """The zip archive that the bytes are; None where they are none."""
        return Archive.of(self.data, self.place)

    def has(self, member: str) -> bool:
        """Whether the source is a zip archive with such a member."""
        return self.archive is not None and member in self.archive


class Recognises(Protocol):
    """How sure a format is that a source is one of its own: `NOT`, `BY_NAME` or `BY_CONTENT`."""

    def __call__(self, source: SourceFile, /) -> int:
        """How sure it is."""
        ...


@dataclass(frozen=True, slots=True)
class Format:
    """A format of files: one module in `documents/formats`, whose `FORMAT` is found by itself.

    `read` raises `FaultsFound` for a file that it cannot read, in bounded time and memory.
    """

    name: str
    suffixes: tuple[str, ...]
    recognises: Recognises
    read: Callable[[SourceFile], Document]
