"""Logs that cannot be read whole: nothing is counted wrongly, and nothing is left out without a word."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualcode import Study
from qualcode.journal.events import checksum
from tests.conftest import Run


@pytest.fixture
def worked(small_folder: Path) -> Path:
    """A study in which two people have coded, and finished something."""
    study = Study.open(small_folder)
    for coder in ("ana", "bo"):
        study.apply("apples", "A1", coder=coder, quote="I like apples")
        study.session(coder).done(study.texts.transcript("A1"))
    return small_folder


def sealed() -> bytes:
    """A line of another format, with a checksum that fits it."""
    line: dict[str, object] = {"v": 2, "op": "migrate"}
    return json.dumps(line | {"sum": checksum(line)}).encode() + b"\n"


def newer(folder: Path, coder: str = "bo") -> None:
    """What a newer qualcode has written in a log."""
    with (folder / "codings" / f"{coder}.jsonl").open("ab") as stream:
        stream.write(sealed())


@pytest.mark.parametrize("command", [["tally"], ["export", "xlsx"], ["agreement"], ["status"], ["log"]])
def test_nothing_is_counted_where_a_newer_version_has_written(
    command: list[str], worked: Path, qualcode: Run
) -> None:
    newer(worked)
    done = qualcode(*command, cwd=worked)
    assert done.returncode == 2
    assert "codings/bo.jsonl:3: was written by a newer qualcode; update qualcode" in done.stderr


def test_what_a_newer_version_has_written_is_named_and_the_rules_still_count(
    worked: Path, qualcode: Run
) -> None:
    newer(worked)
    for command in ("verify", "check"):
        done = qualcode(command, cwd=worked)
        assert done.returncode == 1
        assert "codings/bo.jsonl:3: was written by a newer qualcode" in done.stdout + done.stderr
    assert qualcode("tally", "--source", "rules", cwd=worked).returncode == 0


def test_a_table_says_that_something_in_the_logs_cannot_be_read(worked: Path, qualcode: Run) -> None:
    note = "1 line of codings/ana.jsonl cannot be read (`qualcode account`)."
    assert note not in qualcode("tally", cwd=worked).stderr
    with (worked / "codings" / "ana.jsonl").open("ab") as stream:
        stream.write(b"garbage\n")
    for command in (["tally"], ["quotes", "apples"], ["cooccur"]):
        assert note in qualcode(*command, cwd=worked).stderr
