"""Verifying the logs: every line against its checksum, every quote against its text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from qualcode.anchors import Anchor
from qualcode.errors import Fault
from qualcode.journal.journal import Journal
from qualcode.journal.ledger import Ledger, Rejection, Verdict
from qualcode.journal.merging import lying
from qualcode.journal.placing import Placed
from qualcode.model import Transcript


@dataclass(frozen=True, slots=True)
class Verified:
    """What was checked, what is wrong, and what else should be known.

    Attributes:
        lines: number of lines that hold something, readable or not.
        logs: names of the files.
        quotes: number of quotes that were held against a text.
        set_aside: names of files in which unfinished lines were set aside.
        copies: names of files that are copies of a log (see `copies`).
        misdated: where events stand whose id is from the end of time; they count, by their time.
    """

    lines: int
    logs: tuple[str, ...]
    quotes: int
    faults: tuple[Fault, ...]
    set_aside: tuple[str, ...]
    copies: tuple[str, ...]
    misdated: tuple[str, ...]


def verified(
    journal: Journal, ledger: Ledger, transcripts: Iterable[Transcript], faults: Iterable[Fault]
) -> Verified:
    """Count what the logs hold; `faults` are those of the study's logs, found already."""
    read = lying(journal.logs(), journal.place)
    bodies = {transcript.id for transcript in transcripts}
    return Verified(
        sum(each.read.lines for each in read),
        tuple(each.path.name for each in read),
        sum(anchor.transcript in bodies for anchor in _anchors(ledger)),
        tuple(faults),
        tuple(path.name for path in journal.torn()),
        tuple(each.path.name for each in read if each.is_copy),
        tuple(place for each in read for place in each.read.misdated),
    )


def _anchors(ledger: Ledger) -> Iterable[Anchor]:
    """The place of everything that holds and has one."""
    for thing in (*ledger.codings, *ledger.rejections, *ledger.verdicts):
        yield thing.anchor()
    for note in ledger.notes:
        if note.anchor is not None:
            yield note.anchor


def damages(
    ledger: Ledger,
    looked_at: Iterable[Placed[Rejection] | Placed[Verdict]],
    transcripts: Iterable[Transcript],
    place: str,
) -> list[Fault]:
    """Rejections, rulings and notes whose quote does not stand where they say; of codings others tell.

    One whose words an edit took away is no fault: it was about what is gone.
    """
    bodies = {transcript.id: transcript for transcript in transcripts}
    anchors = [
        (entry.coding.coder, f"{type(entry.coding).__name__.lower()} {entry.coding.id}", entry.anchor)
        for entry in looked_at
    ]
    anchors += [
        (note.coder, f"note {note.id}", note.anchor) for note in ledger.notes if note.anchor is not None
    ]
    remedy = "restore the line from a copy"
    return [
        Fault(f"{place}/{coder}.jsonl", f"{name} is damaged: its quote does not stand where it says", remedy)
        for coder, name, anchor in anchors
        if _is_damaged(anchor, bodies)
    ]


def _is_damaged(anchor: Anchor, bodies: Mapping[str, Transcript]) -> bool:
    text = bodies.get(anchor.transcript)
    if text is None or text.body_hash != anchor.body_hash:
        return False
    return text.body[anchor.start : anchor.end] != anchor.quote
