"""Whether the terminal is light: it is asked once, before the screen opens."""

from __future__ import annotations

import os
import re
import sys

_REPLY = re.compile(rb"\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
_ASK = b"\x1b]11;?\x1b\\\x1b[c"
"""The colour of the background, then "what are you", which every terminal answers: nobody waits in vain."""
_PATIENCE = 0.2


def is_light() -> bool:
    """Whether the terminal's background is light; False where nobody knows."""
    told = os.environ.get("COLORFGBG", "").rpartition(";")[2]
    if told.isdigit():
        return int(told) in {7, 15}
    try:
        return brightness(_asked()) > 0.5
    except (ImportError, OSError, ValueError):
        return False


def brightness(reply: bytes) -> float:
    """How bright the background is that a terminal reports, 0 to 1; 0 where it reports none."""
    found = _REPLY.search(reply)
    if found is None:
        return 0.0
    red, green, blue = (int(part, 16) / float(16 ** len(part) - 1) for part in found.groups())
    return float(0.3 * red + 0.6 * green + 0.1 * blue)


def _asked() -> bytes:
    """What the terminal replies; b"" where it is none, or silent."""
    import select
    import termios
    import tty

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return b""
    terminal = sys.stdin.fileno()
    before, reply = termios.tcgetattr(terminal), b""
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        os.write(sys.stdout.fileno(), _ASK)
        while not reply.endswith(b"c") and select.select([terminal], [], [], _PATIENCE)[0]:
            reply += os.read(terminal, 256)
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return reply
