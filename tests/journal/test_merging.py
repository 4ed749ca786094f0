"""Merging: what is missing is added to its coder's log, whatever the order, however often."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import FaultsFound, QualcodeError
from qualcode.journal import Journal, Ledger
from qualcode.journal.events import Event, from_line, to_line
from qualcode.journal.log import append
from qualcode.journal.merging import OtherLog, merge, merge_copies, sources_of
from tests.journal.lines import BODY, applied, moved, removed, write

ANA = [applied(), applied("Not much"), applied("I like pears")]
BO = [applied(coder="bo"), applied("Not much", coder="bo")]
CONFLICTED = [
    "ana (Bo's conflicted copy 2026-11-20).jsonl",  # Dropbox
    "ana.sync-conflict-20261120-101112-ABCDEFG.jsonl",  # Syncthing
    "ana-DESKTOP-AB12.jsonl",  # OneDrive
    "ana (1).jsonl",  # Google Drive
    "ana (conflicted copy 2026-11-20 101112).jsonl",  # Nextcloud
    "ana 2.jsonl",  # iCloud
]


def lines(path: Path) -> list[Event]:
    return [from_line(line) for line in path.read_bytes().splitlines()] if path.exists() else []


def taken(folder: Path, *paths: Path, dry_run: bool = False) -> dict[str, int]:
    """Merge, and tell how many events were new, by coder."""
    merged = merge(Journal(folder), [OtherLog(path, path.name) for path in paths], dry_run=dry_run)
    assert merged.new == {event.id for events in merged.missing.values() for event in events}
    return {coder: len(events) for coder, events in merged.missing.items()}


def test_what_is_missing_goes_to_the_log_of_whose_it_is(tmp_path: Path) -> None:
    write(tmp_path / "here" / "ana.jsonl", ANA[0])
    other = write(tmp_path / "there" / "both.jsonl", *ANA, *BO)
    assert taken(tmp_path / "here", other) == {"ana": 2, "bo": 2}
    assert lines(tmp_path / "here" / "ana.jsonl") == ANA
    assert lines(tmp_path / "here" / "bo.jsonl") == BO


def test_a_second_time_nothing_is_missing(tmp_path: Path) -> None:
    other = write(tmp_path / "there" / "ana.jsonl", *ANA, *ANA)
    taken(tmp_path / "here", other)
    before = (tmp_path / "here" / "ana.jsonl").read_bytes()
    assert taken(tmp_path / "here", other) == {}
    assert (tmp_path / "here" / "ana.jsonl").read_bytes() == before


def test_a_dry_run_counts_and_writes_nothing(tmp_path: Path) -> None:
    other = write(tmp_path / "there" / "ana.jsonl", *ANA)
    assert taken(tmp_path / "here", other, dry_run=True) == {"ana": 3}
    assert not (tmp_path / "here").exists()


def test_one_person_s_work_in_two_places_comes_together(tmp_path: Path) -> None:
    here = write(tmp_path / "here" / "ana.jsonl", ANA[0], ANA[2])
    there = write(tmp_path / "there" / "ana.jsonl", ANA[0], ANA[1], removed(ANA[0]))
    taken(tmp_path / "here", there)
    taken(tmp_path / "there", here)
    folds = [Ledger(Journal(tmp_path / side).read().events) for side in ("here", "there")]
    assert folds[0].things == folds[1].things
    assert [coding.id for coding in folds[0].codings] == [ANA[1].id, ANA[2].id]


def test_a_line_keeps_all_that_stood_in_it(tmp_path: Path) -> None:
    data = {**from_line(to_line(ANA[0]).encode()).data, "of_a_later_version": {"a": [1, 2.5]}}
    newer = replace(ANA[0], data=data)
    other = write(tmp_path / "there" / "ana.jsonl", newer)
    taken(tmp_path / "here", other)
    assert (tmp_path / "here" / "ana.jsonl").read_bytes() == other.read_bytes()


def test_lines_that_cannot_be_read_are_told_and_the_others_taken(tmp_path: Path) -> None:
    other = write(tmp_path / "ana.jsonl", ANA[0], tail=b'{"v":1}\n{"v":9}\n' + b"x" * 10)
    merged = merge(Journal(tmp_path / "here"), [OtherLog(other, "theirs")])
    assert [fault.place for fault in merged.faults] == ["theirs:2", "theirs:3", "theirs:4"]
    assert lines(tmp_path / "here" / "ana.jsonl") == [ANA[0]]


def test_an_event_that_is_told_differently_there_changes_nothing_here(tmp_path: Path) -> None:
    write(tmp_path / "here" / "ana.jsonl", ANA[0])
    other = write(tmp_path / "there" / "ana.jsonl", replace(ANA[0], code="pears"), ANA[1])
    merged = merge(Journal(tmp_path / "here"), [OtherLog(other, "theirs")])
    assert [(fault.place, fault.problem) for fault in merged.faults] == [
        ("theirs", f"tells event {ANA[0].id} differently")
    ]
    assert lines(tmp_path / "here" / "ana.jsonl") == ANA[:2]


def test_of_two_sources_that_differ_the_same_one_wins_whatever_the_order(tmp_path: Path) -> None:
    one = write(tmp_path / "one.jsonl", ANA[0])
    other = write(tmp_path / "other.jsonl", replace(ANA[0], code="pears"))
    for name, order in (("a", (one, other)), ("b", (other, one))):
        merged = merge(Journal(tmp_path / name), [OtherLog(path, path.name) for path in order])
        assert len(merged.faults) == 1
    assert lines(tmp_path / "a" / "ana.jsonl") == lines(tmp_path / "b" / "ana.jsonl")


def test_a_torn_line_here_is_set_aside_with_a_message(tmp_path: Path) -> None:
    write(tmp_path / "here" / "ana.jsonl", tail=b"{")
    other = write(tmp_path / "ana.jsonl", ANA[0])
    merged = merge(Journal(tmp_path / "here"), [OtherLog(other, "theirs")])
    assert "ana.torn" in merged.said[0]
    assert lines(tmp_path / "here" / "ana.jsonl") == [ANA[0]]


EVENTS = [*ANA, *BO, removed(ANA[0]), moved(ANA[1], "pears", "bo", BODY)]


@given(st.lists(st.lists(st.sampled_from(EVENTS)), min_size=1, max_size=3), st.randoms())
def test_the_order_of_merging_does_not_matter(sources: list[list[Event]], rng: random.Random) -> None:
    """Law: what holds afterwards depends on what was merged alone."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as name:
        folder = Path(name)
        paths = [write(folder / f"{n}.jsonl", *events) for n, events in enumerate(sources)]
        taken(folder / "together", *paths)
        shuffled = [*paths, *paths]
        rng.shuffle(shuffled)
        for path in shuffled:
            taken(folder / "singly", path)
        reads = [Journal(folder / side).read() for side in ("together", "singly")]
        assert reads[0] == reads[1]
        assert {event.id for event in reads[0].events} == {e.id for events in sources for e in events}
        for log in (folder / "singly").glob("*.jsonl"):
            assert {event.coder for event in lines(log)} == {log.stem}


