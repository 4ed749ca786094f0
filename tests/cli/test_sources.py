"""`--source`: whose codings the tables count, and what the commands say about it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.starting import loaded
from tests.coded_study import apply, code_by_hand, finish
from tests.conftest import Run

LEFT_OUT = "2 transcripts were left out: ana has not finished them.\n"


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, in part coded by hand."""
    return code_by_hand(small_folder)


def test_tables_say_whose_codings_they_count(folder: Path, qualcode: Run) -> None:
    mix = "Coded by ana (2 transcripts), rules, unreviewed (2 transcripts)."
    assert mix in qualcode("tally", cwd=folder).stdout
    assert mix in qualcode("cooccur", cwd=folder).stdout
    assert "Coded by ana (2 transcripts)." in qualcode("tally", "--source", "ana", cwd=folder).stdout
    assert (
        "coded by ana (1 transcript)"
        in qualcode("quotes", "apples", "--where", "group=one", "--source", "ana", cwd=folder).stdout
    )


@pytest.mark.parametrize("command", [["tally"], ["cooccur"], ["quotes", "apples"]])
def test_json_has_the_numbers_of_transcripts_by_coder(
    command: list[str], folder: Path, qualcode: Run
) -> None:
    def source(*arguments: str) -> dict[str, int]:
        found: dict[str, int] = json.loads(qualcode(*command, "--json", *arguments, cwd=folder).stdout)[
            "source"
        ]
        return found

    assert source() == {"ana": 2, "rules": 2}
    assert source("--source", "rules") == {"rules": 4}
    assert source("--source", "ana") == {"ana": 2}
    assert source("--source", "ana,rules") == {"ana": 2, "rules": 2}


@pytest.mark.parametrize(
    "command", [["tally"], ["cooccur"], ["quotes", "apples"], ["export", "xlsx"], ["run"]]
)
def test_what_is_left_out_is_said_beside_the_result(command: list[str], folder: Path, qualcode: Run) -> None:
    done = qualcode(*command, "--source", "ana", cwd=folder)
    assert done.returncode == 0
    assert LEFT_OUT in done.stderr
    assert "left out" not in done.stdout
    assert "left out" not in qualcode(*command, cwd=folder).stderr


@pytest.mark.parametrize(
    "command", [["tally"], ["cooccur"], ["quotes", "apples"], ["export", "xlsx"], ["run"]]
)
def test_an_unknown_coder_is_refused_with_the_nearest(
    command: list[str], folder: Path, qualcode: Run
) -> None:
    done = qualcode(*command, "--source", "anna", cwd=folder)
    assert done.returncode == 2
    assert "qualcode: nobody here codes as 'anna'; write 'ana'" in done.stderr
    assert not (folder / "exports").exists()


def test_quotes_show_who_coded_them_and_how(folder: Path, qualcode: Run) -> None:
    shown = qualcode("quotes", "pears", "--where", "group=one", cwd=folder).stdout
    assert "else. A\nana · + · memo: an aside\n" in shown
    assert "The pears were good.\nrule 1: pears\n" in shown
    data = json.loads(qualcode("quotes", "pears", "--json", "--limit", "2", cwd=folder).stdout)
    first, second = data["quotes"]
    assert list(first) == [
        "transcript", "participant", "start", "end", "codes", "coder", "direction", "memo", "text",
        "evidence", "attributes",
    ]  # fmt: skip
    assert (first["text"], first["coder"], first["direction"], first["memo"]) == (
        "else. A", "ana", "+", "an aside"
    )  # fmt: skip
    assert (second["coder"], second["direction"], second["memo"]) == ("rules", "", "")


def test_tables_of_topics_say_where_the_rules_topics_stay(folder: Path, qualcode: Run) -> None:
    said = "In 1 transcript coded by hand nobody applied a topic: the rules' topics stay there.\n"
    assert said in qualcode("tally", "--codes", "topics", cwd=folder).stderr
    assert said in qualcode("cooccur", "--codes", "flags", "--with", "all", cwd=folder).stderr
    assert said in qualcode("quotes", "topic_food", cwd=folder).stderr
    for command in (["tally"], ["cooccur", "--with", "flags"], ["quotes", "apples"]):
        assert said not in qualcode(*command, cwd=folder).stderr


def test_autocode_counts_what_the_rules_found_whoever_has_coded(folder: Path, qualcode: Run) -> None:
    codes = json.loads(qualcode("autocode", "--json", cwd=folder).stdout)["codes"]
    assert codes[0] == {"code": "apples", "name": "Apples", "codings": 6, "transcripts": 4}


def test_a_warm_tally_of_hand_codings_needs_no_spacy(folder: Path, qualcode: Run) -> None:
    qualcode("autocode", cwd=folder)
    assert loaded(["tally", "--json"], folder) == {"pandas", "numpy", "yaml"}


# --- status -------------------------------------------------------------------------------


def test_status_says_at_which_layer_the_transcripts_are(folder: Path, qualcode: Run) -> None:
    shown = " ".join(qualcode(cwd=folder).stdout.split())
    assert "Coded by hand 2 by ana Counted ana (2 transcripts), rules, unreviewed (4 transcripts)" in shown
    assert "do not count" not in shown


def test_status_of_a_study_that_only_rules_have_coded_is_as_before(small_folder: Path, qualcode: Run) -> None:
    shown = qualcode(cwd=small_folder).stdout
    assert "Counted" not in shown
    assert "by hand" not in shown


def test_status_points_out_what_does_not_count_yet_and_who_was_chosen(folder: Path, qualcode: Run) -> None:
    apply(folder, "ben", "A2", "pears", "pears were")
    finish(folder, "ben", ["B2"])
    shown = qualcode(cwd=folder).stdout
    assert "1 of ben's 1 codings not counted: A2 not marked done (`qualcode account`).\n" in shown
    assert "1 transcript was finished by several coders: ana's work counts there" in shown
    finish(folder, "cem", ["F1"])
    assert "cem (1 transcript)" in qualcode(cwd=folder).stdout
