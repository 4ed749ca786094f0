"""What a command has imported when it ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HEAVY = ("pandas", "spacy", "openpyxl", "numpy", "rich", "yaml", "textual")

PROBE = """
import sys
sys.argv = ["qualcode", *{arguments!r}]
from qualcode.cli.main import _run
_run()
print(*sys.modules, file=sys.stderr)
"""


def modules(arguments: list[str], cwd: Path) -> set[str]:
    """The modules that a command has imported when it ends."""
    script = PROBE.format(arguments=arguments)
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=True
    )
    return set(done.stderr.splitlines()[-1].split())


def loaded(arguments: list[str], cwd: Path) -> set[str]:
    """Which heavy libraries are among them."""
    return modules(arguments, cwd) & set(HEAVY)