# --- where the other side's logs are ------------------------------------------------------


def named(*paths: Path) -> list[str]:
    return [source.path.name for source in sources_of(paths, "codings")]


def test_a_study_a_folder_and_a_file_can_be_named(tmp_path: Path) -> None:
    write(tmp_path / "study" / "codings" / "ana.jsonl", ANA[0])
    (tmp_path / "study" / "qualcode.toml").write_text("")
    write(tmp_path / "study" / "stray.jsonl", ANA[0])
    write(tmp_path / "copy" / "codings" / "bo.jsonl", BO[0])
    write(tmp_path / "logs" / "cy.jsonl", BO[0])
    write(tmp_path / "logs" / ".hidden.jsonl", BO[0])
    (tmp_path / "logs" / "cy.torn").write_text("x")
    assert named(tmp_path / "study", tmp_path / "copy", tmp_path / "logs") == [
        "ana.jsonl", "bo.jsonl", "cy.jsonl",
    ]  # fmt: skip
    assert named(tmp_path / "logs" / "cy.jsonl", tmp_path / "logs") == ["cy.jsonl"]


def test_what_holds_no_log_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound, match="there is no such file or folder"):
        named(tmp_path / "nowhere")
    with pytest.raises(FaultsFound, match="holds no log"):
        named(tmp_path)
    (tmp_path / "qualcode.toml").write_text("")
    with pytest.raises(FaultsFound, match="holds no log"):
        named(tmp_path)


