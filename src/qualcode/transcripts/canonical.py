"""Canonical transcript files: a YAML head, then `SPEAKER: text` paragraphs.

A time stamp may stand in front of any of them: `[00:03:29] SPEAKER: text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from qualcode.anchors import body_hash, canonical, normal
from qualcode.errors import FaultsFound, refuse
from qualcode.files import read_text
from qualcode.model import ID, INTERVIEWER, TRANSCRIPT_KINDS, Transcript, Turn
from qualcode.positions import Faults, compose, line_of, pairs, scalar

_HEAD = re.compile(r"---[ \t]*\n(.*?\n)---[ \t]*(?:\n|\Z)", re.DOTALL)
_LINE = r"^[^\S\n]*\S.*"  # anchored, and blanks before all else: linear on a line of nothing but blanks
_PARAGRAPH = re.compile(rf"{_LINE}(?:\n{_LINE})*", re.MULTILINE)
_SPEAKER_LIKE = re.compile(r"\s*([A-Z][A-Z0-9]{0,15}|(?i:interviewer|moderator|facilitator)) ?:(?:\s|$)")
_STAMP = re.compile(r"\s*\[(\d{1,3}:\d{2}:\d{2}(?:\.\d{1,3})?)\][^\S\n]*")
LONGEST_NAME = 100
_REQUIRED = ("id", "kind")
ABOUT_FILE = ("note", "source", "imported", "preamble")
"""Keys of the head that say something about the file, not about the talk: no attributes."""


def read_transcript(path: Path, place: str | None = None) -> Transcript:
    """Read a canonical transcript; raises `FaultsFound` with all faults of the file."""
    place = place or str(path)
    return parse_transcript(read_text(path, place=place), place)


def parse_transcript(text: str, place: str = "transcript") -> Transcript:
    """Read a canonical transcript from text; see `read_transcript`."""
    text = normal(text)
    head, start = _parted(text, place)
    faults = Faults(place)
    attributes, speakers = _head(head, place, faults)
    body, below = canonical(text[start:]), text.count("\n", 0, start) + 1
    first_line = below + _leading_lines(text[start:])
    turns = tuple(_turns(body, speakers, faults, first_line))
    if not speakers and attributes.get("kind") != "document":
        _check_nobody_speaks(body, faults, first_line)
    if not body.strip():
        faults.add(below, "has a head but no text", "put the text below the head")
    if faults.found:
        raise FaultsFound(faults.found)
    own, kind = attributes.pop("id"), attributes.pop("kind")
    for key in ABOUT_FILE:
        attributes.pop(key, None)
    return Transcript(own, kind, body, turns, attributes, body_hash(body), place)


def read_head(path: Path, place: str) -> tuple[dict[str, str], dict[str, str]]:
    """The attributes in a transcript's head, those about the file among them, and who each speaker is.

    Takes no look at the text below it; raises `FaultsFound` for a faulty head.
    """
    faults = Faults(place)
    found = _head(_parted(normal(read_text(path, place=place)), place)[0], place, faults)
    if faults.found:
        raise FaultsFound(faults.found)
    return found


def _parted(text: str, place: str) -> tuple[str, int]:
    """The head of a file and where its body starts."""
    if not text.strip():
        refuse(place, "is empty", "put the text in, or take the file away")
    match = _HEAD.match(text)
    if match is None:
        remedy = (
            "start with ---, lines such as `id: I01` and `kind: interview`, and ---; or `qualcode import` it"
        )
        refuse(f"{place}:1", "has no head", remedy)
    return match[1], match.end()


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
    if key == "id" and value and not ID.fullmatch(value):
        faults.add(line, f"the id {value!r} cannot be used", "write letters, digits, _ . - only")
    if key == "date" and value and not is_date(value):
        faults.add(line, f"the date {value!r} is none", "write it as 2021-03-15")


def is_date(text: str) -> bool:
    """Whether a text is a day such as `2021-03-15`."""
    try:
        return len(text) == 10 and text[7] == "-" and bool(date.fromisoformat(text))
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
    known = {speaker.casefold(): speaker for speaker in speakers}
    speaker: str | None = None
    time = ""
    paragraphs: list[tuple[int, int]] = []
    behind = 0
    for match in _PARAGRAPH.finditer(body):
        stamp, named, start = _opening(match[0], known)
        line += body.count("\n", behind, match.start())
        _check_speakers(match[0], known, faults, line)
        if paragraphs and (named is not None or not speakers):
            yield _turn(paragraphs, speaker, speakers, time)
            paragraphs = []
        if not paragraphs:
            time = stamp
        speaker = speaker if named is None else named
        behind = match.start()
        start, end = behind + start, behind + len(match[0].rstrip())
        if start < end:  # a name without words behind it is no talk
            paragraphs.append((start, end))
    if paragraphs:
        yield _turn(paragraphs, speaker, speakers, time)


def _opening(paragraph: str, known: Mapping[str, str]) -> tuple[str, str | None, int]:
    """Time stamp and speaker in front of a paragraph and where the words start.

    `known` are the speakers by their case-folded names; a colon inside speech names none.
    """
    stamp = _STAMP.match(paragraph)
    after = stamp.end() if stamp else 0
    colon = paragraph.find(":", after, after + LONGEST_NAME)
    named = known.get(paragraph[after:colon].strip().casefold()) if colon > 0 else None
    start = colon + 1 if named is not None else after
    while start < len(paragraph) and paragraph[start].isspace():
        start += 1
    return stamp[1] if stamp else "", named, start


def _check_speakers(paragraph: str, known: Mapping[str, str], faults: Faults, first_line: int) -> None:
    """Note an unknown speaker, and a known one who is hidden inside the paragraph of another."""
    for line, text in enumerate(paragraph.split("\n"), start=first_line):
        if ":" not in text:
            continue
        _, named, start = _opening(text, known)
        unknown = _SPEAKER_LIKE.match(text, start)
        if line > first_line and named is not None:
            faults.add(line, f"{named!r} begins inside a paragraph", "put a blank line before each speaker")
        elif line == first_line and named is None and known and unknown:
            # the nearest name is no advice here: it would put words into somebody else's mouth
            remedy = f"add it to `speakers` in the head, or write one of: {', '.join(known.values())}"
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


def _turn(
    paragraphs: list[tuple[int, int]], speaker: str | None, speakers: Mapping[str, str], time: str
) -> Turn:
    who = speakers.get(speaker) if speaker is not None else None
    if who is not None and who.casefold() == INTERVIEWER:
        who = INTERVIEWER
    return Turn(paragraphs[0][0], paragraphs[-1][1], speaker, who, tuple(paragraphs), time)
