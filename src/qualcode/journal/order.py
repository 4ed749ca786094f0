"""Where events stand in the order of time."""

from __future__ import annotations

from datetime import UTC, datetime

from qualcode.journal.events import Event
from qualcode.journal.ids import is_misdated


def position(event: Event) -> str:
    """Where an event stands in the order of time: by its id; by its time, where the id is from the end of it.

    An event whose time is no better stands before all others, so that each of them can still change it.
    """
    if not is_misdated(event.id):
        return event.id
    try:
        made_at = datetime.fromisoformat(event.time)
        seconds = (made_at if made_at.tzinfo else made_at.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        seconds = -1.0
    digits = f"{max(0, int(seconds * 1000)):012x}"
    when = f"{digits[:8]}-{digits[8:]}"
    return f"{when}-{event.id}" if seconds >= 0 and not is_misdated(when) else f" {event.id}"


def dated_id(event: Event) -> str:
    """The id of an event; in place of one from the end of time one that new ids can follow."""
    if not is_misdated(event.id):
        return event.id
    when = position(event)[:13]
    return "" if when.startswith(" ") else f"{when}-7fff-bfff-ffffffffffff"
