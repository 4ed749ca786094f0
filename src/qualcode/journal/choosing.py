"""Which codings and suggestions somebody means who names a code and a place."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.errors import refuse
from qualcode.journal.applying import named
from qualcode.journal.carrying import Carrying
from qualcode.journal.ledger import Done, Thing
from qualcode.model import Codebook, Coding

Span = tuple[int, int]
_LISTED = 10


def find_thing(things: Iterable[Thing], name: str) -> Thing:
    """The coding, rejection or note with this id or beginning of an id; raises `FaultsFound`."""
    wanted = name.strip().lower()
    found = [thing for thing in things if thing.id.startswith(wanted) and not isinstance(thing, Done)]
    if len(found) != 1 or not wanted:
        problem = f"{len(found)} decisions begin so" if found and wanted else "there is no such coding"
        refuse("CODING", problem, "`qualcode anchors --json` lists the ids of codings")
    return found[0]


def own_codings(
    carried: Sequence[Carrying], coder: str, code: str, transcript: str, span: Span | None
) -> list[Carrying]:
    """A coder's codings with a code: those at the span, else the one that shares words with it.

    Without a span all of the transcript. Raises `FaultsFound` where there is none, or more than one
    could be meant.
    """
    here = [
        entry
        for entry in carried
        if entry.coding.coder == coder and entry.anchor.transcript == transcript and _meets(entry, span)
    ]
    wanted = [entry for entry in here if entry.coding.code == code]
    exact = [entry for entry in wanted if entry.placement.place == span]
    if span is None or exact:
        wanted = exact or wanted
    if not wanted:
        others = _listed(sorted({entry.coding.code for entry in here}))
        known = f"there {coder} has {others}" if here else f"there {coder} has coded nothing"
        refuse("CODE", f"{coder} has no coding with {code!r} {_where(transcript, span)}", known)
    if span is not None and len({entry.placement.place for entry in wanted}) > 1:
        places = _listed([f"{start}:{end}" for start, end in _places(wanted)])
        refuse("--at", f"{len(wanted)} codings share words with it", f"choose one of {places}, or use --all")
    return wanted


def suggestions_at(
    suggested: Sequence[Coding], codebook: Codebook, code: str, transcript: str, span: Span | None
) -> list[Coding]:
    """The suggestions of a code that share words with the span (without one: all of them).

    `suggested` are those of the transcript. Raises `FaultsFound` with what is suggested there if there
    is none.
    """
    named("code", code, codebook.by_id)
    here = [coding for coding in suggested if _shares((coding.segment.start, coding.segment.end), span)]
    wanted = [coding for coding in here if coding.code == code]
    if not wanted:
        found = _in_order(coding.code for coding in here)
        remedy = f"suggested there: {_listed(found)}" if found else "nothing is suggested there"
        refuse("CODE", f"the rules do not suggest {code!r} {_where(transcript, span)}", remedy)
    return wanted


def _where(transcript: str, span: Span | None) -> str:
    return f"in {transcript}" if span is None else f"at {transcript} {span[0]}:{span[1]}"


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:_LISTED]) + (", …" if len(names) > _LISTED else "")


def _in_order(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))


def _places(entries: Iterable[Carrying]) -> list[Span]:
    return sorted({entry.placement.place for entry in entries if entry.placement.place is not None})


def _meets(entry: Carrying, span: Span | None) -> bool:
    if span is None:
        return True
    return entry.placement.place is not None and _shares(entry.placement.place, span)


def _shares(place: Span, span: Span | None) -> bool:
    return span is None or (place[0] < span[1] and span[0] < place[1])
