"""How far a log was read, so that only what was appended since has to be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_MARK = 256


@dataclass(frozen=True, slots=True)
class Tail:
    """How far a log was read: bytes and whole lines taken, its size and time then, and which file it was.

    `mark` is how the part that was read began and ended: where it no longer does so, the lines were put in
    another order.

    `torn` says that what stands behind them is unfinished; the next append sets it aside.
    """

    offset: int = 0
    lines: int = 0
    size: int = -1
    file: tuple[int, int] = (0, 0)
    changed: int = 0
    mark: bytes = b""
    torn: bool = False

    def is_current(self, path: Path) -> bool:
        """Whether the file is the one that was read and has not grown."""
        return self._seen(path) == (self.file, self.size, self.changed)

    def is_replaced(self, path: Path) -> bool:
        """Whether another file, or less than was read, stands there now."""
        file, size, _ = self._seen(path)
        return self.size >= 0 and (file != self.file or size < self.size or not self._is_marked(path))

    def _is_marked(self, path: Path) -> bool:
        """Whether the lines that were read still begin and end as they did."""
        try:
            with path.open("rb") as stream:
                return mark_of(stream, self.offset) == self.mark
        except OSError:
            return True  # the reading that follows tells

    @staticmethod
    def _seen(path: Path) -> tuple[tuple[int, int], int, int]:
        try:
            status = path.stat()
        except OSError:
            return (0, 0), -2, 0
        return (status.st_dev, status.st_ino), status.st_size, status.st_mtime_ns


def mark_of(stream: BinaryIO, offset: int) -> bytes:
    """The first and the last bytes before an offset; the stream ends up where it was."""
    at = stream.tell()
    stream.seek(0)
    mark = stream.read(min(offset, _MARK))
    stream.seek(max(0, offset - _MARK))
    mark += stream.read(min(offset, _MARK))
    stream.seek(at)
    return mark
