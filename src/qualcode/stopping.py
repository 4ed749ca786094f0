"""Being told to stop: Ctrl-C, SIGTERM and SIGHUP all end a command the same way, by an exception."""

from __future__ import annotations

import contextlib
import signal
import time
from collections.abc import Callable, Iterator
from types import FrameType

SIGNALS = tuple(
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
)  # Windows has no SIGHUP
GRACE = 1.0
"""Seconds for which further signals are passed over: they come in pairs, and nothing cuts tidying up off."""


class Stopped(BaseException):
    """The process was told to stop; no defect, so that only clean-up and `main` see it.

    Attributes:
        code: what to exit with, 128 and the signal's number.
    """

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.code = 128 + number


class _Told:
    """What a signal does."""

    def __init__(self) -> None:
        self.instead: Callable[[int], None] | None = None
        self._since: float | None = None

    def __call__(self, number: int, _: FrameType | None) -> None:
        now = time.monotonic()
        if self._since is not None and now - self._since < GRACE:
            return
        self._since = now
        if self.instead is None:
            raise Stopped(number)
        self.instead(number)

    def forget(self) -> None:
        self._since = None


_told = _Told()


@contextlib.contextmanager
def stoppable() -> Iterator[None]:
    """Have signals raise `Stopped` here; one that is ignored (`nohup`) stays so."""
    _told.forget()
    before = {number: signal.getsignal(number) for number in SIGNALS}
    mine = [number for number, handler in before.items() if handler not in (signal.SIG_IGN, None)]
    for number in mine:
        signal.signal(number, _told)
    try:
        yield
    finally:
        for number in mine:
            signal.signal(number, before[number])


@contextlib.contextmanager
def stopped_by(stop: Callable[[int], None]) -> Iterator[None]:
    """Have signals call `stop` instead, where an exception would come at a bad moment: in an event loop."""
    _told.instead = stop
    try:
        yield
    finally:
        _told.instead = None
