"""Every file of the corpus comes in as a careful reader would expect.

All talk in the corpus is invented: nobody said any of it, and nobody is quoted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from qualcode.intake.plan import commit
from qualcode.intake.results import ImportResult
from qualcode.study.texts import Texts
from tests.corpus.everything import SAMPLES
from tests.corpus.reading import Came, absent, come, faults, new_study, plan, put, words
from tests.corpus.sample import Sample, Times, merged, several, speakers
from tests.corpus.talk import Talk

Import = Callable[[Sample], Came]
Whole = tuple[Texts, Path, Mapping[Path, Sample], Sequence[ImportResult]]

TALK_NOT_YET = {
    "groups/name hyphen.txt": "`Name - text`: a turn with a dash of its own goes to the one before",
    "more/ukda.rtf": "`Interviewee` in the table above the talk is taken for a speaker",
    "pdf/browser columns.pdf": "labels in a column of their own, without a colon, are no labels",
    "pdf/typeset.pdf": "a word that is set with room between its letters is torn apart",
    "services/elan tabs.txt": "ELAN's table has no header row, and its columns are not known",
    "tables/column a speaker.docx": "a table with a column for each speaker comes in without speakers",
}
"""Files whose talk does not come in as it should, and why."""

DETAILS_NOT_YET = {
    "archive/oral history initials.txt": "`HB = Hanna Brandt` in the key doesn't make HB the interviewer",
    "languages/spanish cp1252.txt": "a date in Spanish is not read",
    "services/gotranscript.docx": "the file's name above the talk is lost",
}
"""Files that come in with the right talk, but not with all that is known about it."""


def each(not_yet: Mapping[str, str], *status: str, but: Collection[str] = ()) -> list[Any]:
    """Every file with one of these results, but for some; those in the list have to fail."""
    return [
        pytest.param(
            sample,
            id=path,
            marks=[pytest.mark.xfail(strict=True, reason=not_yet[path])] if path in not_yet else [],
        )
        for path, sample in SAMPLES.items()
        if sample.status in status and path not in but
    ]


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Import:
    """Imports a file, once for all tests."""
    return cache(lambda sample: come(tmp_path_factory.mktemp("corpus"), sample))


@pytest.mark.parametrize("sample", each(TALK_NOT_YET, "imported"))
def test_every_word_comes_in_and_stands_with_its_speaker(sample: Sample, imported: Import) -> None:
    came = imported(sample)
    assert [result.status for result in came.results] == ["imported"] * len(sample.talks)
    for want, have in zip(sample.talks, came.talks, strict=True):
        assert faults(words(want), words(have), sample.may) == []
        assert speakers(have) == speakers(want)
    assert [dict(result.speakers) for result in came.results] == [speakers(talk) for talk in sample.talks]
    assert [word for word in sample.hidden.split() if word in " ".join(came.texts)] == []


@pytest.mark.parametrize("sample", each(DETAILS_NOT_YET, "imported", but=TALK_NOT_YET))
def test_what_is_known_about_the_talk_comes_with_it(sample: Sample, imported: Import) -> None:
    came = imported(sample)
    read = {(result.format, result.preset, result.encoding) for result in came.results}
    assert read == {sample.read}
    assert came.interviewers == set(several(sample.ask))
    assert came.dates == {sample.date}
    assert absent(sample.head.split(), " ".join(came.heads)) == []
    assert [warning for warning in several(sample.warns) if warning not in came.warnings] == []
    for want, have in zip(sample.talks, came.talks, strict=True):
        assert right_times(merged(want), merged(have), sample.times)


def right_times(want: Talk, have: Talk, times: Times) -> bool:
    """Whether the turns have the times that they should have, within a second."""
    kept = [turn.at for turn in have if turn.at is not None]
    known = [turn.start for turn in want]
    if times == "exact":
        return len(have) == len(kept) and kept == pytest.approx(known, abs=1)
    if times == "some":
        return bool(kept) and all(any(abs(time - at) <= 1 for at in known) for time in kept)
    return times == "any" or not kept


@pytest.mark.parametrize("sample", each({}, "skipped", "failed"))
def test_a_file_without_talk_stays_out_with_a_reason(sample: Sample, imported: Import) -> None:
    (result,) = imported(sample).results
    assert result.status == sample.status
    assert sample.reason in result.reason
    assert result.staged is None


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Whole:
    """A study into which the folder of all files came in one go."""
    folder = tmp_path_factory.mktemp("whole")
    files = {put(folder / "files", sample): sample for sample in SAMPLES.values()}
    study = new_study(folder / "study")
    results = plan(study, folder / "files")
    commit(study, results)
    return study, folder / "files", files, results


def test_a_whole_folder_comes_in_at_once(whole: Whole) -> None:
    study, _, files, results = whole
    wanted = {path: sample for path, sample in files.items() if not path.name.startswith(".")}
    came = {Path(result.path): result.status for result in results}
    assert came == {path: sample.status for path, sample in wanted.items()}
    ids = [result.id for result in results if result.status == "imported"]
    assert len(ids) == sum(len(sample.talks) for sample in wanted.values() if sample.status == "imported")
    assert sorted(f"{own}.txt" for own in ids) == sorted(state(study))


def test_a_second_import_changes_nothing(whole: Whole) -> None:
    study, folder, _, results = whole
    before = state(study)
    again = plan(study, folder)
    commit(study, again)
    now = {"imported": "unchanged"}
    assert [result.status for result in again] == [now.get(one.status, one.status) for one in results]
    assert state(study) == before


def state(study: Texts) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (study.folder / study.settings.transcripts).iterdir()}
