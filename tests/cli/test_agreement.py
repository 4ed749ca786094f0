"""`qualcode agreement`, in a study and on a table of ratings.

In the study of fruit `ana` and `bo` finish A1 and B2, six sentences. Of the four of A1 ana gives apples to
the first two and pears to the second and third (see `coded_study`), bo apples to the first and pears to the
third.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.coded_study import apply, code_by_hand, finish
from tests.conftest import Run


@pytest.fixture
def folder(small_folder: Path) -> Path:
    """The study of fruit, coded by two people."""
    code_by_hand(small_folder)
    apply(small_folder, "bo", "A1", "apples", "like apples")
    apply(small_folder, "bo", "A1", "pears", "green apple")
    finish(small_folder, "bo", ["A1", "B2", "A2"])
    return small_folder


def told(run: Run, folder: Path, *arguments: str) -> dict[str, Any]:
    done = run("agreement", "--json", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    data: dict[str, Any] = json.loads(done.stdout)
    return data


def test_only_transcripts_that_all_marked_done_are_compared(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder)
    assert data["coders"] == ["ana", "bo"]
    assert (data["unit"], data["transcripts"]) == ("sentence", ["A1", "B2"])
    assert "not seen is not the same as not coded" in data["notes"][0]


def test_counts_prevalence_and_coefficients_of_a_code(folder: Path, qualcode: Run) -> None:
    apples, pears, plums = told(qualcode, folder)["codes"]
    assert apples["code"] == "apples"
    assert apples["units"] == 6
    assert apples["counts"] == [
        {"coders": ["ana", "bo"], "both": 1, "only": {"ana": 1, "bo": 0}, "neither": 4}
    ]
    assert apples["prevalence"] == pytest.approx({"ana": 2 / 6, "bo": 1 / 6})
    found = {name: each["coefficient"] for name, each in apples["coefficients"].items()}
    chance = 2 / 6 * 1 / 6 + 4 / 6 * 5 / 6
    assert found["percent"] == pytest.approx(5 / 6)
    assert found["cohen"] == pytest.approx((5 / 6 - chance) / (1 - chance))
    assert found["pabak"] == pytest.approx(2 * 5 / 6 - 1)
    assert found["alpha"] == pytest.approx(1 - (1 / 6) / (2 * 3 * 9 / (12 * 11)))
    assert set(found) == {"percent", "cohen", "alpha", "ac1", "pabak", "u_alpha", "cu_alpha"}
    assert pears["counts"][0]["both"] == 1
    assert plums["coefficients"]["alpha"]["coefficient"] is None
    assert "without variation" in plums["coefficients"]["alpha"]["undefined"]


def test_pooled_asks_every_code_of_every_unit_and_compares_sets(folder: Path, qualcode: Run) -> None:
    pooled = told(qualcode, folder)["pooled"]
    assert (pooled["code"], pooled["units"]) == (None, 18)
    assert pooled["counts"][0]["both"] == 2
    assert pooled["counts"][0]["neither"] == 14
    # sets: {apples}={apples}, {apples, pears}≠{}, {pears}={pears}, three times nothing
    pairs = {"apples": 2, "pears": 2, "both": 1, "nothing": 7}
    apart = {("apples", "both"): 0.5, ("pears", "both"): 0.5}
    mean = sum(
        pairs[one] * pairs[other] * apart.get((one, other), apart.get((other, one), 1.0))
        for one in pairs
        for other in pairs
        if one != other
    ) / (12 * 11)
    assert pooled["coefficients"]["jaccard"]["coefficient"] == pytest.approx(1 - (1 / 6) / mean)
    assert pooled["coefficients"]["masi"]["level"] == "nominal"


def test_the_codebook_itself_can_be_a_coder(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder, "--coders", "ana,bo,rules", "--codes", "apples,green_apples")
    apples, green = data["codes"]
    assert len(apples["counts"]) == 3
    assert set(apples["coefficients"]) == {
        "percent",
        "fleiss",
        "conger",
        "alpha",
        "ac1",
        "pabak",
        "u_alpha",
        "cu_alpha",
    }
    assert green["prevalence"]["rules"] == pytest.approx(1 / 6)
    assert apples["prevalence"]["rules"] == pytest.approx(2 / 6)  # with the green one


def test_characters_are_weighed_by_their_number(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder, "--unit", "character", "--codes", "apples")
    counts = data["codes"][0]["counts"][0]
    assert counts["both"] == len("like apples")
    assert counts["only"] == {"ana": len(". Not"), "bo": 0}
    assert data["codes"][0]["units"] == sum([*counts["only"].values(), counts["both"], counts["neither"]])


def test_turns_and_filters_narrow_what_is_compared(folder: Path, qualcode: Run) -> None:
    data = told(qualcode, folder, "--unit", "turn", "--where", "group=one")
    assert data["transcripts"] == ["A1"]
    assert data["codes"][0]["counts"][0]["both"] >= 1


def test_the_tables_say_whose_work_by_which_unit_and_how_to_read_it(folder: Path, qualcode: Run) -> None:
    shown = qualcode("agreement", cwd=folder)
    assert shown.returncode == 0
    for words in ("Agreement of ana and bo", "undefined", "Unit: sentence. 2 transcripts", "seed 1", "●"):
        assert words in shown.stdout
    assert "kappa paradox" in shown.stdout
    assert "not all: not compared" in shown.stderr.replace("by all", "all")


@pytest.mark.parametrize(("arguments", "words"), [
    (["--coders", "ana"], "names one coder"),
    (["--coders", "ana,bob"], "nobody here codes as 'bob'"),
    (["--codes", "aples"], "no code and no level"),
    (["--unit", "word"], "is no unit"),
    (["--metric", "alpha"], "--table"),
    (["--where", "group=two", "--coders", "ana,rules", "--where", "role=farmer"], "no transcript"),
])  # fmt: skip
def test_what_cannot_be_compared_gets_a_sentence(
    arguments: list[str], words: str, folder: Path, qualcode: Run
) -> None:
    done = qualcode("agreement", *arguments, cwd=folder)
    assert done.returncode == 2
    assert words in done.stderr


def test_one_coder_alone_is_told_what_to_do(small_folder: Path, qualcode: Run) -> None:
    code_by_hand(small_folder)
    done = qualcode("agreement", cwd=small_folder)
    assert done.returncode == 2
    assert "only ana has" in done.stderr
    assert told(qualcode, small_folder, "--coders", "ana,rules")["transcripts"] == ["A1", "B2"]


# --- tables -------------------------------------------------------------------------------


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Two coders, 84 units, 20/1/2/61."""
    rows = ["yes,yes"] * 20 + ["yes,no"] + ["no,yes"] * 2 + ["no,no"] * 61
    path = tmp_path / "ratings.csv"
    path.write_text("a,b\n" + "\n".join(rows) + "\n", "utf-8")
    return path


