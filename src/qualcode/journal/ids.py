"""Ids of events: UUIDs of version 7, ordered by time (RFC 9562), and never twice the same."""

from __future__ import annotations

import re
import secrets
import threading
import time

_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
_RANDOM = 74
_STEP = 56
_END = "03bb2cc3-d800"  # the year 2100: no clock that is right has made an id of then
_lock = threading.Lock()
_last = [0]


def is_id(text: object) -> bool:
    """Whether a text is a UUID of version 7, in lower case."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


def is_misdated(name: str) -> bool:
    """Whether an id is from the end of time: it tells nothing of when its event was made."""
    return name >= _END


def new_id(after: str = "") -> str:
    """Return an id greater than all made before in this process, and than `after`.

    `after` is the newest event known: a clock that was set back must not make a decision older than
    the one it changes. The step beyond it is drawn by chance: two machines may follow the same event.
    """
    with _lock:
        now = (time.time_ns() // 1_000_000 << _RANDOM) | secrets.randbits(_RANDOM)
        number = max(now, max(_last[0], _number(after)) + 1 + secrets.randbits(_STEP))
        _last[0] = number
    time_part, random_part = number >> _RANDOM, number & ((1 << _RANDOM) - 1)
    value = (time_part << 80) | (7 << 76) | (random_part >> 62 << 64) | (2 << 62)
    digits = f"{value | (random_part & ((1 << 62) - 1)):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _number(text: str) -> int:
    """The 122 free bits of an id; 0 for none, and for one from the end of time: nothing follows that."""
    if not is_id(text) or is_misdated(text):
        return 0
    value = int(text.replace("-", ""), 16)
    return (value >> 80 << _RANDOM) | (value >> 64 & 0xFFF) << 62 | value & ((1 << 62) - 1)
