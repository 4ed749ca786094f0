"""Work that a hostile file could turn against us, done in a process of its own: bounded in time and memory.

Libraries in C++ and Rust read PDF and Excel. Should a file crash one, keep it busy for hours or make it take
all memory, then it is that process which ends, and the file gets its sentence.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any

from qualcode.errors import refuse
from qualcode.files import MEGABYTE

SECONDS = 120
MEMORY = 2048 * MEGABYTE
OUTPUT_LIMIT = 100_000_000
"""So many signs of text are more than any file of talk holds."""

_TOO_MUCH = "takes more time or memory to read than any file of text does"
_SENTENCES = {
    "password": ("is protected by a password", "save it without one"),
    "broken": ("is damaged", "save or download the file once more"),
    "large": (_TOO_MUCH, "save it anew from its own program, or split it"),
}


class ChildError(Exception):
    """What a child process says instead of a result: a key of `_SENTENCES`."""


def run_apart(module: str, data: bytes, place: str) -> Any:
    """What `module` makes of `data` (see `answer`); raises `FaultsFound` where it makes nothing of it."""
    # -P: a module that happens to lie in the folder at hand is none of ours.
    command = [sys.executable, "-P", "-m", module]
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter and our own module
            command,
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=SECONDS,
            check=False,
        )
        found = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError, OSError):
        found = {"error": "large"}
    if "error" in found:
        refuse(place, *_SENTENCES[found["error"]])
    return found["result"]


def answer(work: Callable[[bytes], object]) -> None:
    """In the child: read the data, do the work within its bounds, and write what came out as JSON."""
    _bound_memory()
    try:
        found: dict[str, object] = {"result": work(sys.stdin.buffer.read())}
    except ChildError as error:
        found = {"error": str(error)}
    except MemoryError:
        found = {"error": "large"}
    sys.stdout.write(json.dumps(found))


def _bound_memory() -> None:
    try:
        import resource
    except ImportError:  # Windows, where only time is bounded
        return
    try:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    except (ValueError, OSError):
        return  # a stricter limit is set already
