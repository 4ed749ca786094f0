"""The lock on a log while it is appended to, or while its end is read."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator

from qualcode.errors import QualcodeError

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    HAS_LOCKS = False
else:
    HAS_LOCKS = True

WAIT = 10.0
_PAUSE = 0.02


@contextlib.contextmanager
def locked(handle: int, place: str, *, shared: bool = False) -> Iterator[None]:
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
                f"{place}: another program has held this log for {WAIT:g} seconds; close it and try again"
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
