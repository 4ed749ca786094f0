"""Reading one coder's log: every line that can be read counts, whatever stands around it.

A last line that was cut is told, and set aside by the next append; every other line that cannot be read is a
fault with its line number.
"""

from __future__ import annotations

import codecs
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from qualcode.errors import FAULT_LIMIT, Fault
from qualcode.files import MEGABYTE
from qualcode.journal.events import Event, from_line
from qualcode.journal.ids import is_misdated
from qualcode.journal.lines import KEEP, NewerEvent, NoEvent, is_cut, is_utf16
from qualcode.locking import locked

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


SUFFIX = ".jsonl"
TORN = ".torn"
LINE_LIMIT = 16 * MEGABYTE
UTF16 = ("is saved as UTF-16, of which nothing is read", "save it as UTF-8")


@dataclass(frozen=True, slots=True)
class NewerLine(Fault):
    """A line that a newer qualcode wrote: without it nothing can be counted."""


@dataclass(frozen=True, slots=True)
class UnfinishedLine(Fault):
    """The last line, which was cut: gone once somebody appends."""


@dataclass(frozen=True, slots=True)
class LogRead:
    """What was read of a log: events in the order of its lines, what could not be read, and how far.

    Of many faults the first are kept, and how many more there are; `lines` is the number of lines that hold
    something. `misdated` are the places of events whose id is from the end of time.
    """

    events: tuple[Event, ...] = ()
    faults: tuple[Fault, ...] = ()
    tail: Tail = field(default_factory=Tail)
    lines: int = 0
    misdated: tuple[str, ...] = ()

    @property
    def torn(self) -> bool:
        """Whether the last line is unfinished."""
        return self.tail.torn


@dataclass
class _Lines:
    events: list[Event] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    misdated: list[str] = field(default_factory=list)
    unread: int = 0
    kinds: set[type[Fault]] = field(default_factory=set)
    torn: bool = False

    def refuse(self, fault: Fault) -> None:
        """Note a line that cannot be read; the first of a kind is never left out."""
        self.unread += 1
        if len(self.faults) < FAULT_LIMIT or type(fault) not in self.kinds:
            self.faults.append(fault)
        self.kinds.add(type(fault))

    def gathered(self, place: str, tail: Tail) -> LogRead:
        more = self.unread - len(self.faults)
        if more > 0:
            problem = f"{more:,} more {'line' if more == 1 else 'lines'} cannot be read"
            self.faults.append(Fault(place, problem, "put right those above, and look again"))
        events, misdated = tuple(self.events), tuple(self.misdated)
        return LogRead(events, tuple(self.faults), tail, len(events) + self.unread, misdated)


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
    return read.gathered(place, tail)


def _read_from(stream: BinaryIO, place: str, since: Tail, read: _Lines) -> Tail:
    offset, lines = since.offset, since.lines
    if offset == 0 and is_utf16(stream.read(4)):
        read.refuse(Fault(place, *UTF16))
        offset = stream.seek(0, os.SEEK_END)
    stream.seek(offset)
    for number, line in enumerate(_lines(stream, place), start=since.lines + 1):
        _read_line(line, f"{place}:{number}", read)
        if read.torn:
            break
        offset, lines = stream.tell(), number - (not line.endswith(b"\n"))
    mark = mark_of(stream, offset)
    status = os.fstat(stream.fileno())
    size = max(offset, stream.tell())
    return Tail(offset, lines, size, (status.st_dev, status.st_ino), status.st_mtime_ns, mark, read.torn)


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
    if not line.strip():
        return
    if len(line) >= LINE_LIMIT:
        read.refuse(Fault(place, f"is longer than a line may be ({LINE_LIMIT // MEGABYTE} MB)", KEEP))
        return
    line = line.removeprefix(codecs.BOM_UTF8)  # an editor left it: the line is what stands behind it
    try:
        event = from_line(line)
    except NoEvent as error:
        if not line.endswith(b"\n") and is_cut(line):
            read.torn = True
            problem = "is unfinished: it was being written when the machine or the program stopped"
            remedy = f"nothing: the next coding sets it aside in a file that ends in {TORN}"
            read.refuse(UnfinishedLine(place, problem, remedy))
        else:
            kind = NewerLine if isinstance(error, NewerEvent) else Fault
            read.refuse(kind(place, error.problem, error.remedy))
        return
    read.events.append(event)
    if is_misdated(event.id):
        read.misdated.append(place)
