"""`qualcode accept` and `qualcode reject`: decide on what the rules suggest."""

from __future__ import annotations

from typing import Annotated

import typer

from qualcode.cli import opening, options, parsing
from qualcode.cli.emitting import Output, saved, several, track

_ACCEPTED = ("id", "transcript", "start", "end", "quote", "code", "coder")


def accept(
    code: options.Code,
    transcript: options.Transcript,
    coder: options.Coder,
    quote: options.Quote = "",
    at: options.At = "",
    nth: options.Nth = 0,
    every: options.Every = False,
    direction: options.Direction = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on the coding.")] = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Make the rules' suggestion of a code your own coding; it covers the unit that the rules coded.

    The words and the place may be any part of that unit.

    Example: qualcode accept consultations I01 --quote "discuss" --coder ana
    """
    from qualcode.journal import CodingRequest
    from qualcode.study.suggested import span_of
    from qualcode.suggesting import reason_of

    opened = opening.study(study)
    text, hand = opened.texts.transcript(transcript), opened.session(coder)
    span = parsing.place(opened, text, quote, nth, at, every=every)
    wanted = [
        CodingRequest(text, span_of(each), code, direction, memo, each.coder, reason_of(each))
        for each in opened.suggested(code, text.id, coder=coder, span=span, track=track)
    ]
    done = hand.apply_all(wanted)
    new = [each for each in done if each.is_new]
    Output(as_json).give(
        lambda: {"accepted": [{name: getattr(each, name) for name in _ACCEPTED} for each in new]},
        [f"{each.id}  {each.transcript}  {each.start}:{each.end}" for each in done],
    )
    saved(hand, _said(len(new), "coding", "It was coded so already; nothing was added."))


def reject(
    code: options.Code,
    transcript: options.Transcript,
    coder: options.Coder,
    quote: options.Quote = "",
    at: options.At = "",
    nth: options.Nth = 0,
    every: options.Every = False,
    reason: options.Reason = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Turn the rules' suggestion of a code down: you looked at it, and it does not hold there.

    The words and the place may be any part of the unit that the rules coded.

    Example: qualcode reject consultations I01 --quote "discuss" --coder ana --reason "a threat"
    """
    from qualcode.study.suggested import refuse_coded, span_of

    opened = opening.study(study)
    text, hand = opened.texts.transcript(transcript), opened.session(coder)
    span = parsing.place(opened, text, quote, nth, at, every=every)
    found = opened.suggested(code, text.id, coder=coder, span=span, track=track)
    if not every:
        refuse_coded(opened.log, found, coder)
    number = hand.reject([(text, span_of(each), code) for each in found], reason)
    places = [(text.id, *span_of(each), code) for each in found]
    names = ("transcript", "start", "end", "code")
    Output(as_json).give(
        lambda: {"rejected": [dict(zip(names, place, strict=True)) for place in places] if number else []},
        [f"{code}  {name}  {start}:{end}" for name, start, end, _ in places],
    )
    saved(hand, _said(number, "suggestion", "It was rejected already; nothing was added."))


def _said(number: int, word: str, already: str) -> str:
    if number == 1:
        return "Saved."
    return f"Saved: {several(number, word)}." if number else already