def test_a_folder_that_may_not_be_read_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "iterdir", forbidden)
    with pytest.raises(QualcodeError, match="cannot be read; check its permissions"):
        named(tmp_path)


# --- copies of a sync service -------------------------------------------------------------


@pytest.mark.parametrize("name", CONFLICTED)
def test_a_conflicted_copy_is_taken_in_and_set_aside(name: str, tmp_path: Path) -> None:
    write(tmp_path / "ana.jsonl", ANA[0])
    write(tmp_path / name, ANA[0], ANA[1], BO[0])
    before = Journal(tmp_path).read()
    merged = merge_copies(Journal(tmp_path))
    assert merged.renamed == [(name, f"{name}.merged")]
    assert lines(tmp_path / "ana.jsonl") == ANA[:2]
    assert lines(tmp_path / "bo.jsonl") == BO[:1]
    assert Journal(tmp_path).read() == before
    assert merge_copies(Journal(tmp_path)).logs == []


def test_a_person_s_own_log_is_no_copy_whatever_it_is_called(tmp_path: Path) -> None:
    write(tmp_path / "ana-DESKTOP-AB12.jsonl", applied(coder="ana-DESKTOP-AB12"), ANA[0])
    (tmp_path / "bo.jsonl").write_bytes(b"")
    merged = merge_copies(Journal(tmp_path))
    assert (merged.logs, merged.renamed) == ([], [])


def test_a_second_copy_of_the_same_name_takes_no_other_s_place(tmp_path: Path) -> None:
    for event in ANA:
        write(tmp_path / "ana 2.jsonl", event)
        merge_copies(Journal(tmp_path))
    names = ["ana 2.jsonl.2.merged", "ana 2.jsonl.3.merged", "ana 2.jsonl.merged", "ana.jsonl"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names
    assert lines(tmp_path / "ana.jsonl") == ANA


def test_a_dry_run_renames_nothing(tmp_path: Path) -> None:
    copy = write(tmp_path / "ana 2.jsonl", ANA[0])
    assert merge_copies(Journal(tmp_path), dry_run=True).renamed == []
    assert copy.exists()


def test_a_copy_of_which_not_all_could_be_read_stays(tmp_path: Path) -> None:
    copy = write(tmp_path / "ana 2.jsonl", ANA[0], tail=b"{}\n")
    merged = merge_copies(Journal(tmp_path))
    assert merged.said == ["codings/ana 2.jsonl: stays, as not all of it could be taken in"]
    assert lines(tmp_path / "ana.jsonl") == [ANA[0]]
    assert copy.exists()


def test_a_copy_that_tells_an_event_differently_stays(tmp_path: Path) -> None:
    write(tmp_path / "ana.jsonl", ANA[0])
    copy = write(tmp_path / "ana 2.jsonl", replace(ANA[0], code="pears"))
    assert len(merge_copies(Journal(tmp_path)).faults) == 1
    assert copy.exists()


def test_a_copy_that_grows_meanwhile_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = write(tmp_path / "ana 2.jsonl", ANA[0])

    def record(self: Journal, coder: str, events: list[Event]) -> str:
        append(copy, "x", [ANA[1]])
        return append(self.folder / f"{coder}.jsonl", "x", events)

    monkeypatch.setattr(Journal, "record", record)
    assert "has grown meanwhile" in merge_copies(Journal(tmp_path)).said[0]
    assert copy.exists()


def test_a_copy_that_cannot_be_renamed_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "ana 2.jsonl", ANA[0])

    def forbidden(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "replace", forbidden)
    with pytest.raises(QualcodeError, match=r"was taken in, but cannot be renamed \(permission denied\)"):
        merge_copies(Journal(tmp_path))
    assert lines(tmp_path / "ana.jsonl") == [ANA[0]]


def test_on_a_disk_that_ignores_case_another_spelling_is_the_same_log(tmp_path: Path) -> None:
    log = write(tmp_path / "Ana.jsonl", ANA[0])
    (tmp_path / "ana.jsonl").hardlink_to(log)  # as such a disk would have it: two names, one file
    assert merge_copies(Journal(tmp_path)).logs == []
