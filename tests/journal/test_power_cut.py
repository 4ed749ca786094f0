"""The power fails: whatever a disk may show then, what was said to be saved is in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

import pytest

from qualcode.files import write_text
from tests.journal.disk import Disk
from tests.journal.power import CUT, SCENES, played, prepared


def some(length: int) -> Iterator[int]:
    """Where a write is cut."""
    yield from sorted({1, length // 2, length - 1})


@pytest.mark.parametrize("name", SCENES)
def test_nothing_that_was_acknowledged_is_lost(name: str, tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for lost, count in played(name, tmp_path, some):
        assert not lost
        counts += count
    assert counts["cuts"] > 5
    assert counts["states"] > counts["cuts"]


@pytest.mark.parametrize(
    ("broken", "scene"),
    [
        ("qualcode.journal.log.sync_folder", "first_decisions"),
        ("qualcode.journal.log._make_name_last", "two_at_the_beginning"),
    ],
)
def test_a_log_that_syncs_less_would_be_found_out(broken: str, scene: str, tmp_path: Path) -> None:
    with mock.patch(broken):
        assert any(lost for lost, _ in played(scene, tmp_path, some))


def test_what_was_set_aside_is_never_gone(tmp_path: Path) -> None:
    prepared("after_a_cut_line", tmp_path / "study")
    disk = Disk(tmp_path / "study")
    with disk.recording():
        SCENES["after_a_cut_line"](tmp_path / "study", disk)
    assert all(any(CUT in data for data in tree.values()) for _, tree in disk.left(some))


def test_a_copy_keeps_its_new_name(tmp_path: Path) -> None:
    prepared("a_copy_is_merged", tmp_path / "study")
    disk = Disk(tmp_path / "study")
    with disk.recording():
        SCENES["a_copy_is_merged"](tmp_path / "study", disk)
    assert all("codings/ana (1).jsonl.merged" in tree for said, tree in disk.left(some) if said)


@pytest.mark.parametrize("folder", [".", "exports"])
def test_a_file_that_is_replaced_is_the_old_or_the_new_one_and_lasts_once_it_is_written(
    folder: str, tmp_path: Path
) -> None:
    (tmp_path / "study").mkdir()
    place = tmp_path / "study" / folder / "table.csv"
    if folder == ".":
        place.write_text("old")
    disk = Disk(tmp_path / "study")
    disk.acknowledge("old" if folder == "." else "")
    with disk.recording():
        write_text(place, "new")
        disk.acknowledge("new")
    name = str(Path(folder) / "table.csv")
    for said, tree in disk.left(some):
        wanted = {"new"} if "new" in said else {"old", "new"} if "old" in said else {"", "new"}
        assert tree.get(name, b"").decode() in wanted
