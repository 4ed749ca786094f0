"""Tallies counted a second time, with loops and sets: no pandas, nothing of `qualcode.analysis`."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

from qualcode import Study
from qualcode.anchors import word_starts
from qualcode.model import Transcript, UnitKind
from qualcode.transcripts import units_of

Spans = tuple[tuple[int, int], ...]


class Piece(NamedTuple):
    """A coding, as far as counting goes."""

    transcript: str
    participant: str
    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Voice:
    """Somebody speaking in a transcript: where the words start, and the units."""

    transcript: str
    participant: str
    case: str
    attributes: Mapping[str, str]
    words: tuple[int, ...]
    units: Spans

    @property
    def key(self) -> tuple[str, str]:
        return self.transcript, self.participant


# --- counting -----------------------------------------------------------------------------


def out_of(voices: Iterable[Voice], what: str) -> int:
    """N of a group of voices."""
    members = list(voices)
    if what == "words":
        return sum(len(voice.words) for voice in members)
    if what == "codings":
        return sum(len(voice.units) for voice in members)
    names = {"transcripts": "transcript", "participants": "participant", "cases": "case"}
    return len({getattr(voice, names[what]) for voice in members} - {""})


def counted(pieces: Iterable[Piece], voices: Sequence[Voice], codes: Collection[str], what: str) -> int:
    """How much of a group of voices has one of the codes."""
    members = {voice.key: voice for voice in voices}
    found: set[object] = set()
    for piece in pieces:
        voice = members.get((piece.transcript, piece.participant))
        if voice is None or piece.code not in codes:
            continue
        if what == "words":
            found |= {(piece.transcript, word) for word in voice.words if piece.start <= word < piece.end}
        elif what == "codings":
            found.add((piece.transcript, piece.start, piece.end))
        else:
            who = {"transcripts": piece.transcript, "participants": piece.participant, "cases": voice.case}
            found.add(who[what])
    return len(found - {""})


def units_with(pieces: Iterable[Piece], voices: Sequence[Voice], codes: Collection[str]) -> set[object]:
    """The units that share a code point with a coding of one of the codes."""
    members = {voice.key: voice for voice in voices}
    found: set[object] = set()
    for piece in pieces:
        voice = members.get((piece.transcript, piece.participant))
        if voice is not None and piece.code in codes:
            found |= {
                (piece.transcript, start)
                for start, end in voice.units
                if max(start, piece.start) < min(end, piece.end)
            }
    return found


# --- the sample study, read from its files ------------------------------------------------
#
# Once, as dozens of tests ask for the same; what is returned is shared and not to be changed.


def pieces_of(study: Study) -> list[Piece]:
    """The rule codings of a study."""
    return [
        Piece(
            coding.segment.transcript,
            coding.participant or "",
            coding.segment.start,
            coding.segment.end,
            coding.code,
        )
        for coding in study.suggestions.codings()
    ]


@cache
def mixed_pieces(study: Study, kind: UnitKind = "sentence") -> tuple[list[Piece], list[Piece]]:
    """The codings that count by default, as made and in units: people's finished work, else the rules'.

    In the sample all have finished the same transcripts, so the first by name counts; no consensus there.
    """
    who = {name: min(coders) for name, coders in study.log.finished.items()}
    topics = {code.id for code in study.codebook if code.kind == "topic"}
    by_hand = [
        coding for coding in study.log.hand_codings if who.get(coding.segment.transcript) == coding.coder
    ]
    asked = {coding.segment.transcript for coding in by_hand if coding.code in topics}
    made = [
        piece
        for piece in pieces_of(study)
        if piece.transcript not in who or (piece.code in topics and piece.transcript not in asked)
    ]
    units = list(made)
    for coding in by_hand:
        place, speaker = coding.segment, coding.participant or ""
        made.append(Piece(place.transcript, speaker, place.start, place.end, coding.code))
    texts = {transcript.id: transcript for transcript in study.transcripts}
    for name in asked:
        made.extend(_inherited(texts[name], [piece for piece in made if piece.transcript == name], topics))
    for piece in made[len(units) :]:
        text = texts[piece.transcript]
        for unit in units_of(text, kind):
            shared = text.body[max(piece.start, unit.start) : max(piece.start, min(piece.end, unit.end))]
            if any(sign.isalnum() for sign in shared):
                units.append(piece._replace(start=unit.start, end=unit.end))
    return made, units


def _inherited(text: Transcript, pieces: Sequence[Piece], topics: Collection[str]) -> Iterable[Piece]:
    """What answers have from questions: a question with topics ends what was asked before."""
    current: set[str] = set()
    for turn in text.turns:
        if turn.participant == "interviewer":
            inside = {piece.code for piece in pieces if turn.start <= piece.start < turn.end}
            current = inside & set(topics) or current
            continue
        for unit in units_of(text, "sentence"):
            if turn.start <= unit.start < turn.end:
                yield from (
                    Piece(text.id, turn.participant or "", unit.start, unit.end, code) for code in current
                )


@cache
def read_codes(path: Path) -> dict[str, dict[str, set[str]]]:
    """Codes by level; for each of them itself and all codes below it."""
    levels: dict[str, dict[str, set[str]]] = {
        name: {} for name in ("themes", "subthemes", "flags", "topics", "all")
    }

    def walk(entry: Mapping[str, object], kind: str, *, top: bool) -> set[str]:
        own = str(entry["id"])
        members = {own}
        level = f"{kind}s" if top or kind != "theme" else "subthemes"
        levels[level][own] = levels["all"][own] = members  # noted before the children, in the file's order
        children = entry.get("children", [])
        assert isinstance(children, list)
        for child in children:
            members |= walk(child, kind, top=False)
        return members

    for code in yaml.safe_load(path.read_text("utf-8"))["codes"]:
        walk(code, code.get("kind", "theme"), top=True)
    return levels


@cache
def read_voices(study: Study, unit: UnitKind = "sentence") -> list[Voice]:
    """Who speaks in which transcript of the sample study, with the attributes of all three."""
    folder = study.folder / "transcripts_sample"
    cases = _rows(folder / "cases.csv")
    whose = {name: row for row in cases for name in [row["state"], *filter(None, row["aliases"].split(";"))]}
    who = {row["participant"]: row for row in _rows(folder / "participants.csv")}
    cuts = {transcript.id: units_of(transcript, unit) for transcript in study.transcripts}
    voices = []
    for path in sorted(folder.glob("*.txt")):
        _, head, text = path.read_text("utf-8").split("---\n", 2)
        told = yaml.safe_load(head)
        for participant, spans in _talk(text.strip("\n"), told.get("speakers", {})).items():
            person = who.get(participant, {})
            case = whose.get(person.get("state", ""), {})
            voices.append(
                Voice(
                    told["id"],
                    participant,
                    case.get("state", ""),
                    {
                        "kind": told["kind"],
                        "participant.kind": person.get("kind", ""),
                        "role": person.get("role", ""),
                        **{name: case.get(name, "") for name in ("category", "region", "framework")},
                    },
                    _words(text.strip("\n"), spans),
                    tuple(
                        (cut.start, cut.end)
                        for cut in cuts[told["id"]]
                        if (cut.participant or "") == participant
                    ),
                )
            )
    return voices


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def _talk(body: str, speakers: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """The paragraphs of everybody but the interviewer; a paragraph without a name goes on with the last."""
    talk: dict[str, list[tuple[int, int]]] = {}
    position, speaking = 0, ""
    for paragraph in body.split("\n\n"):
        name, colon, _ = paragraph.partition(": ")
        named = bool(colon) and name in speakers
        if named:
            speaking = speakers[name]
        if speaking != "interviewer":
            start = position + len(name) + 2 if named else position
            talk.setdefault(speaking, []).append((start, position + len(paragraph)))
        position += len(paragraph) + 2
    return talk


def _words(body: str, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    return tuple(start + offset for start, end in spans for offset in word_starts(body[start:end]))
