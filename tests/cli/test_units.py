"""`qualcode units`, run in this process on an application that has it."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from qualcode.cli.app import app
from qualcode.errors import FaultsFound, QualcodeError
from tests.cli.starting import loaded

Show = Callable[..., str]


@pytest.fixture
def show(small_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Show:
    """Prints units of the small study: `show("A1", "--json")`."""
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> str:
        app(["units", *arguments, "--study", str(small_folder)], standalone_mode=False)
        return capsys.readouterr().out

    return run


def test_units_are_given_as_data_that_finds_the_words_again(show: Show, small_folder: Path) -> None:
    data = json.loads(show("B1", "--json"))
    assert (data["transcript"], data["unit"]) == ("B1", "sentence")
    said = [(unit["speaker"], unit["participant"], unit["text"]) for unit in data["units"]]
    assert said == [
        ("INT", "interviewer", "What do you eat?"),
        ("Cy", "Cy", "An apple."),
        ("Cy", "Cy", "There was a storm."),
        ("INT", "interviewer", "And?"),
        ("Cy", "Cy", "Apples and pears together."),
    ]
    body = (small_folder / "transcripts" / "B1.txt").read_text("utf-8").split("---\n\n")[1]
    assert [body[unit["start"] : unit["end"]] for unit in data["units"]] == [
        unit["text"] for unit in data["units"]
    ]
    assert set(data["units"][0]) == {"id", "start", "end", "speaker", "participant", "text"}
    assert len({unit["id"] for unit in data["units"]}) == 5


def test_the_unit_may_be_chosen(show: Show) -> None:
    turns = json.loads(show("B1", "--unit", "turn", "--json"))
    assert turns["unit"] == "turn"
    assert [unit["text"] for unit in turns["units"]][1] == "An apple. There was a storm."
    assert {unit["id"][0] for unit in turns["units"]} == {"t"}
    paragraphs = json.loads(show("B1", "--unit", "paragraph", "--json"))
    assert {unit["id"][0] for unit in paragraphs["units"]} == {"p"}


def test_ids_stay_when_another_part_of_the_file_changes(show: Show, small_folder: Path) -> None:
    before = {unit["text"]: unit["id"] for unit in json.loads(show("B1", "--json"))["units"]}
    path = small_folder / "transcripts" / "B1.txt"
    path.write_text(
        path.read_text("utf-8").replace("What do you eat?", "Well, what do you\neat here?"), "utf-8"
    )
    after = {unit["text"]: unit["id"] for unit in json.loads(show("B1", "--json"))["units"]}
    assert {text for text in before if before[text] != after.get(text)} == {"What do you eat?"}


def test_a_document_has_no_speakers(show: Show) -> None:
    (unit,) = json.loads(show("D1", "--json"))["units"]
    assert (unit["speaker"], unit["participant"], unit["text"]) == (None, None, "The apple report.")


def test_a_person_sees_a_table(show: Show, small_folder: Path) -> None:
    path = small_folder / "transcripts" / "B1.txt"
    path.write_text(path.read_text("utf-8").replace("An apple.", "[bold] \x1b[31m apple."), "utf-8")
    shown = " ".join(show("B1").split())
    first = json.loads(show("B1", "--json"))["units"][0]
    assert f"{first['id']} {first['start']} {first['end']} INT What do you eat?" in shown
    assert "Cy [bold] \N{REPLACEMENT CHARACTER}[31m apple." in shown  # no sign commands the terminal
    assert "B1: 5 units. Unit: sentence." in shown


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("B11",), "no transcript 'B11' in the study; write 'B1'"),
        (("B1", "--unit", "sentense"), "--unit sentense: unknown unit; write 'sentence'"),
    ],
)
def test_a_wrong_name_is_a_sentence_with_the_right_one(
    show: Show, arguments: tuple[str, ...], sentence: str
) -> None:
    with pytest.raises(QualcodeError) as error:
        show(*arguments)
    assert str(error.value) == sentence


def test_a_broken_transcript_is_named(show: Show, small_folder: Path) -> None:
    (small_folder / "transcripts" / "A1.txt").write_text("no head\n", "utf-8")
    with pytest.raises(FaultsFound, match=r"transcripts/A1\.txt:1: has no head"):
        show("B1")


def test_units_load_neither_pandas_nor_spacy(small_folder: Path) -> None:
    assert not {"pandas", "spacy"} & loaded(["units", "B1"], small_folder)
