"""The audit trail in words: who decided what, and when. Pure; a line an event, nothing cut."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from qualcode.anchors import Anchor
from qualcode.journal.events import Event
from qualcode.journal.ledger import Ledger

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_TIME = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?(?:Z|\+00:00)")
_TWICE = 2


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """One event of the trail; `transcript` is where what it is about lies, "" for nowhere."""

    event: Event
    words: str
    transcript: str
    is_undone: bool

    @property
    def time(self) -> str:
        """When, in UTC: `2026-11-20 10:11:12`."""
        match = _TIME.fullmatch(self.event.time)
        return f"{match[1]} {match[2]}" if match else plain(self.event.time)

    @property
    def who(self) -> str:
        """Whose decision it was: `ana`, or `consensus (ana)`."""
        return f"{self.event.coder} ({self.event.by})" if self.event.by else self.event.coder

    def as_data(self) -> dict[str, object]:
        """As plain data, for JSON."""
        event = self.event
        return {
            "id": event.id,
            "time": event.time,
            "coder": event.coder,
            "op": event.op,
            "transcript": self.transcript or None,
            "words": self.words,
            "blind": event.blind,
            "undone": self.is_undone,
            "decision": event.act or event.id,
        }

    def __str__(self) -> str:
        marks = " [undone]" if self.is_undone else ""
        return f"{self.time}  {self.who}  {self.words}{marks}"


def trail(ledger: Ledger, *, coder: str = "", transcript: str = "") -> Iterator[TrailEntry]:
    """Every event, oldest first; of one coder, or about one transcript."""
    roots = _Roots(ledger)
    for event in ledger.events:
        if coder and event.coder != coder:
            continue
        where = _about(event, ledger, roots).transcript
        if transcript and where != transcript:
            continue
        yield TrailEntry(event, in_words(event, ledger, roots), where, not ledger.stands(event.id))


def in_words(event: Event, ledger: Ledger, roots: _Roots | None = None) -> str:
    """What was decided, such as `applied consultations (+) to I03 120:164 “they discuss”`."""
    if event.op != "undo":
        return _decision(event, ledger) + (" (blind)" if event.blind else "")
    steps, about = (roots or _Roots(ledger)).of(event)
    verb = "undid" if steps % _TWICE else "did again"
    if about is None:
        return f"{verb} {_UNKNOWN}"
    return f"{verb}: {in_words(about, ledger)}"


class _Roots:
    """What undos are about in the end; found once, however long the chains are in which they hang."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: dict[str, tuple[int, Event | None]] = {}

    def of(self, event: Event) -> tuple[int, Event | None]:
        """How many undos deep an undo is, and the decision that all of them are about."""
        chain: dict[str, None] = {}
        about: Event | None = event
        while about is not None and about.op == "undo" and about.id not in self._known:
            chain[about.id] = None
            about = self._ledger.event(about.target)
            if about is not None and about.id in chain:
                about = None
        below = 0
        if about is not None and about.op == "undo":
            below, about = self._known[about.id]
        for steps, name in enumerate(reversed(chain), start=below + 1):
            self._known[name] = steps, about
        return self._known.get(event.id, (0, event))


def _about(event: Event, ledger: Ledger, roots: _Roots | None = None) -> Event:
    """The event that made what this one is about; itself, where it is about nothing that is known."""
    if event.op == "undo":
        event = (roots or _Roots(ledger)).of(event)[1] or event
    known = ledger.event(event.target) if event.op in {"remove", "memo"} and event.target else None
    return known if known is not None else event


# --- one decision -------------------------------------------------------------------------


def _decision(event: Event, ledger: Ledger) -> str:
    """The words for an event that is no undo."""
    told = _TOLD.get(event.op)
    if told is None:
        return f"decided something that this version cannot tell ({plain(event.op)})"
    return told(event, _about(event, ledger), ledger)


def _applied(event: Event, _thing: Event, _ledger: Ledger) -> str:
    memo = f", memo: {_quoted(event.memo)}" if event.memo else ""
    return f"applied {_coded(event)} to {_place(event.anchor)}{_grounds(event)}{memo}"


def _rejected(event: Event, _thing: Event, _ledger: Ledger) -> str:
    return f"rejected {plain(event.code)} at {_place(event.anchor)}{_grounds(event)}"


def _ruled(event: Event, _thing: Event, _ledger: Ledger) -> str:
    took = f" as {plain(event.took)} has it" if event.took else ""
    heard = f", between {plain(event.between.replace(',', ', '))}" if event.between else ""
    what = f"decided that {_coded(event)} is {plain(event.verdict)}{took} at {_place(event.anchor)}"
    return what + heard + _grounds(event)


def _finished(event: Event, _thing: Event, _ledger: Ledger) -> str:
    return f"marked {plain(event.transcript)} as done"


def _placed(event: Event, _thing: Event, ledger: Ledger) -> str:
    known = ledger.event(event.target)
    what = plain(known.code) if known else _UNKNOWN
    whose = f" ({known.coder}’s)" if known and known.coder != event.coder else ""
    return f"placed {what}{whose} anew at {_place(event.anchor)}{_grounds(event)}"


def _removed(event: Event, thing: Event, _ledger: Ledger) -> str:
    if thing is event:
        return f"removed {_UNKNOWN}{_grounds(event)}"
    what = {
        "done": f"opened {plain(thing.transcript)} again",
        "reject": f"took back the rejection of {plain(thing.code)} at {_place(thing.anchor)}",
        "adjudicate": f"took back what was decided on {plain(thing.code)} at {_place(thing.anchor)}",
        "memo": f"removed the note on {_subject(thing)}",
    }
    usual = f"removed {_coded(thing)} from {_place(thing.anchor)}"
    return what.get(thing.op, usual) + _grounds(event)


def _noted(event: Event, thing: Event, _ledger: Ledger) -> str:
    on = _UNKNOWN if event.target and thing is event else _subject(thing)
    if not event.memo:
        return f"took the memo off {on}"
    return f"wrote a memo on {on}: {_quoted(event.memo)}"


_TOLD: Mapping[str, Callable[[Event, Event, Ledger], str]] = {
    "apply": _applied,
    "reject": _rejected,
    "adjudicate": _ruled,
    "done": _finished,
    "reanchor": _placed,
    "remove": _removed,
    "memo": _noted,
}
_UNKNOWN = "what no log here holds"


def _subject(event: Event) -> str:
    """What a memo is on."""
    if event.op == "memo" and event.anchor is None:
        parts = [plain(event.transcript)] if event.transcript else []
        parts += [f"the code {plain(event.code)}"] if event.code else []
        return " and ".join(parts) or "the study"
    code = f"{_coded(event)} at " if event.code else ""
    return f"{code}{_place(event.anchor)}"


def _coded(event: Event) -> str:
    return plain(event.code) + (f" ({event.direction})" if event.direction else "")


def _place(anchor: Anchor | None) -> str:
    if anchor is None:
        return "no place"
    return f"{plain(anchor.transcript)} {anchor.start}:{anchor.end} {_quoted(anchor.quote)}"


def _grounds(event: Event) -> str:
    suggested = f", suggested by {plain(event.suggested)}" if event.suggested else ""
    return suggested + (f", because: {plain(event.reason)}" if event.reason else "")


def _quoted(text: str) -> str:
    return f"“{plain(text)}”"


def plain(text: str) -> str:
    """A text in one line, without signs that a terminal would obey instead of showing them."""
    return _CONTROL.sub("\ufffd", " ".join(text.split()))
