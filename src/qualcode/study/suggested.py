"""What the rules suggest to a coder who accepts or turns down."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.coding.derive import Track, silently
from qualcode.errors import refuse
from qualcode.journal.pointing import suggestions_at
from qualcode.journal.suggestions import open_suggestions
from qualcode.model import Coding, Span, Transcript
from qualcode.study.rulework import Rulework


def suggestions(
    study: Rulework, text: Transcript, coder: str, code: str, span: Span | None,
    *, track: Track[Transcript] = silently,
) -> Sequence[Coding]:  # fmt: skip
    """The suggestions of a code at a span; without one, those that are open for the coder.

    Codes the study by its rules where that is out of date. Raises `FaultsFound` where there is none.
    """
    suggested = study.suggested(text)
    if suggested is None:
        study.autocode(track)
        suggested = study.suggested(text) or ()
    found = suggestions_at(suggested, study.codebook, code, text.id, span)
    if span is not None:
        return found
    own = [entry for entry in study.placed if entry.coding.coder == coder]
    rejected = [entry for entry in study.rejected if entry.coding.coder == coder]
    return open_suggestions(found, own, rejected, study.codebook)


def span_of(suggestion: Coding) -> Span:
    """The words that it is on."""
    return suggestion.segment.start, suggestion.segment.end


def refuse_coded(study: Rulework, found: Sequence[Coding], coder: str) -> None:
    """Refuse to turn down what the coder has coded so; raises `FaultsFound`."""
    for entry in study.placed:
        for each in found:
            own = (entry.coding.coder, entry.anchor.transcript, entry.coding.code)
            if own == (coder, each.segment.transcript, each.code) and _shares(each, entry.placement.place):
                problem = f"{coder} has coded that with {each.code!r}"
                refuse("CODE", problem, "take it back with `qualcode remove` first")


def _shares(suggestion: Coding, place: Span | None) -> bool:
    start, end = span_of(suggestion)
    return place is not None and start < place[1] and place[0] < end
