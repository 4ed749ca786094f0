"""What options say, as values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.model import Span, Transcript


def where(entries: Sequence[str] | None) -> dict[str, list[str]]:
    """`K=V,V` entries → values by attribute; a value in double quotes may hold a comma."""
    import csv

    values: dict[str, list[str]] = {}
    for entry in entries or ():
        attribute, sign, listed = entry.partition("=")
        cells = next(csv.reader([listed], skipinitialspace=True), [])
        wanted = [value.strip() for value in cells if value.strip()]
        if not sign or not attribute.strip() or not wanted:
            raise QualcodeError(f"--where {entry}: is not K=V; write it like --where category=Indo-Pacific")
        values.setdefault(attribute.strip(), []).extend(wanted)
    return values


def source(named: str, *, unfinished: bool) -> str:
    """Whose codings count: those of `--source`, with `--unfinished` also what is not marked as done."""
    from qualcode.analysis.layers import UNFINISHED

    return f"{named},{UNFINISHED}" if unfinished else named


def names(text: str) -> list[str]:
    """The names in `ana,bo`."""
    return [name.strip() for name in text.split(",") if name.strip()]


def place(
    opened: Study, transcript: Transcript, quote: str, nth: int, at: str, *, every: bool = False
) -> Span | None:
    """The span that `--quote` or `--at` gives; None with `--all`. Raises unless it is one of them."""
    given = sum([bool(quote.strip()), bool(at.strip()), every])
    if given != 1:
        ways = "--quote, --at or --all: give the words, their place or all of them, one of the three"
        raise QualcodeError(ways)
    return None if every else opened.texts.span(transcript, quote=quote, nth=nth, at=at)


def coder(opened: Study, named: str) -> str:
    """Who is meant where `--coder` was left out: the only one who has written; raises `QualcodeError`."""
    if named:
        return named
    from qualcode.journal.names import is_coder

    people = [name for name in opened.log.coders if is_coder(name)]
    if len(people) == 1:
        return people[0]
    who = ", ".join(people) or "nobody"
    raise QualcodeError(f"--coder: say whose decisions are meant ({who} has written); write --coder NAME")
