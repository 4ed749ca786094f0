"""A command in a real pseudo-terminal: keys in, words out, and it can be killed."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

PATIENCE = 60.0
"""Seconds until a test gives up: generous, as machines that run tests are slow at times."""
PAGE_DOWN = "\x1b[6~"
_CONTROL = re.compile(
    r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)|\x1b[PX^_][^\x1b]*\x1b\\|\x1b."
)


class Silent(AssertionError):
    """The terminal did not show what was waited for."""


class Terminal:
    """A command that believes to be in a terminal of `columns` by `rows`."""

    def __init__(
        self, command: Sequence[str], cwd: Path, *, columns: int = 120, rows: int = 40,
        environment: Mapping[str, str] | None = None,
    ) -> None:  # fmt: skip
        variables = {**os.environ, "TERM": "xterm-256color", "COLORFGBG": "15;0", **(environment or {})}
        self.process, self._terminal = pty.fork()
        if not self.process:  # pragma: no cover - becomes the command
            try:
                os.chdir(cwd)
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
                os.execve(command[0], [*command], variables)  # noqa: S606 - our own command, no shell
            finally:
                os._exit(127)
        self._unread = b""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()

    def press(self, keys: str) -> None:
        """Strike keys."""
        os.write(self._terminal, keys.encode())

    def wait_for(self, words: str) -> str:
        """Read until the words were shown; returns all that was shown on the way, without colours."""
        deadline = time.monotonic() + PATIENCE
        while words not in (shown := plain(self._unread)):
            if not self._read(max(deadline - time.monotonic(), 0)):
                raise Silent(f"{words!r} was not shown, but {shown[-2000:]!r}")
        self._unread = b""
        return shown

    def settle(self, quiet: float) -> tuple[float, float]:
        """Wait for what is shown next, and until nothing was for `quiet` seconds; when it began and ended."""
        if not self._read(PATIENCE):
            raise Silent("nothing was shown")
        first = last = time.perf_counter()
        while self._read(quiet):
            last = time.perf_counter()
        return first, last

    def forget(self) -> None:
        """What was shown so far was seen."""
        while self._read(0):
            pass
        self._unread = b""

    def kill(self) -> None:
        """End it at once (SIGKILL); it can do nothing about it."""
        if not self.process:
            return
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.process, signal.SIGKILL)
        os.waitpid(self.process, 0)
        os.close(self._terminal)
        self.process = 0

    def hang_up(self) -> int:
        """Close the terminal, as closing its window does; the exit code of the command."""
        os.close(self._terminal)
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            process, status = os.waitpid(self.process, os.WNOHANG)
            if process:
                self.process = 0
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        os.kill(self.process, signal.SIGKILL)
        raise Silent("the command goes on")

    def ended(self) -> tuple[int, bytes]:
        """Wait until the command ends by itself; its exit code, and the last that it wrote."""
        deadline = time.monotonic() + PATIENCE
        while self._read(max(deadline - time.monotonic(), 0)):
            pass
        if time.monotonic() >= deadline:
            raise Silent("the command goes on")
        _, status = os.waitpid(self.process, 0)
        os.close(self._terminal)
        self.process = 0
        return os.waitstatus_to_exitcode(status), self._unread

    def _read(self, seconds: float) -> bool:
        """Read what is there, or comes within some seconds; False if nothing did, or it has ended."""
        if not select.select([self._terminal], [], [], seconds)[0]:
            return False
        try:
            read = os.read(self._terminal, 1 << 16)
        except OSError:  # the command has ended
            return False
        self._unread += read
        return bool(read)


def plain(shown: bytes) -> str:
    """What a terminal was sent, without colours and moves of the cursor."""
    return _CONTROL.sub("", shown.decode("utf-8", "replace"))
