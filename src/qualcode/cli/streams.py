"""Standard streams that may fail: the work goes on without them, and `main` says so once at the end."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from collections.abc import Iterable
from typing import Any, TextIO, cast


class Outlet:
    """Stands in for a stream; what it cannot pass on is dropped, and the first reason is kept.

    Attributes:
        failed: why it can pass on nothing more; None as long as it can.
    """

    def __init__(self, stream: TextIO, failed: OSError | None = None) -> None:
        self._stream = stream
        self.failed = failed

    def write(self, text: str) -> int:
        """Write, if that is still possible."""
        if self.failed is None:
            try:
                self._stream.write(text)
            except OSError as error:
                self._fail(error)
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Write several."""
        for line in lines:
            self.write(line)

    def flush(self) -> None:
        """Pass on what was written."""
        if self.failed is None:
            try:
                self._stream.flush()
            except OSError as error:
                self._fail(error)

    @property
    def is_closed_early(self) -> bool:
        """Whether whoever read it has left, as `head` does."""
        return self.failed is not None and self.failed.errno == errno.EPIPE

    def _fail(self, error: OSError) -> None:
        """Keep the reason; what the stream still holds goes nowhere, or the interpreter would complain."""
        self.failed = error
        with contextlib.suppress(OSError, ValueError), open(os.devnull, "wb") as nothing:  # noqa: PTH123
            os.dup2(nothing.fileno(), self._stream.fileno())

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


def take_streams() -> tuple[Outlet, Outlet]:
    """Put outlets in the place of stdout and stderr; one that was closed (`>&-`) has failed already.

    Closed ones are opened on nothing, or the next file that is opened would take their place.
    """
    for handle in range(3):
        try:
            os.fstat(handle)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stdin is None:
        sys.stdin = io.StringIO()
    out, err = _outlet(sys.stdout), _outlet(sys.stderr)
    sys.stdout, sys.stderr = cast("TextIO", out), cast("TextIO", err)
    return out, err


def _outlet(stream: TextIO | None) -> Outlet:
    if stream is None:
        return Outlet(io.StringIO(), OSError(errno.EBADF, "it is closed"))
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors="replace")  # a terminal that cannot show × still gets its table
    return Outlet(stream)
