"""Copies of a log that lie beside it: what a sync service leaves where two machines wrote at once.

Dropbox calls them `ana (Bo's conflicted copy 2026-11-20).jsonl`, Syncthing
`ana.sync-conflict-20261120-101112-ABCDEFG.jsonl`, OneDrive `ana-DESKTOP-AB12.jsonl`, Google Drive
`ana (1).jsonl`, iCloud `ana 2.jsonl`. What a file is called tells little, then; whose events stand in it
tells all: a log holds events of the coder it is named after, a copy holds none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qualcode.journal.log import SUFFIX, LogRead, read_log


@dataclass(frozen=True, slots=True)
class Lying:
    """A file of the logs' folder and what stands in it."""

    path: Path
    place: str
    read: LogRead

    @property
    def is_copy(self) -> bool:
        """Whether it is nobody's own log, but holds somebody's events."""
        return bool(self.read.events) and not any(self.is_own(event.coder) for event in self.read.events)

    def is_own(self, coder: str) -> bool:
        """Whether it is that coder's own log, also on a disk that takes `Ana` and `ana` for one name."""
        if self.path.stem == coder:
            return True
        if self.path.stem.casefold() != coder.casefold():
            return False
        own = self.path.with_name(f"{coder}{SUFFIX}")
        return own.exists() and own.samefile(self.path)


def lying(paths: list[Path], place: str) -> list[Lying]:
    """Read the logs of a folder, one by one."""
    return [Lying(path, f"{place}/{path.name}", read_log(path, f"{place}/{path.name}")) for path in paths]
