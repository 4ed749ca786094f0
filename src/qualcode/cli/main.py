"""Entry point: runs the commands and turns every error into a sentence and an exit code.

The only place that exits: 0 done, 1 a check or test found faults, 2 wrong use or bad input.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from qualcode.errors import QualcodeError

DEBUG = "QUALCODE_DEBUG"


def main() -> NoReturn:
    """Run `qualcode` with the arguments of this process."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # a terminal that cannot show × still gets its table
    sys.exit(_run())


def print_version() -> None:
    """Say which version this is."""
    from importlib.metadata import version

    sys.stdout.write(f"qualcode {version('qualcode')}\n")


def _run() -> int | str | None:
    try:
        try:
            _obey()
        finally:
            sys.stdout.flush()
    except SystemExit as stop:
        return stop.code
    except QualcodeError as error:
        return _say(str(error))
    except BrokenPipeError:
        # as in `qualcode quotes … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _say(
            f"the output cannot be written ({(error.strerror or 'unknown').lower()}); free some space"
        )
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
