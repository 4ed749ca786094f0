"""`qualcode accept` and `qualcode reject`: decide on what the rules suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.deciding import (
    AtOption,
    CodeArgument,
    CoderOption,
    DirectionOption,
    NthOption,
    QuoteOption,
    ReasonOption,
    TranscriptArgument,
    place_in,
    saved,
    several,
)
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, track
from qualcode.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qualcode import Study
    from qualcode.model import Coding, Transcript

EveryOption = Annotated[bool, typer.Option("--all", help="Or all that are open in that transcript.")]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("accept")(accept)
    app.command("reject")(reject)


def accept(
    code: CodeArgument,
    transcript: TranscriptArgument,
    coder: CoderOption,
    quote: QuoteOption = "",
    at: AtOption = "",
    nth: NthOption = 0,
    every: EveryOption = False,
    direction: DirectionOption = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on the coding.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make the rules' suggestion of a code your own coding; it covers the unit that the rules coded.

    The words and the place may be any part of that unit.

    Example: qualcode accept consultations I01 --quote "discuss" --coder ana
    """
    from qualcode.journal import CodingRequest
    from qualcode.suggesting import reason_of

    opened = open_study(study)
    text = opened.texts.transcript(transcript)
    hand = opened.session(coder)
    found = _meant(opened, text, coder, code, place_in(opened, text, quote, nth, at, every=every))
    done = hand.apply_all(
        [
            CodingRequest(text, _span(each), code, direction, memo, each.coder, reason_of(each))
            for each in found
        ]
    )
    new = [each.id for each in done if each.is_new]
    if as_json:
        names = ("id", "transcript", "start", "end", "quote", "code", "coder")
        print_json(
            {"accepted": [{name: getattr(each, name) for name in names} for each in done if each.is_new]}
        )
    else:
        for each in done:
            typer.echo(f"{each.id}  {each.transcript}  {each.start}:{each.end}")
    saved(hand, _said(len(new), "coding", "It was coded so already; nothing was added."))


def reject(
    code: CodeArgument,
    transcript: TranscriptArgument,
    coder: CoderOption,
    quote: QuoteOption = "",
    at: AtOption = "",
    nth: NthOption = 0,
    every: EveryOption = False,
    reason: ReasonOption = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Turn the rules' suggestion of a code down: you looked at it, and it does not hold there.

    The words and the place may be any part of the unit that the rules coded.

    Example: qualcode reject consultations I01 --quote "discuss" --coder ana --reason "a threat"
    """
    from qualcode.errors import refuse

    opened = open_study(study)
    text = opened.texts.transcript(transcript)
    hand = opened.session(coder)
    found = _meant(opened, text, coder, code, place_in(opened, text, quote, nth, at, every=every))
    coded = _coded(opened, text, coder, code)
    if not every and any(_shares(_span(each), own) for each in found for own in coded):
        refuse("CODE", f"{coder} has coded that with {code!r}", "take it back with `qualcode remove` first")
    number = hand.reject([(text, _span(each), code) for each in found], reason)
    if as_json:
        print_json({"rejected": [_place(each, code) for each in found] if number else []})
    else:
        for each in found:
            typer.echo(f"{code}  {text.id}  {each.segment.start}:{each.segment.end}")
    saved(hand, _said(number, "suggestion", "It was rejected already; nothing was added."))


def _meant(opened: Study, text: Transcript, coder: str, code: str, span: Span | None) -> Sequence[Coding]:
    """The suggestions at a span; without one, those that are open for the coder."""
    from qualcode.journal.pointing import suggestions_at
    from qualcode.suggesting import open_suggestions

    suggested = opened.suggestions.offered(text)
    if suggested is None:
        opened.suggestions.derive_all(track)
        suggested = opened.suggestions.offered(text) or ()
    found = suggestions_at(suggested, opened.codebook, code, text.id, span)
    if span is not None:
        return found
    own = [entry for entry in opened.log.placed if entry.coding.coder == coder]
    rejected = [entry for entry in opened.log.rejected if entry.coding.coder == coder]
    return open_suggestions(found, own, rejected, opened.codebook)


def _coded(opened: Study, text: Transcript, coder: str, code: str) -> Iterable[Span]:
    """Where the coder has that code in the transcript."""
    return [
        entry.placement.place
        for entry in opened.log.placed
        if (entry.coding.coder, entry.anchor.transcript, entry.coding.code) == (coder, text.id, code)
        and entry.placement.place is not None
    ]


def _span(suggestion: Coding) -> Span:
    return suggestion.segment.start, suggestion.segment.end


def _shares(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _place(suggestion: Coding, code: str) -> dict[str, Any]:
    segment = suggestion.segment
    return {"transcript": segment.transcript, "start": segment.start, "end": segment.end, "code": code}


def _said(number: int, word: str, already: str) -> str:
    if number == 1:
        return "Saved."
    return f"Saved: {several(number, word)}." if number else already
