"""The account of a table: every coding in the logs, counted or left out for one stated reason. Pure.

Its unit is the coding that holds once the logs are folded, and the line that cannot be read. The reasons
stand in an order, and the first that applies is the one: so the parts sum to the whole, whatever the logs
hold.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from qualcode.analysis.layers import Layers
from qualcode.errors import Fault
from qualcode.journal import PlacedCoding

Reason = Literal["damaged", "transcript", "place", "code", "layer", "unfinished", "filter", "not_asked"]
REASONS: tuple[Reason, ...] = get_args(Reason)
CHOSEN: frozenset[Reason] = frozenset({"layer", "filter", "not_asked"})
"""Reasons that whoever asked for the table has chosen; the others are told beside every number."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What a table shows, as far as it decides which codings it counts.

    Attributes:
        transcripts: ids of those that the study has.
        codes: ids of the codes that the codebook has; `asked` are those that the table counts.
        topics: those of the codes that are applied to questions and hold for the answers.
        counting: transcript and coder where that coder's work counts.
        unfinished: transcript and coder where it would, but for a mark as done.
        voices: transcript and participant of those who pass the filter.
    """

    transcripts: Collection[str]
    codes: Collection[str]
    asked: Collection[str]
    topics: Collection[str]
    counting: Collection[tuple[str, str]]
    unfinished: Collection[tuple[str, str]]
    voices: Collection[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class AccountLine:
    """Codings of a coder, left out for one reason; `about` is the code, transcript or file.

    `lines` are the ids of the codings, or, of what cannot be read, the places in the logs.
    """

    reason: Reason
    coder: str
    about: str
    lines: tuple[str, ...]

    @property
    def n(self) -> int:
        """How many they are."""
        return len(self.lines)

    def as_data(self) -> dict[str, Any]:
        """As plain data, for JSON."""
        about = {"reason": self.reason, "coder": self.coder, "about": self.about}
        return {**about, "n": self.n, "lines": list(self.lines)}


@dataclass(frozen=True, slots=True)
class Account:
    """What a table counts of all that is coded.

    `coders` has how many codings each coder has; `tied` in how many transcripts only the oldest mark as done
    decided whose work counts, and between whom.
    """

    total: int
    counted: int
    coders: Mapping[str, int]
    lines: tuple[AccountLine, ...]
    tied: tuple[int, tuple[str, ...]] = (0, ())

    def left_out(self, reason: Reason) -> int:
        """How many are left out for a reason."""
        return sum(line.n for line in self.lines if line.reason == reason)

    def as_data(self) -> dict[str, Any]:
        """The account as plain data."""
        left_out = {reason: self.left_out(reason) for reason in REASONS}
        return {"total": self.total, "counted": self.counted, "left_out": left_out}

    def beside(self) -> dict[str, Any]:
        """What every `--json` carries beside its figures."""
        transcripts, coders = self.tied
        return {"account": self.as_data(), "tied": {"transcripts": transcripts, "coders": list(coders)}}

    def unnamed(self) -> Account:
        """The same without a transcript's name or the id of a coding: for what may leave the team."""
        left: dict[tuple[Reason, str, str], int] = defaultdict(int)
        for line in self.lines:
            left[line.reason, line.coder, line.about if line.reason in _OF_CODES else ""] += line.n
        lines = (AccountLine(*key, ("",) * n) for key, n in left.items())
        return replace(self, lines=tuple(lines))

    def in_words(self) -> list[str]:
        """A sentence for all that is left out though nobody asked for that; none where there is nothing."""
        told = [line for line in self.lines if line.reason not in CHOSEN]
        by_coder = [
            self._of(coder, [line for line in told if line.coder == coder])
            for coder in dict.fromkeys(line.coder for line in told if line.coder)
        ]
        damaged = [
            f"{line.n} line{'s' * (line.n > 1)} of {line.about or 'the logs'} cannot be read"
            for line in told
            if line.reason == "damaged"
        ]
        return [f"{'; '.join([*by_coder, *damaged])} (`qualcode account`)."] if told else []

    def _of(self, coder: str, lines: Sequence[AccountLine]) -> str:
        left = sum(line.n for line in lines)
        reasons = dict.fromkeys(line.reason for line in lines)
        parts = [_reason(reason, [line for line in lines if line.reason == reason]) for reason in reasons]
        return f"{left} of {coder}'s {self.coders[coder]} codings not counted: {', '.join(parts)}"


