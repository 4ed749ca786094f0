"""What the documents say is what happens: examples run, commands exist, tables are the tool's own."""

from __future__ import annotations

import doctest
import json
import re
import shlex
import shutil
from pathlib import Path

import pytest

import qualcode
import qualcode.api
from tests.conftest import ROOT, Run

README = (ROOT / "README.md").read_text("utf-8")


def test_the_python_examples_of_the_readme_run(
    sample_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(shutil.copytree(sample_folder, tmp_path / "study"))  # one of them writes
    examples = "\n".join(re.findall(r"```python\n(.*?)```", README, re.DOTALL))
    parsed = doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0)
    assert len(parsed.examples) >= 4
    result = doctest.DocTestRunner().run(parsed)
    assert result.failed == 0


@pytest.mark.parametrize("module", [qualcode, qualcode.api], ids=lambda module: module.__name__)
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
    folder = _prepared(sample_folder, tmp_path / "study")
    words = shlex.split(command.partition(" > ")[0])[1:]
    if "-o" in words:
        words[words.index("-o") + 1] = str(tmp_path / "out.csv")
    if "CODING" in words:
        words[words.index("CODING")] = _unsettled(folder, qualcode)
    done = qualcode(*words, cwd=folder)
    if words[:1] == ["code"]:  # tests/screen drives it, in a terminal
        assert (done.returncode, "needs a terminal" in done.stderr) == (2, True)
        return
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def _prepared(sample: Path, folder: Path) -> Path:
    """A copy of the sample with the files that the commands name."""
    shutil.copytree(sample, folder)
    answers = 'answer,themes\n"The Americans are why we come.",us_leadership\nNothing.,\n'
    talk = "Max Roth: How was it?\n\nAnn Lee: Long.\n\nMax Roth: And then?\n\nAnn Lee: It was over.\n"
    files = {
        "answers.csv": answers,
        "coded.csv": answers,
        "codes.csv": "Code,Definition\nApples,About apples\nPears,About pears\n",
        "people.csv": "id,role\nP01,analyst\n",
        "states.csv": "state,population\nFinland,5.5\n",
        "ratings.csv": "unit,ana,bo\n1,yes,yes\n2,no,no\n3,yes,no\n",
        "interviews/X1.txt": talk,
        "P07.docx": talk,  # whatever it is called
    }
    shutil.copytree(sample, folder.parent / "study-of-ben", dirs_exist_ok=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def _unsettled(folder: Path, qualcode: Run) -> str:
    """The id of a coding whose words stand twice since the transcript was edited."""
    words = "nobody takes a phrasebook"
    arguments = ("apply", "consultations", "I01", "--quote", words, "--coder", "anna", "--json")
    coding: str = json.loads(qualcode(*arguments, cwd=folder).stdout)["id"]
    path = folder / "transcripts_sample" / "I01.txt"
    text = path.read_text("utf-8")
    paragraph = next(part for part in text.split("\n\n") if words in part)
    path.write_text(text.replace(paragraph, f"{paragraph}\n\n{paragraph}"), "utf-8")
    return coding


def test_the_table_in_the_readme_is_the_sample_s(sample_folder: Path, qualcode: Run) -> None:
    shown = qualcode("tally", "--by", "category", cwd=sample_folder).stdout
    for line in re.findall(r"^  ▍.*$", README, re.MULTILINE):
        assert " ".join(line.split()) in [" ".join(row.split()) for row in shown.splitlines()]
    assert README.count("  ▍") == 5
