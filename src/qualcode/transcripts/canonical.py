"""Canonical transcript files: a YAML head, then `SPEAKER: text` paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from qualcode.anchors import body_hash, canonical, normal
from qualcode.errors import FaultsFound, refuse
from qualcode.files import read_text
from qualcode.model import INTERVIEWER, TRANSCRIPT_KINDS, Transcript, Turn
from qualcode.positions import Faults, compose, line_of, pairs, scalar

_HEAD = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = r"^[^\S\n]*\S.*"  # anchored, and blanks before all else: linear on a line of nothing but blanks
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*", re.MULTILINE)
_SPEAKER_LIKE = re.compile(r"\s*([A-Z][A-Z0-9]{0,15}|(?i:interviewer|moderator|facilitator)) ?:(?:\s|$)")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_REQUIRED = ("id", "kind")


def read_transcript(path: Path, place: str | None = None) -> Transcript:
    """Read a canonical transcript; raises `FaultsFound` with all faults of the file."""
    place = place or str(path)
    return parse_transcript(read_text(path, place=place), place)


def parse_transcript(text: str, place: str = "transcript") -> Transcript:
    """Read a canonical transcript from text; see `read_transcript`."""
    if not text.strip():
        refuse(place, "is empty", "put the text in, or take the file away")
    text = normal(text)
    match = _HEAD.match(text)
    if match is None:
        refuse(
            f"{place}:1",
            "has no head",
            "start with ---, lines such as `id: I01` and `kind: interview`, and ---",
        )
    faults = Faults(place)
    attributes, speakers = _head(match[1], place, faults)
    body, below = canonical(text[match.end() :]), text.count("\n", 0, match.end()) + 1
    first_line = below + _leading_lines(text[match.end() :])
    turns = tuple(_turns(body, speakers, faults, first_line))
    if not speakers and attributes.get("kind") != "document":
        _check_nobody_speaks(body, faults, first_line)
    if not body.strip():
        faults.add(below, "has a head but no text", "put the text below the head")
    if faults.found:
        raise FaultsFound(faults.found)
    own, kind = attributes.pop("id"), attributes.pop("kind")
    attributes.pop("note", None)  # says something about the file, not about the talk
    return Transcript(own, kind, body, turns, attributes, body_hash(body), place)


# --- the head -----------------------------------------------------------------------------


def _head(text: str, place: str, faults: Faults) -> tuple[dict[str, str], dict[str, str]]:
    """The attributes of the head and who each speaker is."""
    root = compose("\n" + text, place)
    attributes: dict[str, str] = {}
    speakers: dict[str, str] = {}
    for key, line, value in pairs(root, faults, "the head"):
        if key == "speakers":
            speakers = {
                name: scalar(who, faults, "a speaker") for name, _, who in pairs(value, faults, "`speakers`")
            }
        else:
            attributes[key] = scalar(value, faults, f"`{key}`")
            _check_attribute(key, attributes[key], line, faults)
    for key in _REQUIRED:
        if key not in attributes:
            faults.add(line_of(root), f"the head has no `{key}`", f"add a line `{key}: …`")
    return attributes, speakers


def _check_attribute(key: str, value: str, line: int, faults: Faults) -> None:
    if key == "kind" and value and value not in TRANSCRIPT_KINDS:
        faults.unknown(line, "kind", value, TRANSCRIPT_KINDS)
    if key == "id" and value and not _ID.fullmatch(value):
        faults.add(line, f"the id {value!r} cannot be used", "write letters, digits, _ . - only")
    if key == "date" and value and not _is_date(value):
        faults.add(line, f"the date {value!r} is none", "write it as 2021-03-15")


def _is_date(text: str) -> bool:
    try:
        return len(text) == 10 and bool(date.fromisoformat(text))
    except ValueError:
        return False


# --- the body -----------------------------------------------------------------------------


def _leading_lines(text: str) -> int:
    """Number of blank lines at the start of a text."""
    return text[: len(text) - len(text.lstrip())].count("\n")


def _turns(body: str, speakers: Mapping[str, str], faults: Faults, line: int) -> Iterator[Turn]:
    """Turns in order; paragraphs without a speaker go on with the turn before them.

    Where the head names no speakers (a document), every paragraph is a turn. `line` is the body's first.
    """
    speaker: str | None = None
    paragraphs: list[tuple[int, int]] = []
    behind = 0
    for match in _PARAGRAPH.finditer(body):
        named, start = _speaker(match[0], speakers)
        line += body.count("\n", behind, match.start())
        _check_speakers(match[0], speakers, faults, line)
        if paragraphs and (named is not None or not speakers):
            yield _turn(paragraphs, speaker, speakers)
            paragraphs = []
        speaker = speaker if named is None else named
        behind = match.start()
        start, end = behind + start, behind + len(match[0].rstrip())
        if start < end:  # a name without words behind it is no talk
            paragraphs.append((start, end))
    if paragraphs:
        yield _turn(paragraphs, speaker, speakers)


def _speaker(paragraph: str, speakers: Mapping[str, str]) -> tuple[str | None, int]:
    """The speaker in front of a paragraph and where the words start; a colon inside speech names none."""
    name, colon, rest = paragraph.partition(":")
    known = {speaker.casefold(): speaker for speaker in speakers}
    if colon and name.strip().casefold() in known:
        return known[name.strip().casefold()], len(paragraph) - len(rest.lstrip())
    return None, len(paragraph) - len(paragraph.lstrip())


def _check_speakers(paragraph: str, speakers: Mapping[str, str], faults: Faults, first_line: int) -> None:
    """Note an unknown speaker, and a known one who is hidden inside the paragraph of another."""
    for line, text in enumerate(paragraph.split("\n"), start=first_line):
        named, _ = _speaker(text, speakers)
        unknown = _SPEAKER_LIKE.match(text)
        if line > first_line and named is not None:
            faults.add(line, f"{named!r} begins inside a paragraph", "put a blank line before each speaker")
        elif line == first_line and named is None and speakers and unknown:
            # the nearest name is no advice here: it would put words into somebody else's mouth
            remedy = f"add it to `speakers` in the head, or write one of: {', '.join(speakers)}"
            faults.add(line, f"unknown speaker {unknown[1]!r}", remedy)


def _check_nobody_speaks(body: str, faults: Faults, first_line: int) -> None:
    """Note what looks like a speaker in talk whose head names none: it would count as nobody's."""
    for match in _PARAGRAPH.finditer(body):
        named = _SPEAKER_LIKE.match(match[0])
        if named:
            line = first_line + body.count("\n", 0, match.start())
            remedy = f"add `speakers:` and below it `  {named[1]}: interviewer` or the id of a participant"
            faults.add(line, f"{named[1]!r} looks like a speaker, but the head names none", remedy)
            return


def _turn(paragraphs: list[tuple[int, int]], speaker: str | None, speakers: Mapping[str, str]) -> Turn:
    who = speakers.get(speaker) if speaker is not None else None
    if who is not None and who.casefold() == INTERVIEWER:
        who = INTERVIEWER
    return Turn(paragraphs[0][0], paragraphs[-1][1], speaker, who, tuple(paragraphs))
