"""Participants held to the transcripts: who has no row, who says nothing, what contradicts a head."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qualcode.model import Transcript
from qualcode.transcripts.attributes.attribute_rows import AttributeRow, AttributeRows

SHOWN = 12


def strangers(new: AttributeRows, ids: Iterable[str], transcripts: Sequence[Transcript]) -> Iterator[str]:
    """Ids that nobody in the transcripts has, and speakers without a row in the new table (`ids`)."""
    if not transcripts:
        yield "The study has no transcripts yet; ids could not be held to their speakers."
        return
    speakers = dict.fromkeys(who for transcript in transcripts for who in transcript.participants)
    names = {transcript.id.casefold() for transcript in transcripts}
    silent = dict.fromkeys(row.id for row in new.rows if row.id not in speakers)
    by_file = [own for own in silent if own.casefold() in names]
    if by_file:
        yield f"{_listed(by_file)}: ids of transcripts, not of speakers in them."
    nobody = [own for own in silent if own.casefold() not in names]
    if nobody:
        yield f"{_listed(nobody)}: speak in no transcript."
    have = set(ids)
    without = [who for who in speakers if who not in have]
    if without:
        yield f"{_listed(without)}: speak in a transcript and have no row."


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return f"{', '.join(names[:SHOWN])}{more}"


def contradictions(new: AttributeRows, transcripts: Sequence[Transcript]) -> Iterator[str]:
    """Values that differ from the head of the participant's only transcript, or of the one with their id."""
    by_id = {transcript.id.casefold(): transcript for transcript in transcripts}
    spoken: dict[str, list[Transcript]] = {}
    for transcript in transcripts:
        for who in transcript.participants:
            spoken.setdefault(who, []).append(transcript)
    for row in {row.id: row for row in reversed(new.rows)}.values():
        of = spoken.get(row.id, [])
        head = of[0] if len(of) == 1 else by_id.get(row.id.casefold())
        if head is not None:
            yield from _against(row, head)


def _against(row: AttributeRow, transcript: Transcript) -> Iterator[str]:
    for name, value in row.values.items():
        key = "date" if _is_date_of_talk(name) else name
        stated = transcript.attributes.get(key, "")
        if stated and stated.casefold() != value.casefold():
            yield f"{row.id} (row {row.number}): {name} is {value}, but {stated} in {transcript.id}."


def _is_date_of_talk(name: str) -> bool:
    return name == "date" or ("date" in name and "interview" in name)
