"""One program at a time: the lock on a log, and the one on whatever else of a study is changed in place."""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Iterator
from pathlib import Path

from qualcode.errors import QualcodeError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

WAIT = 10.0
_PAUSE = 0.02
LOCK = Path(".qualcode") / "lock"


@contextlib.contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Hold the lock on a study's folder: what is read within is what is changed.

    Tables, the codebook, transcripts and the record of exports are read again, changed and written within
    it; nobody is asked anything meanwhile. Raises `QualcodeError` as `locked` does, and where the folder
    cannot be written.
    """
    path = folder / LOCK
    while True:
        handle = _opened(path)
        try:
            with locked(handle, str(folder), what="study"):
                if not _is_there(handle, path):
                    continue  # who had it took it away while we waited
                try:
                    yield
                finally:
                    with contextlib.suppress(OSError):
                        path.unlink()
                return
        finally:
            os.close(handle)


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        raise QualcodeError(
            f"{path}: cannot be written ({reason}); nothing was changed; check the folder's permissions"
        ) from error


def _is_there(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except OSError:
        return False


@contextlib.contextmanager
def locked(handle: int, place: str, *, shared: bool = False, what: str = "log") -> Iterator[None]:
    """Hold the lock on an open file; raises `QualcodeError` if another process keeps it for `WAIT` seconds.

    Where a system or a disk has no locks, an append is one write, and that must do.
    """
    if not HAS_LOCKS:
        yield
        return
    wanted = (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB
    deadline = time.monotonic() + WAIT
    while not _taken(handle, wanted):
        if time.monotonic() >= deadline:
            raise QualcodeError(
                f"{place}: another program has held this {what} for {WAIT:g} seconds; close it and try again"
            )
        time.sleep(_PAUSE)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_UN)


def _taken(handle: int, wanted: int) -> bool:
    try:
        fcntl.flock(handle, wanted)
    except BlockingIOError:
        return False
    except OSError:  # a disk without locks
        return True
    return True