_WORDS: Mapping[Reason, str] = {
    "transcript": "transcript {} gone",
    "place": "place in {} lost or ambiguous",
    "code": "code {} gone",
    "unfinished": "{} not marked done",
}
_UNNAMED: Mapping[Reason, str] = {
    "transcript": "transcript gone",
    "place": "place lost or ambiguous",
    "unfinished": "not marked done",
}
_OF_CODES: frozenset[Reason] = frozenset({"code", "not_asked"})
_LISTED = 3


def _reason(reason: Reason, lines: Sequence[AccountLine]) -> str:
    """What is wrong, and with what."""
    names = [line.about for line in lines]
    if not all(names):
        return _UNNAMED[reason]
    listed = ", ".join(names[:_LISTED]) + (
        f" and {len(names) - _LISTED} more" if len(names) > _LISTED else ""
    )
    return _WORDS[reason].format(listed)


def account(
    placed: Iterable[PlacedCoding],
    damaged: Sequence[Fault],
    speakers: Mapping[str, Collection[str]],
    shown: Shown,
) -> Account:
    """Account for every coding of the logs in one table.

    Args:
        placed: the codings that hold, each with its place in the present text.
        damaged: a fault for every line that cannot be read; its place is ``file:line``.
        speakers: by id of a coding the participants whose words it has (`interviewer` among them).
        shown: what the table shows.
    """
    coders: Counter[str] = Counter()
    left: dict[tuple[Reason, str, str], list[str]] = defaultdict(list)
    counted = 0
    for fault in damaged:
        left["damaged", "", fault.place.rpartition(":")[0] or fault.place].append(fault.place)
    for entry in placed:
        coders[entry.coding.coder] += 1
        reason = next(_reasons(entry, speakers.get(entry.coding.id, ()), shown), None)
        if reason is None:
            counted += 1
        else:
            about = entry.coding.code if reason in {"code", "not_asked"} else entry.coding.transcript
            left[reason, entry.coding.coder, about].append(entry.coding.id)
    order = {reason: number for number, reason in enumerate(REASONS)}
    lines = tuple(
        AccountLine(*key, tuple(left[key])) for key in sorted(left, key=lambda key: (order[key[0]], key))
    )
    return Account(len(damaged) + sum(coders.values()), counted, coders, lines)


def _reasons(entry: PlacedCoding, speakers: Collection[str], shown: Shown) -> Iterator[Reason]:
    """Why a coding is not counted, the first reason first."""
    coding = entry.coding
    if coding.transcript not in shown.transcripts:
        yield "transcript"
    if entry.placement.place is None:
        yield "place"
    if coding.code not in shown.codes:
        yield "code"
    if (coding.transcript, coding.coder) in shown.unfinished:
        yield "unfinished"
    elif (coding.transcript, coding.coder) not in shown.counting:
        yield "layer"
    if not _passes(coding.transcript, coding.code, speakers, shown):
        yield "filter"
    if coding.code not in shown.asked:
        yield "not_asked"


def standing(
    layers: Layers, coders: Collection[str]
) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
    """Transcript and coder where that coder's work counts, and where only a mark as done is missing.

    It is missing where nobody counts whom the source prefers.
    """
    rank = {coder: number for number, coder in enumerate(layers.order)}
    unfinished = {
        (transcript, coder)
        for transcript, finished in layers.finished.items()
        for coder in coders
        if coder in rank
        and coder not in finished
        and layers.of.get(transcript) != coder
        and rank[coder] < rank.get(layers.of.get(transcript, ""), len(rank))
    }
    return frozenset(layers.of.items()), frozenset(unfinished)


def _passes(transcript: str, code: str, speakers: Collection[str], shown: Shown) -> bool:
    """Whether any of those who speak pass the filter; a topic is of the question, and counts for answers."""
    if code in shown.topics:
        return any(name == transcript for name, _ in shown.voices)
    return any((transcript, speaker) in shown.voices for speaker in speakers)
