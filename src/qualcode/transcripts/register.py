"""The register of transcripts: every file of the folder, checked against the participants."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from qualcode.errors import Fault, FaultsFound
from qualcode.model import INTERVIEWER, Participant, Transcript
from qualcode.positions import nearest
from qualcode.transcripts.canonical import read_transcript

SUFFIX = ".txt"


def read_register(folder: Path, place: str | None = None) -> tuple[tuple[Transcript, ...], list[Fault]]:
    """Read all transcripts of a folder, in order of their ids; returns the faults beside them.

    Hidden files and office lock files (`~$…`) are passed over.
    """
    place = place or str(folder)
    if not folder.is_dir():
        return (), [
            Fault(
                place, "is not a folder of transcripts", "make it, or correct `transcripts` in qualcode.toml"
            )
        ]
    faults: list[Fault] = []
    found: dict[str, Transcript] = {}
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() != SUFFIX or path.name.startswith((".", "~$")):
            continue
        try:
            transcript = read_transcript(path, f"{place}/{path.name}")
        except FaultsFound as error:
            faults.extend(error.faults)
            continue
        if transcript.id in found:
            other = found[transcript.id].place
            faults.append(
                Fault(
                    transcript.place, f"has the id {transcript.id!r} of {other}", "give it an id of its own"
                )
            )
        found.setdefault(transcript.id, transcript)
    return tuple(found[name] for name in sorted(found)), faults


def speaker_faults(transcripts: Iterable[Transcript], participants: Sequence[Participant]) -> list[Fault]:
    """Faults for speakers who are neither the interviewer nor known, and for talk before any speaker."""
    known = [participant.id for participant in participants]
    unknown = [
        Fault(
            transcript.place,
            f"the participant {who!r} is unknown",
            f"{nearest(who, [*known, INTERVIEWER])}, or add a row to the table of participants",
        )
        for transcript in transcripts
        for who in transcript.participants
        if who not in known
    ]
    return unknown + [
        Fault(
            transcript.place,
            "begins with talk before the first speaker",
            "put a speaker in front of it: talk that is nobody's would be coded",
        )
        for transcript in transcripts
        if transcript.turns
        and transcript.turns[0].speaker is None
        and any(turn.speaker for turn in transcript.turns)
    ]
