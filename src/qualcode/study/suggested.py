"""What is suggested to a coder who accepts or turns down."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.coding.tracking import Track, silently
from qualcode.errors import refuse
from qualcode.journal.pointing import suggestions_at
from qualcode.model import Coding, Span, Transcript
from qualcode.study.log import Log
from qualcode.study.suggestions import Suggestions
from qualcode.suggesting import open_suggestions


def suggested(
    suggestions: Suggestions, log: Log, code: str, transcript: str, coder: str,
    *, span: Span | None = None, track: Track[Transcript] = silently,
) -> Sequence[Coding]:  # fmt: skip
    """The suggestions of a code at a span; without one, those that are open for the coder.

    Lets all suggesters code the study where that is out of date. Raises `FaultsFound` where there is none.
    """
    text, codebook = log.texts.transcript(transcript), log.texts.codebook
    offered = suggestions.offered(text)
    if offered is None:
        suggestions.derive_all(track)
        offered = suggestions.offered(text) or ()
    found = suggestions_at(offered, codebook, code, text.id, span)
    if span is not None:
        return found
    own = [entry for entry in log.placed if entry.coding.coder == coder]
    rejected = [entry for entry in log.rejected if entry.coding.coder == coder]
    return open_suggestions(found, own, rejected, codebook)


def span_of(suggestion: Coding) -> Span:
    """The words that it is on."""
    return suggestion.segment.start, suggestion.segment.end


def refuse_coded(log: Log, found: Sequence[Coding], coder: str) -> None:
    """Refuse to turn down what the coder has coded so; raises `FaultsFound`."""
    for entry in log.placed:
        for each in found:
            own = (entry.coding.coder, entry.anchor.transcript, entry.coding.code)
            if own == (coder, each.segment.transcript, each.code) and _shares(each, entry.placement.place):
                problem = f"{coder} has coded that with {each.code!r}"
                refuse("CODE", problem, "take it back with `qualcode remove` first")


def _shares(suggestion: Coding, place: Span | None) -> bool:
    start, end = span_of(suggestion)
    return place is not None and start < place[1] and place[0] < end
