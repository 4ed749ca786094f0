"""One coder's log on disk: appended to, never rewritten.

A torn last line (the machine died while it was written) is set aside beside the log; every
other line that cannot be read is a fault with its line number, and the lines around it still count.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from qualcode.errors import FAULT_LIMIT, Fault, QualcodeError
from qualcode.files import MEGABYTE, private_folder
from qualcode.journal.events import Event, NoEvent, from_line, to_line
from qualcode.keeping import keep
from qualcode.locking import locked

SUFFIX = ".jsonl"
TORN = ".torn"
LINE_LIMIT = 4 * MEGABYTE
_PIECE = 64 * 1024
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
                return _mark_of(stream, self.offset) == self.mark
        except OSError:
            return True  # the reading that follows tells

    @staticmethod
    def _seen(path: Path) -> tuple[tuple[int, int], int, int]:
        try:
            status = path.stat()
        except OSError:
            return (0, 0), -2, 0
        return (status.st_dev, status.st_ino), status.st_size, status.st_mtime_ns


@dataclass(frozen=True, slots=True)
class LogRead:
    """What was read of a log: events in the order of its lines, what could not be read, and how far."""

    events: tuple[Event, ...] = ()
    faults: tuple[Fault, ...] = ()
    tail: Tail = field(default_factory=Tail)

    @property
    def torn(self) -> bool:
        """Whether the last line is unfinished."""
        return self.tail.torn


@dataclass
class _Lines:
    events: list[Event] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    torn: bool = False


def read_log(path: Path, place: str, since: Tail | None = None) -> LogRead:
    """Read a log, or what was appended to it `since`; a missing one is empty.

    Never raises for what stands in it.
    """
    since = since or Tail()
    read = _Lines()
    tail = Tail(size=-2)
    try:
        if path.exists() and not path.is_file():
            return LogRead((), (Fault(place, "is not an ordinary file", "move it away"),), tail)
        with path.open("rb") as stream:
            tail = _read_from(stream, place, since, read)
    except FileNotFoundError:
        pass
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        read.faults.append(Fault(place, f"cannot be read ({reason})", "check its permissions"))
    return LogRead(tuple(read.events), tuple(read.faults), tail)


def _read_from(stream: BinaryIO, place: str, since: Tail, read: _Lines) -> Tail:
    stream.seek(since.offset)
    offset, lines = since.offset, since.lines
    for number, line in enumerate(_lines(stream, place), start=since.lines + 1):
        _read_line(line, f"{place}:{number}", read)
        if read.torn:
            break
        offset, lines = stream.tell(), number - (not line.endswith(b"\n"))
        if len(read.faults) >= FAULT_LIMIT:
            break
    mark = _mark_of(stream, offset)
    status = os.fstat(stream.fileno())
    size = max(offset, stream.tell()) if len(read.faults) < FAULT_LIMIT else status.st_size
    return Tail(offset, lines, size, (status.st_dev, status.st_ino), status.st_mtime_ns, mark, read.torn)


def _mark_of(stream: BinaryIO, offset: int) -> bytes:
    """The first and the last bytes before an offset; the stream ends up where it was."""
    at = stream.tell()
    stream.seek(0)
    mark = stream.read(min(offset, _MARK))
    stream.seek(max(0, offset - _MARK))
    mark += stream.read(min(offset, _MARK))
    stream.seek(at)
    return mark


def _lines(stream: BinaryIO, place: str) -> Iterator[bytes]:
    """The lines with their ends, each cut at `LINE_LIMIT`.

    An unfinished last one is read again under the lock: somebody may be writing it at this moment.
    """
    while True:
        at = stream.tell()
        line = stream.readline(LINE_LIMIT)
        if not line:
            return
        if not line.endswith(b"\n") and len(line) < LINE_LIMIT:
            with locked(stream.fileno(), place, shared=True):
                stream.seek(at)
                line = stream.readline(LINE_LIMIT)
        yield line
        while len(line) == LINE_LIMIT and not line.endswith(b"\n"):
            line = stream.readline(LINE_LIMIT)


def _read_line(line: bytes, place: str, read: _Lines) -> None:
    finished = line.endswith(b"\n")
    if not line.strip():
        return
    if len(line) >= LINE_LIMIT:
        read.faults.append(Fault(place, "is longer than any event", "take the line out"))
        return
    try:
        read.events.append(from_line(line))
    except NoEvent as error:
        if finished:
            read.faults.append(Fault(place, error.problem, error.remedy))
        else:
            read.torn = True
            problem = "is unfinished: it was being written when the machine or the program stopped"
            remedy = f"nothing: the next coding sets it aside in a file that ends in {TORN}"
            read.faults.append(Fault(place, problem, remedy))


# --- appending ----------------------------------------------------------------------------


def append(path: Path, place: str, events: Sequence[Event]) -> str:
    """Write events to the end of a log; they are on disk when this returns.

    Returns a sentence if a torn line was set aside, else an empty text. Raises `QualcodeError` where
    the log is in use, or nothing can be written (then nothing was).
    """
    lines = "".join(f"{to_line(event)}\n" for event in events).encode("utf-8")
    try:
        if path.exists() and not path.is_file():
            raise QualcodeError(f"{place}: is not an ordinary file; move it away; nothing was saved")
        private_folder(path.parent)
        return _append(path, place, lines)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise QualcodeError(
            f"{place}: cannot be written ({reason}), so nothing was saved; "
            "free some space or check its permissions"
        ) from error


def _append(path: Path, place: str, lines: bytes) -> str:
    is_new = not path.exists()
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND | getattr(os, "O_BINARY", 0), 0o600)
        try:
            with locked(handle, place):
                if not os.path.samestat(os.fstat(handle), path.stat()):
                    continue  # a sync service put another file in its place while we waited
                message, joint = _mend(handle, path, place)
                _write(handle, joint + lines)
        finally:
            os.close(handle)
        if is_new:
            _sync_folder(path.parent)
        keep(place)
        return message


def _write(handle: int, data: bytes) -> None:
    """Write all or nothing, through to the disk."""
    size = os.fstat(handle).st_size
    try:
        done = 0
        while done < len(data):
            done += os.write(handle, data[done:])
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _mend(handle: int, path: Path, place: str) -> tuple[str, bytes]:
    """Set an unfinished last line aside; returns what to say, and what must stand before the next line."""
    tail = _tail(handle)
    if not tail:
        return "", b""
    try:
        from_line(tail)
    except NoEvent:
        if _is_whole(tail):
            return "", b"\n"  # of a newer version, or damaged: a fault that is told, not a torn line
        beside = path.with_suffix(TORN)
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "ab") as stream:
            stream.write(tail + b"\n")
            stream.flush()
            os.fsync(stream.fileno())
        os.ftruncate(handle, os.fstat(handle).st_size - len(tail))
        return f"{place}: its last line was unfinished and now lies in {beside.name}", b""
    return "", b"\n"  # whole, but for its line end


def _is_whole(line: bytes) -> bool:
    """Whether a line is whole JSON, whatever it says."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _tail(handle: int) -> bytes:
    """What stands behind the last line end."""
    end = os.fstat(handle).st_size
    pieces: list[bytes] = []
    while end > 0:
        start = max(0, end - _PIECE)
        os.lseek(handle, start, os.SEEK_SET)
        piece = os.read(handle, end - start)
        found = piece.rfind(b"\n")
        pieces.append(piece[found + 1 :])
        if found >= 0:
            break
        end = start
    return b"".join(reversed(pieces))


def _sync_folder(folder: Path) -> None:
    """Make the name of a new file last; not every system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # pragma: no cover - Windows
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
