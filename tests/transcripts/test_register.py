"""The register: every transcript of a folder, and the faults beside them."""

from __future__ import annotations

from pathlib import Path

from qualcode.errors import Fault
from qualcode.model import INTERVIEWER, Participant, Transcript
from qualcode.transcripts import parse_transcript
from qualcode.transcripts.register import read_register, speaker_faults


def interview(own: str, who: str = "P1") -> str:
    head = f"---\nid: {own}\nkind: interview\nspeakers: {{INT: interviewer, A: {who}}}\n---\n"
    return f"{head}\nINT: Hello?\n\nA: Hi.\n"


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")


def ids(transcripts: tuple[Transcript, ...]) -> list[str]:
    return [transcript.id for transcript in transcripts]


def test_transcripts_come_in_the_order_of_their_ids_not_of_their_files(tmp_path: Path) -> None:
    write(tmp_path, b=interview("I01"), a=interview("I03"), c=interview("I02"))
    transcripts, faults = read_register(tmp_path)
    assert ids(transcripts) == ["I01", "I02", "I03"]
    assert faults == []


def test_what_is_no_transcript_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, I01=interview("I01"))
    for name in (".hidden.txt", "~$I01.txt", "cases.csv", "notes.md"):
        (tmp_path / name).write_bytes(b"\0")
    transcripts, faults = read_register(tmp_path)
    assert ids(transcripts) == ["I01"]
    assert faults == []


def test_an_ending_in_capitals_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "I01.TXT").write_text(interview("I01"), "utf-8")
    assert ids(read_register(tmp_path)[0]) == ["I01"]


def test_an_id_used_by_two_files_is_a_fault_that_names_both(tmp_path: Path) -> None:
    write(tmp_path, first=interview("I01"), second=interview("I01"), third=interview("I02"))
    transcripts, faults = read_register(tmp_path, "talks")
    assert [str(fault) for fault in faults] == [
        "talks/second.txt: has the id 'I01' of talks/first.txt; give it an id of its own"
    ]
    assert [(entry.id, entry.place) for entry in transcripts] == [
        ("I01", "talks/first.txt"),
        ("I02", "talks/third.txt"),
    ]


def test_the_faults_of_all_files_are_found_and_the_others_still_read(tmp_path: Path) -> None:
    write(tmp_path, bad="no head", empty="", good=interview("I01"))
    (tmp_path / "folder.txt").mkdir()
    transcripts, faults = read_register(tmp_path, "talks")
    assert ids(transcripts) == ["I01"]
    assert [(fault.place, fault.problem) for fault in faults] == [
        ("talks/bad.txt:1", "has no head"),
        ("talks/empty.txt", "is empty"),
        ("talks/folder.txt", "is a folder, not a file"),
    ]


def test_a_folder_without_transcripts_has_none_and_no_fault(tmp_path: Path) -> None:
    assert read_register(tmp_path) == ((), [])


def test_a_folder_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    transcripts, (fault,) = read_register(tmp_path / "nowhere")
    assert transcripts == ()
    assert fault.place == str(tmp_path / "nowhere")
    assert "qualcode.toml" in fault.remedy


def test_every_speaker_must_be_a_known_participant_or_the_interviewer(tmp_path: Path) -> None:
    write(tmp_path, a=interview("I01", "P1"), b=interview("I02", "Anna"), c=interview("I03", INTERVIEWER))
    transcripts, _ = read_register(tmp_path, "talks")
    people = [Participant("P1"), Participant("Ana"), Participant("Zed")]
    assert speaker_faults(transcripts, people) == [
        Fault(
            "talks/b.txt",
            "the participant 'Anna' is unknown",
            "write 'Ana', or add a row to the table of participants",
        )
    ]


def test_known_speakers_are_no_fault(tmp_path: Path) -> None:
    write(tmp_path, a=interview("I01", "P1"))
    transcripts, _ = read_register(tmp_path)
    assert speaker_faults(transcripts, [Participant("P1")]) == []


def test_talk_before_the_first_speaker_is_a_fault() -> None:
    """It could be the interviewer's, and would be coded as nobody's."""
    head = "---\nid: A\nkind: interview\nspeakers: {INT: interviewer}\n---\n\n"
    early = parse_transcript(f"{head}Recorded at noon.\n\nINT: Why?\n", "a.txt")
    (fault,) = speaker_faults([early], [])
    assert str(fault).startswith(
        "a.txt: begins with talk before the first speaker; put a speaker in front of it"
    )
    assert speaker_faults([parse_transcript(f"{head}INT: Why?\n\nRecorded at noon.\n")], []) == []
