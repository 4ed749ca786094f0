"""Leaving a terminal that may be gone: its window was closed, the connection is down, or nobody reads it."""

from __future__ import annotations

import contextlib
import os
import threading

PATIENCE = 3.0
"""Seconds in which a screen gives its terminal back; then it ends without: all decisions are on disk."""


def leave_terminal(code: int) -> threading.Timer:
    """See to it that the screen, told to end, does: with `code`, unless what is returned is cancelled."""
    if _is_gone():
        with open(os.devnull, "r+b") as nothing:  # noqa: PTH123 - so that whoever writes or reads gets through
            for handle in range(3):
                os.dup2(nothing.fileno(), handle)
    watch = threading.Timer(PATIENCE, os._exit, [code])
    watch.daemon = True
    watch.start()
    return watch


def _is_gone() -> bool:
    with contextlib.suppress(ImportError):
        import termios

        try:
            termios.tcgetattr(2)
        except termios.error:
            return True
    return False
