"""Captions: Zoom's `Name: text`, Teams' `<v Name>`, Whisper's bare sentences; cues become paragraphs.

A program cuts a sentence into several cues: cues of one speaker are joined, and a paragraph ends with a
sentence that is followed by a pause, or where it is long enough.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from qualcode.anchors import normal
from qualcode.documents import Cue
from qualcode.intake.aliases import drifted
from qualcode.intake.labels import Labelled, labelled
from qualcode.intake.lines import TalkDocument
from qualcode.intake.speakers import speakers_among
from qualcode.intake.talk import Talk, TalkParagraph, tidy

_SIGNS = 5  # a sentence's last sign and the quotes and brackets behind it
PAUSE = 2.0
LONG = 250
ENDLESS = 1000
_NUMBERED = re.compile(r"SPEAKER_\d+")
_ENDS = re.compile(r"[.?!…。！？؟][\"'”’»)\]]*$")


def read(page: TalkDocument, declared: frozenset[str], *, labels: bool = True) -> Talk | None:
    """Fits whatever has cues."""
    cues = [block for block in page.document.blocks if isinstance(block, Cue)]
    if not cues:
        return None
    voiced = any(cue.speaker for cue in cues)
    found = [labelled(normal(cue.text)) if labels and not cue.speaker else None for cue in cues]
    speakers = _speakers([entry for entry in found if entry], declared)
    slips = _slips([entry for entry in found if entry], speakers)
    preset = _preset(page.document.format, speakers.values(), voiced=voiced)
    written = {entry.key: entry.name for entry in found if entry}
    talk = Talk(preset, aliases={written[slip]: speakers[key] for slip, key in slips.items()})
    end: float | None = None
    for cue, entry in zip(cues, found, strict=True):
        name, text = cue.speaker, cue.text
        if entry is not None:
            key = slips.get(entry.key, entry.key)
            name, text = (speakers[key], entry.rest) if key in speakers else ("", cue.text)
        _add(
            talk.said,
            TalkParagraph(tidy(name), tidy(text), max(cue.start or 0.0, 0.0)),
            end,
            spoken=bool(voiced or speakers),
        )
        end = cue.end
    return talk


def _preset(format_: str, speakers: Collection[str], *, voiced: bool) -> str:
    if voiced:
        return "teams"
    if not speakers or all(_NUMBERED.fullmatch(name) for name in speakers):
        return "whisper"
    return "zoom" if format_ == "vtt" else "plain"


def _speakers(found: Sequence[Labelled], declared: frozenset[str]) -> dict[str, str]:
    """The labels in front of cues; programs leave them out where somebody goes on, so few cues have one."""
    return speakers_among(found, len(found), declared)


def _slips(found: Sequence[Labelled], speakers: dict[str, str]) -> dict[str, str]:
    counts = Counter(entry.key for entry in found)
    return drifted(counts, {key: counts[key] for key in speakers})


def _add(said: list[TalkParagraph], cue: TalkParagraph, end: float | None, *, spoken: bool) -> None:
    """Put a cue behind the talk so far: into its last paragraph or as a new one."""
    last = said[-1] if said else None
    goes_on = last is not None and (not cue.label or cue.label == _speaker(said)) and cue.text
    if last is None or not goes_on:
        said.append(cue)
        return
    pause = end is not None and cue.time is not None and cue.time - end >= PAUSE
    ended = _ENDS.search(last.text[-_SIGNS:]) is not None and (pause or len(last.text) >= LONG)
    if ended or len(last.text) >= ENDLESS:  # automatic captions may have no full stop at all
        said.append(TalkParagraph("" if spoken else cue.label, cue.text, cue.time))
    else:
        last.text = f"{last.text} {cue.text}".lstrip()  # a name may be all that a cue holds


def _speaker(said: Sequence[TalkParagraph]) -> str:
    return next((entry.label for entry in reversed(said) if entry.label), "")
