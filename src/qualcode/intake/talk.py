"""What was said, by whom and when, as a preset reads it off a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

UNLABELLED = "UNLABELLED"
PREAMBLE_WORDS = 200
PREAMBLE_SHARE = 0.2

_INVISIBLE = dict.fromkeys([*range(0x20), 0x7F, *range(0x80, 0xA0), 0xFFFE, 0xFFFF], " ")
_NOTHING: dict[int, str | None] = dict.fromkeys([0xAD, 0x200B, 0x2060, 0xFEFF])
_TIDY: Mapping[int, str | None] = {**_INVISIBLE, **_NOTHING}


def tidy(text: str) -> str:
    """A text on one line: single blanks, no control characters, nothing invisible."""
    if text.isascii() and text.isprintable():
        if "  " not in text and text[:1] != " " and text[-1:] != " ":
            return text
    else:
        text = text.translate(_TIDY)
    return " ".join(text.split())


@dataclass(slots=True)
class TalkParagraph:
    """One paragraph of talk. `label` is the speaker's as the file writes it, "" where it goes on."""

    label: str
    text: str
    time: float | None = None


@dataclass(slots=True)
class Talk:
    """A document as talk.

    Attributes:
        preset: the way it was read.
        said: paragraphs in order; the first of each turn carries the label.
        preamble: lines before the first speaker: titles, legends, dates.
        roles: who is who by the file's own legend: label → ``interviewer`` or ``participant``.
        aliases: drifted labels → the label they were taken for.
        left_out: what was not taken over, as in `Document`.
        notes: sentences on what is suspicious; no words of the talk.
    """

    preset: str
    said: list[TalkParagraph] = field(default_factory=list)
    preamble: list[str] = field(default_factory=list)
    roles: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)

    @property
    def labels(self) -> tuple[str, ...]:
        """The speakers' labels in order of appearance."""
        return tuple(dict.fromkeys(entry.label for entry in self.said if entry.label))


@dataclass(slots=True)
class TurnDraft:
    """One speaker's uninterrupted talk: its paragraphs, each with its time stamp or None."""

    label: str
    paragraphs: list[tuple[float | None, str]]


def turns_of(said: Iterable[TalkParagraph], *, spoken: bool) -> Iterator[TurnDraft]:
    """Turns in order: what one speaker says until another speaks, whatever the file cut it into.

    Where nobody is named (`spoken` false), every paragraph is a turn.
    """
    turn: TurnDraft | None = None
    for entry in said:
        if not entry.text:
            continue
        if turn is None or not spoken or (entry.label and entry.label != turn.label):
            if turn is not None:
                yield turn
            turn = TurnDraft(entry.label, [])
        turn.paragraphs.append((entry.time, entry.text))
    if turn is not None:
        yield turn


def _filled(talk: Talk) -> Iterator[TalkParagraph]:
    """The paragraphs that hold words; a label alone belongs to the talk that follows it, or is counted."""
    waiting: TalkParagraph | None = None
    for entry in talk.said:
        if waiting is not None and entry.label:
            talk.left_out["label without talk"] += 1
            waiting = None
        if not entry.text:
            waiting = entry if entry.label else waiting
        elif waiting is not None:
            yield TalkParagraph(waiting.label, entry.text, waiting.time if entry.time is None else entry.time)
            waiting = None
        else:
            yield entry
    if waiting is not None:
        talk.left_out["label without talk"] += 1


def settle_beginning(talk: Talk) -> None:
    """Talk before the first speaker: a short one is the preamble, a long one a speaker without a name."""
    talk.said = list(_filled(talk))
    first = next((number for number, entry in enumerate(talk.said) if entry.label), len(talk.said))
    if not 0 < first < len(talk.said):
        return
    words = [len(entry.text.split()) for entry in talk.said]
    before = sum(words[:first])
    if before <= max(PREAMBLE_WORDS, PREAMBLE_SHARE * sum(words)):
        talk.preamble.extend(entry.text for entry in talk.said[:first])
        del talk.said[:first]
        return
    talk.said[0].label = UNLABELLED
    talk.notes.append(f"{before} words before the first speaker are given to {UNLABELLED}")
