"""What the tests of `qualcode import` share: a study made by `init`, files to import, what came of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qualcode import Study
from qualcode.starter import make_study
from tests.conftest import Done

INTERVIEW = """\
Interviewer: How did the market begin?
P1: With one stall and a borrowed table.
Interviewer: And then?
P1: Then the others came: bakers, a smith, the honey people.
"""
CAPTIONS = """\
WEBVTT

00:00:01.000 --> 00:00:03.000
<v Mara>Shall we start?</v>

00:00:04.000 --> 00:00:06.000
<v Tom>Yes, the kettle is on.</v>
"""
CANONICAL = """\
---
id: K1
kind: interview
date: 2022-02-02
speakers:
  INT: interviewer
  P1: T01
---

INT: Was it cold?

P1: Bitterly, and we laughed.
"""


def new_study(tmp_path: Path) -> Path:
    """A fresh study with the two transcripts that `init` writes."""
    make_study(tmp_path / "study")
    return tmp_path / "study"


def put(folder: Path, name: str, text: str | bytes) -> Path:
    """A file of that name and content."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def came(done: Done) -> list[dict[str, Any]]:
    """What `--json` says of each file."""
    data = json.loads(done.stdout)
    assert list(data) == ["files"]
    files: list[dict[str, Any]] = data["files"]
    return files


def only(done: Done) -> dict[str, Any]:
    """What `--json` says of the one file."""
    (found,) = came(done)
    return found


def state(study: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of a study with its bytes and the time it was written."""
    return {
        str(path.relative_to(study)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(study.rglob("*"))
        if path.is_file()
    }


def assert_clean(study: Path) -> None:
    """The study passes the check, and nothing of the import is left over."""
    assert [str(fault) for fault in Study.open(study).check(patterns=False)] == []
    assert not (study / ".qualcode" / "incoming").exists()
