"""`qualcode find`: words in their context, by the codebook's rule language; coded at once if wanted."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.asking import agreed
from qualcode.cli.emitting import Output, Rows, saved, say, several, track
from qualcode.errors import QualcodeError, refuse

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.concordance import Concordance, ConcordanceLine
    from qualcode.cli.render.console import Drawing
    from qualcode.study.applying_hits import ApplyPlan, ApplyRequest
    from qualcode.study.finding import SearchRequest

_Known = TypeVar("_Known", bound=str)
CONTEXT = 10
_ENOUGH = 60


def find(
    expression: Annotated[
        str,
        typer.Argument(
            metavar="EXPRESSION", help="A term, a rule such as 'any: [a, b], unless: [c]', or code:ID."
        ),
    ],
    context: Annotated[
        int | None,
        typer.Option(
            "--context", metavar="N", min=0, max=1000,
            help=f"So many words on either side; else what fits the line ({CONTEXT} in pipes, CSV, JSON).",
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where", metavar="K=V[,V]",
            help="Look only where attribute K is one of the values. The study's filter doesn't count here.",
        ),
    ] = None,
    speaker: Annotated[
        str, typer.Option("--speaker", metavar="WHO", help="Only talk of a participant, or an interviewer.")
    ] = "",
    code: Annotated[
        str,
        typer.Option(
            "--code", metavar="CODE", help="Only in what has this code or one below it, by hand or by rules."
        ),
    ] = "",
    uncoded: Annotated[
        bool,
        typer.Option(
            "--uncoded", help="Only in units that have no code, by hand or by rules; topics don't count."
        ),
    ] = False,
    unit: Annotated[
        str,
        typer.Option(
            "--unit", metavar="UNIT", help="turn, paragraph or sentence: what rules see; else the study's."
        ),
    ] = "",
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="Only the first N hits; 0 for all.")
    ] = 0,
    apply: Annotated[
        str, typer.Option("--apply", metavar="CODE", help="Code the hits, after a question; needs --coder.")
    ] = "",
    coder: Annotated[str, typer.Option("--coder", metavar="NAME", help="Who decides; names the log.")] = "",
    span: Annotated[
        str, typer.Option("--span", metavar="WHAT", help="Code the unit around a hit (default), or the hit.")
    ] = "",
    direction: options.Direction = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on each of the codings.")] = "",
    blind: options.Blind = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Code without asking.")] = False,
    study: options.Study = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a hit, as CSV.")] = False,
) -> None:  # fmt: skip
    """Show words in their context, wherever they are said: by participants, interviewers, in documents.

    EXPRESSION is a term as in the codebook: 'joint exercise' finds all its forms, DCB only itself,
    'standardis*' what begins so, '"exactly this"' those very words. Or it is a rule, with any, weak,
    all and within, pattern, unless, and <name> for a list of the codebook; in a rule the quotation marks
    of a literal stand within single ones: any: ['"exactly this"', that]. The words of `all` are one hit.

    In a pipe each hit is a line of columns with tabs between them: transcript, participant, start, end,
    left, hit, right. Start and end count code points.

    --apply codes the unit around each hit. It leaves alone what that coder gave the code already, and,
    for themes and flags, what interviewers say (unless --speaker interviewer).

    Examples: qualcode find "joint exercise" --where category=Indo-Pacific;
    qualcode find "all: [[train, school], [officer]], within: 12" --uncoded;
    qualcode find '"gold standard"' --apply int_gold_standard --coder ana
    """
    output = Output(as_json, as_csv)
    of_apply = {"--coder": coder, "--span": span, "--direction": direction, "--memo": memo}
    wish = _wish(apply, of_apply, everybody=bool(speaker), blind=blind, yes=yes)
    if wish and not (output.is_drawn or yes):
        raise QualcodeError("--apply: with --json or --csv there is no preview to agree to; add --yes")
    if blind and (code or uncoded):
        raise QualcodeError("--blind: --code and --uncoded look at what others coded; leave one of them out")
    codes = not (output.is_drawn or blind)
    sought = _sought(expression, unit, parsing.where(where), speaker, code, uncoded=uncoded, codes=codes)
    opened = opening.study(study)
    found, plan = _found(opened, sought, wish, yes=yes)
    hits = plan.hits if plan else found.hits
    shown = replace(found, hits=hits[:limit] if limit else hits)
    if not as_json:
        drawing = () if as_csv else _drawing(opened, shown, context)
        output.give(dict, drawing, lambda: _rows(opened, shown, context))
    _say_how_many(found, plan, shown=len(shown.hits))
    applied = _apply(opened, plan, shown, yes=yes) if plan else {}
    if as_json:
        output.give(lambda: _as_data(opened, shown, len(found.hits), context) | applied, ())


# --- what is asked for --------------------------------------------------------------------


def _wish(
    code: str, of_apply: dict[str, str], *, everybody: bool, blind: bool, yes: bool
) -> ApplyRequest | None:
    """What `--apply` and its options say; None without it."""
    from qualcode.study.applying_hits import SPANS, ApplyRequest

    if not code:
        for option, given in {**of_apply, "--blind": blind, "--yes": yes}.items():
            if given:
                raise QualcodeError(f"{option} goes with --apply CODE; add it, or leave {option} out")
        return None
    coder, span, direction, memo = of_apply.values()
    chosen = _one_of("--span", span, SPANS) or "unit"
    return ApplyRequest(code, coder, chosen, direction, memo, everybody, blind)


def _sought(
    expression: str, unit: str, where: dict[str, list[str]], speaker: str, code: str,
    *, uncoded: bool, codes: bool,
) -> SearchRequest:  # fmt: skip
    from qualcode.model import UNITS
    from qualcode.study.finding import SPEAKERS, SearchRequest

    if code and uncoded:
        raise QualcodeError("--code and --uncoded: what has a code is not uncoded; choose one")
    kind, who = _one_of("--unit", unit, UNITS), _one_of("--speaker", speaker, SPEAKERS)
    return SearchRequest(expression, kind, where, who or "", code, uncoded=uncoded, codes=codes)


def _one_of(option: str, value: str, known: Sequence[_Known]) -> _Known | None:
    """The value of an option that can have but a few; None where it was not given."""
    from qualcode.positions import nearest

    chosen = next((name for name in known if name == value), None)
    if value and chosen is None:
        raise QualcodeError(f"{option}: there is none {value!r}; {nearest(value, known)}")
    return chosen


def _found(
    study: Study, sought: SearchRequest, wish: ApplyRequest | None, *, yes: bool
) -> tuple[Concordance, ApplyPlan | None]:
    """What is found; where it is to be coded, what of it there is to code."""
    from qualcode.study.applying_hits import planned

    if wish is None:
        return study.find(sought, track), None
    if not yes and not sys.stdin.isatty():
        refuse("--apply", "there is nobody here to ask", "look at the hits without it, then add --yes")
    wish.check(study.codebook)
    found = study.find(sought, track)
    return found, planned(study.log, wish, found)


# --- showing it ---------------------------------------------------------------------------


def _lines(study: Study, found: Concordance, context: int | None) -> Iterator[ConcordanceLine]:
    from qualcode.analysis.concordance import line

    bodies = {transcript.id: transcript.body for transcript in study.transcripts}
    words = CONTEXT if context is None else context
    return (line(hit, bodies[hit.transcript], words) for hit in found.hits)


def _drawing(study: Study, found: Concordance, context: int | None) -> Iterable[str] | Callable[[], Drawing]:
    """The hits as a concordance on a terminal, as lines with tabs elsewhere."""
    if not render.concordance.is_terminal():
        return render.concordance.plain(_lines(study, found, context))
    wide = list(_lines(study, found, _ENOUGH if context is None else context))
    return lambda: render.concordance.concordance(wide, cut=context is None)


def _rows(study: Study, found: Concordance, context: int | None) -> Rows:
    from qualcode.analysis.concordance import HEADER

    return HEADER, (entry.as_row() for entry in _lines(study, found, context))


def _as_data(study: Study, found: Concordance, total: int, context: int | None) -> dict[str, Any]:
    about = {"expression": found.expression, "unit": found.unit, "transcripts": found.transcripts}
    return {**about, "total": total, "hits": [entry.as_data() for entry in _lines(study, found, context)]}


def _say_how_many(found: Concordance, plan: ApplyPlan | None, *, shown: int) -> None:
    hits, inside, people = len(found.hits), found.found_in, found.said_by
    say(
        f"{several(hits, 'hit')} in {inside} of {found.transcripts} transcripts, "
        f"{several(people, 'participant')}. Unit: {found.unit}."
    )
    if plan and plan.coded:
        say(f"Left alone: {several(plan.coded, 'hit')} that {plan.wish.coder} coded so already.")
    if plan and plan.asked:
        said = f"{several(plan.asked, 'hit')} in what interviewers say"
        say(f"Left alone: {said}; --speaker interviewer codes them.")
    if shown < len(plan.hits if plan else found.hits):
        say(f"Only the first {shown} of them (--limit).")


# --- coding it ----------------------------------------------------------------------------


def _apply(study: Study, plan: ApplyPlan, shown: Concordance, *, yes: bool) -> dict[str, Any]:
    """Code the hits that are shown if the person agrees; returns what `--json` says of it."""
    places, new = plan.places(shown.hits), 0
    if not places:
        say("There is nothing to code.")
    elif agreed(_question(study, plan, shown, places), yes=yes):
        hand, new = plan.carry_out(study.log, places)
        back = f"`qualcode undo --coder {plan.wish.coder}` takes back all of them."
        saved(hand, f"Saved: {several(new, 'coding')}; {back}")
    return {"applied": plan.as_data(new)}


def _question(
    study: Study, plan: ApplyPlan, shown: Concordance, places: Iterable[tuple[str, int, int]]
) -> str:
    wish, transcripts = plan.wish, [transcript for transcript, _, _ in places]
    what = several(len(transcripts), shown.unit if wish.span == "unit" else "place")
    inside = several(len(set(transcripts)), "transcript")
    return (
        f"Apply {wish.code} ({study.codebook[wish.code].name}) as {wish.coder} "
        f"to {what} ({several(len(shown.hits), 'hit')}, {inside})?"
    )
