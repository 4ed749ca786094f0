"""What an import is asked to do, and what comes of each file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from qualcode.intake.draft import FileOptions

ImportStatus = Literal["imported", "unchanged", "edited", "skipped", "failed"]
_TOLD = (
    "path", "id", "format", "preset", "encoding", "turns", "words", "speakers", "warnings", "status",
    "reason",
)  # fmt: skip
WRITTEN: tuple[ImportStatus, ...] = ("imported", "edited")


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What comes of one file, or of one transcript in it.

    Attributes:
        staged: where its text waits to be put in the place of `target`.
        before: the SHA-256 of what lay there when that was decided; "" for nothing.
    """

    path: str
    status: ImportStatus
    id: str = ""
    format: str = ""
    preset: str = ""
    encoding: str = ""
    turns: int = 0
    words: int = 0
    timed: int = 0
    speakers: Mapping[str, int] = field(default_factory=dict)
    participants: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str = ""
    target: Path | None = None
    staged: Path | None = None
    before: str = ""

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        data = {name: getattr(self, name) for name in _TOLD}
        return {**data, "speakers": dict(self.speakers), "warnings": list(self.warnings)}


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What the user chose for all files of an import."""

    wishes: FileOptions = field(default_factory=FileOptions)
    preset: str = ""
    encoding: str = ""
    id: str = ""
    replace: bool = False

    @property
    def overrides(self) -> bool:
        """Whether a file that has not changed may still come in differently."""
        return self != ImportOptions()
