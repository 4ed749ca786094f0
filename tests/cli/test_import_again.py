"""`qualcode import` of what is in the study already: unchanged, edited, or not to be touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualcode import Study
from qualcode.model import Transcript
from tests.cli.importing import CANONICAL, INTERVIEW, assert_clean, came, new_study, only, put, state
from tests.conftest import Run

CORRECTED = INTERVIEW.replace("borrowed", "borowed").replace("borowed", "wobbly")
OTHER = "Q: Where did you learn to swim?\nA: In a gravel pit, on hot afternoons.\n" * 3


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return new_study(tmp_path)


@pytest.fixture
def source(tmp_path: Path, study: Path, qualcode: Run) -> Path:
    """A file that came in once."""
    path = put(tmp_path, "in/talk.txt", INTERVIEW)
    assert qualcode("import", str(path), cwd=study).returncode == 0
    return path


def transcript(study: Path, own: str) -> Transcript:
    (found,) = [entry for entry in Study.open(study).transcripts if entry.id == own]
    return found


def hand_edit(study: Path, old: str, new: str, name: str = "talk") -> None:
    path = study / "transcripts" / f"{name}.txt"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


# --- nothing new --------------------------------------------------------------------------


def test_the_same_file_again_touches_nothing(study: Path, source: Path, qualcode: Run) -> None:
    before = state(study)
    done = qualcode("import", str(source), "--json", cwd=study)
    assert (done.returncode, only(done)["status"], only(done)["reason"]) == (0, "unchanged", "")
    assert state(study) == before
    assert "1 unchanged." in qualcode("import", str(source), cwd=study).stderr
    assert state(study) == before


def test_the_same_file_under_another_spelling_of_its_name_is_the_same(
    study: Path, source: Path, qualcode: Run
) -> None:
    other = source.rename(source.with_name("TALK.txt"))
    done = only(qualcode("import", str(other), "--json", cwd=study))
    assert (done["status"], done["id"]) == ("unchanged", "talk")


def test_a_transcript_that_was_corrected_here_stays_where_its_source_did_not_change(
    study: Path, source: Path, qualcode: Run
) -> None:
    hand_edit(study, "borrowed", "wobbly")
    before = state(study)
    assert only(qualcode("import", str(source), "--json", cwd=study))["status"] == "unchanged"
    assert state(study) == before


# --- a changed source ---------------------------------------------------------------------


def test_a_corrected_source_is_an_edit(study: Path, source: Path, qualcode: Run) -> None:
    people = (study / "transcripts" / "participants.csv").read_bytes()
    source.write_text(CORRECTED, "utf-8")
    done = qualcode("import", str(source), cwd=study)
    assert "1 edited." in done.stderr
    assert "qualcode anchors" in done.stderr
    assert "wobbly table" in transcript(study, "talk").body
    assert (study / "transcripts" / "participants.csv").read_bytes() == people
    assert only(qualcode("import", str(source), "--json", cwd=study))["status"] == "unchanged"
    assert_clean(study)


def test_an_edit_keeps_what_was_written_into_the_head(study: Path, source: Path, qualcode: Run) -> None:
    hand_edit(study, "kind: interview\n", "kind: focus_group\ndate: 2022-05-01\nmode: video\nwave: no\n")
    hand_edit(study, "P1: talk-P1", "P1: T02")
    source.write_text(CORRECTED, "utf-8")
    assert only(qualcode("import", str(source), "--json", cwd=study))["status"] == "edited"
    made = transcript(study, "talk")
    assert made.kind == "focus_group"
    assert made.attributes == {"date": "2022-05-01", "mode": "video", "wave": "no"}
    assert made.participants == ("T02",)
    assert_clean(study)


def test_an_edit_keeps_who_was_found_to_ask_and_to_answer(tmp_path: Path, study: Path, qualcode: Run) -> None:
    """`I` is not always the interviewer; a person who said so is not asked again."""
    path = put(tmp_path, "pair.txt", "I: I came first.\nM: Then I did.\n" * 2)
    qualcode("import", str(path), cwd=study)
    hand_edit(study, "I: interviewer", "I: T01", "pair")
    hand_edit(study, "M: pair-M", "M: Interviewer", "pair")
    path.write_text("I: I came first.\nM: Then I did.\n" * 3, "utf-8")
    assert only(qualcode("import", str(path), "--json", cwd=study))["status"] == "edited"
    assert [turn.participant for turn in transcript(study, "pair").turns[:2]] == ["T01", "interviewer"]
    assert transcript(study, "pair").participants == ("T01",)
    assert_clean(study)


def test_what_the_user_says_now_goes_before_what_was_found_then(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    path = put(tmp_path, "pair.txt", "I: I came first.\nM: Then I did.\n" * 2)
    qualcode("import", str(path), cwd=study)
    done = only(qualcode("import", str(path), "--interviewer", "M", "--json", cwd=study))
    assert done["status"] == "edited"
    assert [turn.participant for turn in transcript(study, "pair").turns[:2]] == ["pair-I", "interviewer"]
    assert_clean(study)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--date", "2023-01-31"), "date: "),
        (("--speaker", "P1=T02"), "T02: T02"),
        (("--kind", "document"), "kind: document"),
    ],
)
def test_options_make_an_unchanged_file_an_edit(
    options: tuple[str, ...], said: str, study: Path, source: Path, qualcode: Run
) -> None:
    assert only(qualcode("import", str(source), *options, "--json", cwd=study))["status"] == "edited"
    assert said in (study / "transcripts" / "talk.txt").read_text("utf-8")
    again = only(qualcode("import", str(source), *options, "--json", cwd=study))
    assert again["status"] == "unchanged"
    assert_clean(study)


# --- what must not be touched -------------------------------------------------------------


def test_what_was_edited_here_since_is_not_written_over(study: Path, source: Path, qualcode: Run) -> None:
    hand_edit(study, "honey people", "bee people")
    source.write_text(CORRECTED, "utf-8")
    before = state(study)
    done = qualcode("import", str(source), "--json", cwd=study)
    assert only(done)["status"] == "skipped"
    assert only(done)["reason"].startswith("was edited in the study since it came in; --replace")
    assert done.returncode == 0
    assert state(study) == before


def test_with_replace_the_source_takes_its_place(study: Path, source: Path, qualcode: Run) -> None:
    hand_edit(study, "honey people", "bee people")
    source.write_text(CORRECTED, "utf-8")
    done = qualcode("import", str(source), "--replace", "--json", cwd=study)
    assert only(done)["status"] == "edited"
    assert "wobbly table" in transcript(study, "talk").body
    assert "bee people" not in transcript(study, "talk").body
    assert_clean(study)


def test_another_text_under_the_same_id_is_refused(
    tmp_path: Path, study: Path, source: Path, qualcode: Run
) -> None:
    assert source.name == "talk.txt"
    other = put(tmp_path, "elsewhere/talk.txt", OTHER)
    before = state(study)
    done = qualcode("import", str(other), "--json", cwd=study)
    assert (done.returncode, only(done)["status"]) == (2, "failed")
    assert only(done)["reason"].startswith("holds another text than the transcript 'talk'")
    assert state(study) == before
    assert only(qualcode("import", str(other), "--id", "swim", "--json", cwd=study))["status"] == "imported"
    assert only(qualcode("import", str(other), "--replace", "--json", cwd=study))["status"] == "edited"
    assert "gravel pit" in transcript(study, "talk").body
    assert_clean(study)


def test_two_files_with_one_id_are_not_written_over_each_other(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    put(tmp_path, "in/a/talk.txt", INTERVIEW)
    put(tmp_path, "in/b/talk.md", OTHER)
    done = qualcode("import", str(tmp_path / "in"), "--json", cwd=study)
    first, second = came(done)
    assert (done.returncode, first["status"], second["status"]) == (2, "imported", "failed")
    assert (
        second["reason"] == "would get the id 'talk', which talk.txt has already; import it alone with --id"
    )
    assert "one stall" in transcript(study, "talk").body
    assert_clean(study)


def test_a_file_that_lies_in_the_transcripts_place_is_not_written_over(
    tmp_path: Path, study: Path, qualcode: Run
) -> None:
    """A transcript with a broken head is one that somebody was working on."""
    broken = put(study, "transcripts/talk.txt", "---\nid: talk\nkind interview\n---\n\nMy only copy.\n")
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), "--json", cwd=study)
    assert only(done)["status"] == "failed"
    assert "would take the place of talk.txt" in only(done)["reason"]
    assert "My only copy." in broken.read_text("utf-8")
    done = qualcode("import", str(tmp_path / "talk.txt"), "--replace", "--json", cwd=study)
    assert only(done)["status"] == "imported"
    assert_clean(study)


@pytest.mark.parametrize("options", [(), ("--replace",)])
def test_a_file_named_like_another_transcripts_file_never_takes_its_place(
    options: tuple[str, ...], tmp_path: Path, study: Path, qualcode: Run
) -> None:
    there = put(study, "transcripts/talk.txt", CANONICAL)
    done = qualcode("import", str(put(tmp_path, "talk.txt", INTERVIEW)), *options, "--json", cwd=study)
    assert (only(done)["status"], there.read_text("utf-8")) == ("failed", CANONICAL)


def test_a_raw_file_that_was_put_among_the_transcripts_becomes_one(study: Path, qualcode: Run) -> None:
    """`check` says of it that `qualcode import` helps."""
    put(study, "transcripts/talk.txt", INTERVIEW)
    done = qualcode("import", "transcripts/talk.txt", "--json", cwd=study)
    assert only(done)["status"] == "imported"
    assert [turn.speaker for turn in transcript(study, "talk").turns] == ["Interviewer", "P1"] * 2
    assert_clean(study)
