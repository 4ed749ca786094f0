"""Entry point: runs the commands and turns every error into a sentence and an exit code.

The only place that exits: 0 done, 1 a check or test found faults, 2 wrong use or bad input; 128 and the
signal's number where it was stopped, 141 where faults were found and nobody read on.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from qualcode import keeping
from qualcode.cli.streams import Outlet, take_streams
from qualcode.errors import QualcodeError
from qualcode.stopping import Stopped, stoppable

DEBUG = "QUALCODE_DEBUG"
_NOBODY_READS = 141


def main() -> NoReturn:
    """Run `qualcode` with the arguments of this process."""
    before = sys.stdin, sys.stdout, sys.stderr
    out, err = take_streams()
    keeping.forget()
    try:
        code = _ended(_stoppable(), out)
        err.flush()
    finally:
        sys.stdin, sys.stdout, sys.stderr = before
    sys.exit(code)


def _stoppable() -> int:
    try:
        with stoppable():
            return _run()
    except Stopped as stopped:
        return _say("stopped; what was finished is kept", stopped.code)


def _run() -> int:
    try:
        _obey()
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    except QualcodeError as error:
        return _say(str(error))
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        reason = (error.strerror or type(error).__name__).lower()
        return _say(f"{place}cannot be read or written ({reason}); check permissions, and free some space")
    except KeyboardInterrupt:
        return _say("stopped; what was finished is kept", 130)
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        return _say(f"a defect in qualcode ({_where(error)}); set {DEBUG}=1 to see more, and report it")
    return 0


def _obey() -> None:
    if sys.argv[1:] == ["--version"]:  # needs nothing of what commands need
        print_version()
        return
    from qualcode.cli.app import app

    app(prog_name="qualcode")


def print_version() -> None:
    """Say which version this is."""
    from importlib.metadata import version

    sys.stdout.write(f"qualcode {version('qualcode')}\n")


def _ended(code: int, out: Outlet) -> int:
    """The exit code, given what became of the output: work on disk is done, whoever was told of it."""
    out.flush()
    if out.failed is None:
        return code
    if out.is_closed_early:
        return _NOBODY_READS if code == 1 else code
    reason = (out.failed.strerror or "unknown").lower()
    if keeping.has_kept():
        return _say(f"the output cannot be written ({reason}); what was done is saved all the same", code)
    _say(f"the output cannot be written ({reason}); free some space, or send it elsewhere")
    return max(code, 2)


def _say(message: str, code: int = 2) -> int:
    sys.stderr.write("".join(f"qualcode: {line}\n" for line in message.splitlines()))
    return code


def _where(error: Exception) -> str:
    """Type and place of an error, without its message, which could hold interview text."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119 - no import for one name
    return f"{type(error).__name__} at {place}"
