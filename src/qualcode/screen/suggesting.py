"""The rules' suggestions, brought up to date by a process of its own: the screen never waits for it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class Suggesting:
    """A `qualcode autocode` beside the screen, at most one, at most once."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> bool:
        """Start it, unless it was started before; False where it could not be."""
        if self.folder is None or self._process is not None:
            return False
        command = [sys.executable, "-m", "qualcode", "--study", str(self.folder), "autocode", "--json"]
        quiet = subprocess.DEVNULL
        try:
            self._process = subprocess.Popen(  # noqa: S603 - our own command, no shell
                command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
            )
        except OSError:
            return False
        return True

    def ended(self) -> int | None:
        """Its exit code, once; None while it runs, and ever after."""
        if self.folder is None or self._process is None or (code := self._process.poll()) is None:
            return None
        self.folder = None
        return code

    def stop(self) -> None:
        """End it: quitting waits for nothing, and the rest is made next time."""
        if self._process is not None and self._process.poll() is None:
            self._process.kill()
            self._process.wait()
