"""What the documents say is what happens: examples run, commands exist, tables are the tool's own."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest

import qualcode
import qualcode.study
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_examples_of_the_readme_run(sample_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(sample_folder)
    examples = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    parsed = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(parsed.examples) >= 4
    result = doctest.DocTestRunner().run(parsed)
    assert result.failed == 0


@pytest.mark.parametrize("module", [qualcode, qualcode.study], ids=lambda module: module.__name__)
def test_the_examples_of_docstrings_run(
    module: object, sample_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample_folder)
    result = doctest.testmod(module, verbose=False)  # type: ignore[arg-type]
    assert result.attempted > 0
    assert result.failed == 0


COOKBOOK = re.findall(r"^\|.*?\| (`qualcode[^|]*`) ?.*\|$", README, re.MULTILINE)
COMMANDS = [command for row in COOKBOOK for command in re.findall(r"`(qualcode[^`]*)`", row)]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_cookbook_does_its_job(
    command: str, sample_folder: Path, qualcode: Run, tmp_path: Path
) -> None:
    answers = 'answer,themes\n"The Americans are why we come.",us_leadership\nNothing.,\n'
    for name in ("answers.csv", "coded.csv"):
        (sample_folder / name).write_text(answers, "utf-8")
    words = shlex.split(command.partition(" > ")[0])[1:]
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / "out.csv")
    done = qualcode(*words, cwd=sample_folder)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_the_table_in_the_readme_is_the_sample_s(sample_folder: Path, qualcode: Run) -> None:
    shown = qualcode("tally", "--by", "category", cwd=sample_folder).stdout
    for line in re.findall(r"^  ▍.*$", README, re.MULTILINE):
        assert " ".join(line.split()) in [" ".join(row.split()) for row in shown.splitlines()]
    assert README.count("  ▍") == 5
