"""One coder's log on disk: appended to, never rewritten.

What is said to be saved is on disk, under a name that is on disk, and can be read again. `reading` reads it.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from qualcode.errors import QualcodeError
from qualcode.files import MEGABYTE, private_folder, sync_folder
from qualcode.journal.events import Event, from_line, to_line
from qualcode.journal.lines import NoEvent, is_cut, is_utf16
from qualcode.journal.reading import (
    LINE_LIMIT,
    SUFFIX,
    TORN,
    UTF16,
    LogRead,
    NewerLine,
    Tail,
    UnfinishedLine,
    read_log,
)
from qualcode.keeping import keep
from qualcode.locking import locked

__all__ = ["SUFFIX", "TORN", "LogRead", "NewerLine", "Tail", "UnfinishedLine", "append", "read_log"]

_PIECE = 64 * 1024
_APPENDING = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
_lasting: set[tuple[int, int]] = set()  # the logs of which this process knows that their names are on disk


def append(path: Path, place: str, events: Sequence[Event]) -> str:
    """Write events to the end of a log; they are on disk when this returns.

    Returns a sentence if a torn line was set aside, else an empty text. Raises `QualcodeError` where
    the log is in use, where an event could not be read again, or nothing can be written (then nothing was).
    """
    lines = b"".join(_line(event, place) for event in events)
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


def _line(event: Event, place: str) -> bytes:
    """The line of an event; raises `QualcodeError` for one that reading would refuse."""
    line = f"{to_line(event)}\n".encode("utf-8", "surrogatepass")
    if len(line) >= LINE_LIMIT:
        limit = f"{LINE_LIMIT // MEGABYTE} MB"
        raise QualcodeError(
            f"{place}: one decision would be longer than a line may be ({limit}); choose fewer words; "
            "nothing was saved"
        )
    try:
        from_line(line)
    except NoEvent as error:
        raise QualcodeError(
            f"{place}: a decision could not be read again (its line {error.problem}); decide it otherwise; "
            "nothing was saved"
        ) from error
    return line


def _append(path: Path, place: str, lines: bytes) -> str:
    while True:
        handle, is_new = _opened(path)
        try:
            with locked(handle, place):
                if not _is_there(handle, path):
                    continue  # a sync service put another file in its place while we waited
                return _append_locked(handle, path, place, lines, is_new=is_new)
        finally:
            os.close(handle)


def _opened(path: Path) -> tuple[int, bool]:
    """The log, and whether it was made just now."""
    try:
        return os.open(path, _APPENDING | os.O_CREAT | os.O_EXCL, 0o600), True
    except FileExistsError:
        return os.open(path, _APPENDING | os.O_CREAT, 0o600), False


def _is_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:  # whoever made it could not write to it
        return False


def _append_locked(handle: int, path: Path, place: str, lines: bytes, *, is_new: bool) -> str:
    try:
        _make_name_last(handle, path)
        message, joint = _mend(handle, path, place)
        _write(handle, joint + lines)
        keep(place)
    except OSError:
        if is_new and os.fstat(handle).st_size == 0:
            with contextlib.suppress(OSError):
                path.unlink()
        raise
    return message


def _make_name_last(handle: int, path: Path) -> None:
    """Sync the folders of a log before anything is written to it for the first time.

    So what stands in a log can be found after a loss of power, whoever made the file: nobody can append to
    one that is not empty, and be told so, before its name is on disk.
    """
    status = os.fstat(handle)
    file = (status.st_dev, status.st_ino)
    if status.st_size and file in _lasting:
        return
    folder = Path(os.path.realpath(path)).parent
    sync_folder(folder)
    sync_folder(folder.parent)
    _lasting.add(file)


def _write(handle: int, data: bytes) -> None:
    """Write all or nothing, through to the disk."""
    size = os.fstat(handle).st_size
    try:
        _write_all(handle, data)
        os.fsync(handle)
    except OSError:
        os.ftruncate(handle, size)
        raise


def _write_all(handle: int, data: bytes) -> None:
    done = 0
    while done < len(data):
        done += os.write(handle, data[done:])


def _mend(handle: int, path: Path, place: str) -> tuple[str, bytes]:
    """Set a line that was cut aside; returns what to say, and what must stand before the next line."""
    if is_utf16(_read_at(handle, 0, 4)):
        raise QualcodeError(f"{place}: {'; '.join(UTF16)}; nothing was saved")
    tail = _tail(handle)
    if not tail:
        return "", b""
    if not tail.strip() or len(tail) >= LINE_LIMIT or not is_cut(tail):
        return "", b"\n"  # whole but for its line end, or a fault that is told where it is read
    beside = path.with_suffix(TORN)
    _set_aside(tail + b"\n", beside)
    os.ftruncate(handle, os.fstat(handle).st_size - len(tail))
    return f"{place}: its last line was unfinished and now lies in {beside.name}", b""


def _set_aside(data: bytes, beside: Path) -> None:
    handle = os.open(beside, _APPENDING | os.O_CREAT, 0o600)
    try:
        _write_all(handle, data)
        os.fsync(handle)
    finally:
        os.close(handle)
    sync_folder(beside.parent)


def _tail(handle: int) -> bytes:
    """What stands behind the last line end; of more than a line can be, its end."""
    end = os.fstat(handle).st_size
    pieces: list[bytes] = []
    while end > 0 and len(pieces) * _PIECE < LINE_LIMIT:
        start = max(0, end - _PIECE)
        piece = _read_at(handle, start, end - start)
        found = piece.rfind(b"\n")
        pieces.append(piece[found + 1 :])
        if found >= 0:
            break
        end = start
    return b"".join(reversed(pieces))


def _read_at(handle: int, start: int, length: int) -> bytes:
    os.lseek(handle, start, os.SEEK_SET)
    return os.read(handle, length)
