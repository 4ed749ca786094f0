"""How programs write talk down: one module a preset, tried in turn until one fits."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from qualcode.documents import Document
from qualcode.errors import refuse
from qualcode.intake.lines import TalkDocument, mostly_tables
from qualcode.intake.presets import captions, heads, none, plain, table, teams
from qualcode.intake.talk import Talk, settle_beginning

Read = Callable[[TalkDocument, frozenset[str]], Talk | None]


def _nobody(page: TalkDocument) -> Talk:
    """Captions without their voices, or every paragraph for itself."""
    found = captions.read(page, frozenset(), labels=False)
    if found is None:
        return none.read(page)
    found.preset = "none"
    for entry in found.said:
        entry.label = ""
    return found


_IN_TURN: tuple[Read, ...] = (
    captions.read,
    table.read,
    teams.read,
    heads.word,
    heads.otter,
    plain.read,
    none.read,
)
_BY_NAME: Mapping[str, Read] = {
    "teams": lambda page, declared: captions.read(page, declared) or teams.read(page, declared),
    "word": heads.word,
    "zoom": captions.read,
    "otter": heads.otter,
    "whisper": lambda page, _: captions.read(page, frozenset(), labels=False) or none.read(page),
    "plain": lambda page, declared: captions.read(page, declared) or plain.read(page, declared),
    "table": table.read,
    "none": lambda page, _: _nobody(page),
}
PRESETS = tuple(_BY_NAME)


@dataclass(frozen=True, slots=True)
class TalkOptions:
    """How to read: a preset ("" to find it), and the labels that the user says are speakers."""

    preset: str = ""
    declared: frozenset[str] = field(default_factory=frozenset)


def talk_of(document: Document, reading: TalkOptions, place: str) -> Talk:
    """Who says what in a document; raises `FaultsFound` where a preset that was asked for doesn't fit."""
    page = TalkDocument(document)
    if reading.preset:
        found = _BY_NAME[reading.preset](page, reading.declared)
        if found is None:
            refuse(
                place, f"is not written as {reading.preset!r} has it", "leave --preset out, or name another"
            )
    else:
        found = next(talk for read in _IN_TURN if (talk := read(page, reading.declared)) is not None)
    if found.preset == "plain" and mostly_tables(document):
        found.preset = "table"
    settle_beginning(found)
    found.left_out.update(document.left_out)
    found.notes.extend(document.notes)
    return found