def test_a_table_needs_no_study_and_its_json_has_the_stated_shape(
    table: Path, tmp_path: Path, qualcode: Run
) -> None:
    data = told(qualcode, tmp_path, "--table", str(table), "--metric", "cohen")
    keys = ["metric", "level", "coefficient", "ci", "undefined", "units", "coders", "observed", "expected"]
    assert list(data) == keys
    assert data["coefficient"] == pytest.approx(0.906, abs=0.0005)
    assert (data["units"], data["coders"], data["undefined"]) == (84, 2, None)
    low, high = data["ci"]
    assert low < data["coefficient"] < high


def test_all_coefficients_of_a_table_at_once(table: Path, tmp_path: Path, qualcode: Run) -> None:
    done = qualcode("agreement", "--table", str(table), "--metric", "all", cwd=tmp_path)
    for words in ("Agreement of a and b on 84 units", "Cohen κ", "AC1", "0.91"):
        assert words in done.stdout


def test_alpha_is_what_a_table_gets_unless_asked_otherwise(
    table: Path, tmp_path: Path, qualcode: Run
) -> None:
    assert told(qualcode, tmp_path, "--table", str(table))["metric"] == "alpha"


@pytest.mark.parametrize(("text", "arguments", "words"), [
    ("a,b,c\nx,y,x\n", ["--metric", "cohen"], "Cohen's kappa is of two coders, and these are 3"),
    ("a,b\nx,y\n", ["--metric", "kapa"], "none that is offered"),
    ("a,b\nx,y\n", ["--level", "order"], "no level of measurement"),
    ("a,b\nx,y\n", ["--metric", "ac1", "--level", "ordinal"], "is for alpha"),
    ("a,b\nx,y\n", ["--level", "ratio"], "holds text"),
    ("a\nx\n", [], "one coder only"),
])  # fmt: skip
def test_a_table_that_will_not_do_gets_a_sentence(
    text: str, arguments: list[str], words: str, tmp_path: Path, qualcode: Run
) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, "utf-8")
    done = qualcode("agreement", "--table", str(path), *arguments, cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in done.stderr


def test_sets_are_compared_by_jaccard(tmp_path: Path, qualcode: Run) -> None:
    path = tmp_path / "sets.csv"
    path.write_text("a,b\nx;y,x\nx,x\nz,z\n", "utf-8")
    data = told(qualcode, tmp_path, "--table", str(path), "--metric", "jaccard")
    assert (data["metric"], data["level"]) == ("jaccard", "nominal")
    assert 0 < data["coefficient"] < 1


def test_of_three_who_share_nothing_the_two_who_share_most_are_compared(folder: Path, qualcode: Run) -> None:
    finish(folder, "cem", ["B1"])
    data = told(qualcode, folder)
    assert data["coders"] == ["ana", "bo"]
    assert "cem finished some, too: choose with --coders" in " ".join(data["notes"])


def test_a_table_says_whose_ratings_it_compares_and_why_there_is_no_interval(
    tmp_path: Path, qualcode: Run
) -> None:
    path = tmp_path / "few.csv"
    path.write_text("sentence,ana,bo\nu1,yes,yes\nu2,no,no\nu3,yes,no\n", "utf-8")
    done = qualcode("agreement", "--table", str(path), "--metric", "all", cwd=tmp_path)
    assert "Agreement of ana and bo on 3 units" in done.stdout
    assert "of the resamples leave it undefined: too few cases to say" in done.stdout
    assert "Taken as the names of the units, not as a coder: the column 'sentence'" in done.stderr


def test_a_third_coder_with_little_in_common_does_not_shrink_what_is_compared(
    folder: Path, qualcode: Run
) -> None:
    for name in ("A2", "B1"):
        finish(folder, "ana", [name])
        finish(folder, "bo", [name])
    finish(folder, "cem", ["A1"])
    data = told(qualcode, folder)
    assert data["coders"] == ["ana", "bo"]
    assert len(data["transcripts"]) >= 3


def test_topics_are_compared_by_themselves_and_who_left_them_to_the_rules_is_named(
    folder: Path, qualcode: Run
) -> None:
    apply(folder, "ana", "A1", "topic_food", "What do you eat?")
    everything = told(qualcode, folder, "--codes", "all")
    assert "topic_food" not in [each["code"] for each in everything["codes"]]
    topics = told(qualcode, folder, "--codes", "topics")
    assert topics["codes"][0]["counts"][0]["only"] == {"ana": 1, "bo": 0}
    assert "bo applied no topic in these 2 transcripts" in " ".join(topics["notes"])


def test_what_the_logs_have_lost_is_said(folder: Path, qualcode: Run) -> None:
    path = folder / "codings" / "bo.jsonl"
    lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join(['{"after": garbage', *lines[1:]]) + "\n", "utf-8")
    assert "1 fault in the logs" in " ".join(told(qualcode, folder)["notes"])


def test_what_is_of_a_study_does_not_go_with_a_table(tmp_path: Path, qualcode: Run) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\nx,x\ny,x\n", "utf-8")
    for option in (("--coders", "a,b"), ("--unit", "turn"), ("--codes", "all"), ("--where", "x=y")):
        done = qualcode("agreement", "--table", str(path), *option, cwd=tmp_path)
        assert (done.returncode, f"{option[0]}: is of a study" in done.stderr) == (2, True)
