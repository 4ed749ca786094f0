"""Hand codings after edits: how many of each kind, and those somebody should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.text import Text

from qualcode.anchors import STATUSES
from qualcode.cli.render.console import Drawing, dim, flowing, table

if TYPE_CHECKING:
    from qualcode.journal import PlacedCoding
    from qualcode.model import Transcript

_WORDS = 60
_AROUND = 60
_SHORTEST = 8


def anchors(shown: Sequence[PlacedCoding], transcripts: Iterable[Transcript]) -> Drawing:
    """Draw the counts, then every coding that is not where it was."""
    counts = Counter(entry.placement.status for entry in shown)
    yield "   ".join(f"{status} [bold]{counts[status]}[/bold]" for status in STATUSES)
    changed = [entry for entry in shown if entry.placement.status != "unchanged"]
    if not changed:
        return
    bodies = {transcript.id: transcript.body for transcript in transcripts}
    made = table("Coding", "Transcript", "Code", "Coder", "What", "Words before", "Words now")
    length = _telling([entry.coding.id for entry in shown])
    for entry in changed:
        coding, where = entry.coding, entry.anchor.transcript
        cells = (coding.id[:length], where, coding.code, coding.coder, entry.placement.status)
        words = (_cut(entry.quote), _now(entry, bodies.get(where, "")))
        made.add_row(*(Text(cell) for cell in (*cells, *words)))
    yield made
    if counts["ambiguous"] + counts["orphaned"]:
        yield dim("Settle what is ambiguous or orphaned: qualcode anchors resolve --coder NAME")


def question(entry: PlacedCoding, transcripts: Iterable[Transcript], head: str) -> Drawing:
    """Draw one coding with its old context, and the places to choose from with theirs."""
    from qualcode.journal.resolving import candidates_of

    coding, anchor = entry.coding, entry.anchor
    body = next((text.body for text in transcripts if text.id == anchor.transcript), "")
    title = f"{anchor.transcript} · {coding.code} · {coding.coder} · {entry.placement.status}"
    yield f"\n[bold]{escape(head)}  {escape(title)}[/bold]"
    yield flowing(_shown("was", anchor.before[-_AROUND:], anchor.quote, anchor.after[:_AROUND]))
    for number, (start, end) in enumerate(candidates_of(entry), start=1):
        before, after = body[max(0, start - _AROUND) : start], body[end : end + _AROUND]
        yield flowing(_shown(f"{number} ({start}:{end})", before, body[start:end], after))


def _shown(head: str, before: str, words: str, after: str) -> Text:
    return Text.assemble(
        (f"  {head}: ", "bold"), (f"…{_flat(before)}", "dim"), (f"»{_flat(words)}«", "bold"),
        (f"{_flat(after)}…", "dim"),
    )  # fmt: skip


def _now(entry: PlacedCoding, body: str) -> str:
    """The words that are coded now, or how many places there are to choose from."""
    if entry.placement.place:
        start, end = entry.placement.place
        return _cut(body[start:end])
    number = len(entry.placement.candidates)
    return f"{number} place{'s' if number > 1 else ''} to choose from" if number else "–"


def _cut(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _WORDS else f"{flat[: _WORDS - 1]}…"


def _flat(text: str) -> str:
    return text.replace("\n\n", " ¶ ").replace("\n", " ")


def _telling(ids: Sequence[str]) -> int:
    """How many signs of the ids tell them apart."""
    return next((n for n in range(_SHORTEST, 36) if len({name[:n] for name in ids}) == len(ids)), 36)
