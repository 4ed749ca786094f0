"""`qualcode find`: words in their context, by the codebook's rule language; coded at once if wanted."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import typer

from qualcode.cli.deciding import BlindOption, DirectionOption
from qualcode.cli.options import JsonOption, StudyOption, open_study, parse_where, print_json, say, track
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.analysis.concordance import Concordance, ConcordanceLine
    from qualcode.cli.apply_hits import ApplyPlan, ApplyRequest
    from qualcode.study.finding import SearchRequest

_Known = TypeVar("_Known", bound=str)
CONTEXT = 10
_ENOUGH = 60
HEADER = ("transcript", "participant", "speaker", "start", "end", "left", "hit", "right", "codes")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("find")(find)


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
    direction: DirectionOption = "",
    memo: Annotated[str, typer.Option("--memo", metavar="TEXT", help="A note on each of the codings.")] = "",
    blind: BlindOption = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Code without asking.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
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
    wish = _wish(apply, coder, span, direction, memo, speaker_chosen=bool(speaker), blind=blind, yes=yes)
    _check_outputs(wish, as_json=as_json, as_csv=as_csv)
    if blind and (code or uncoded):
        raise QualcodeError("--blind: --code and --uncoded look at what others coded; leave one of them out")
    codes = (as_json or as_csv) and not blind
    sought = _sought(expression, unit, parse_where(where), speaker, code, uncoded=uncoded, codes=codes)
    opened = open_study(study)
    found, plan = _found(opened, sought, wish)
    hits = plan.hits if plan else found.hits
    shown = replace(found, hits=hits[:limit] if limit else hits)
    if as_csv:
        sys.stdout.write(_as_csv(opened, shown, context))
    elif not as_json:
        _draw(opened, shown, context)
    _say_how_many(found, plan, shown=len(shown.hits))
    done = plan.carry_out(opened, shown.hits) if plan else {}
    if as_json:
        print_json(_as_data(opened, shown, len(found.hits), context) | done)


# --- what is asked for --------------------------------------------------------------------


def _wish(
    code: str,
    coder: str,
    span: str,
    direction: str,
    memo: str,
    *,
    speaker_chosen: bool,
    blind: bool,
    yes: bool,
) -> ApplyRequest | None:
    """What `--apply` and its options say; None without it."""
    from qualcode.cli.apply_hits import SPANS, ApplyRequest

    if not code:
        texts = {"--coder": coder, "--span": span, "--direction": direction, "--memo": memo}
        for option in (name for name, value in {**texts, "--blind": blind, "--yes": yes}.items() if value):
            raise QualcodeError(f"{option} goes with --apply CODE; add it, or leave {option} out")
        return None
    chosen = _one_of("--span", span, SPANS) or "unit"
    return ApplyRequest(
        code, coder, chosen, direction, memo, speaker_chosen=speaker_chosen, blind=blind, yes=yes
    )


def _check_outputs(wish: ApplyRequest | None, *, as_json: bool, as_csv: bool) -> None:
    if as_json and as_csv:
        raise QualcodeError("--json and --csv are two outputs; choose one")
    if wish and (as_json or as_csv) and not wish.yes:
        raise QualcodeError("--apply: with --json or --csv there is no preview to agree to; add --yes")


def _sought(
    expression: str,
    unit: str,
    where: dict[str, list[str]],
    speaker: str,
    code: str,
    *,
    uncoded: bool,
    codes: bool,
) -> SearchRequest:
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
    study: Study, sought: SearchRequest, wish: ApplyRequest | None
) -> tuple[Concordance, ApplyPlan | None]:
    """What is found; where it is to be coded, what of it there is to code."""
    if wish is None:
        return study.find(sought, track), None
    from qualcode.cli.apply_hits import planned

    wish.check(study)
    found = study.find(sought, track)
    return found, planned(study, wish, found)


# --- showing it ---------------------------------------------------------------------------


def _lines(study: Study, found: Concordance, context: int | None) -> Iterator[ConcordanceLine]:
    from qualcode.analysis.concordance import line

    bodies = {transcript.id: transcript.body for transcript in study.transcripts}
    words = CONTEXT if context is None else context
    return (line(hit, bodies[hit.transcript], words) for hit in found.hits)


def _draw(study: Study, found: Concordance, context: int | None) -> None:
    """Print the hits: as a concordance on a terminal, as lines with tabs elsewhere."""
    from qualcode.cli.render import concordance as render

    if not render.is_terminal():
        render.plain(_lines(study, found, context))
    elif context is None:
        render.concordance(list(_lines(study, found, _ENOUGH)), cut=True)
    else:
        render.concordance(list(_lines(study, found, context)), cut=False)


def _say_how_many(found: Concordance, plan: ApplyPlan | None, *, shown: int) -> None:
    hits, inside, people = len(found.hits), found.found_in, found.said_by
    say(
        f"{hits} hit{'s' * (hits != 1)} in {inside} of {found.transcripts} transcripts, "
        f"{people} participant{'s' * (people != 1)}. Unit: {found.unit}."
    )
    if plan:
        plan.say_left_alone()
    if shown < len(plan.hits if plan else found.hits):
        say(f"Only the first {shown} of them (--limit).")


def _as_csv(study: Study, found: Concordance, context: int | None) -> str:
    from qualcode.analysis.concordance import flat
    from qualcode.delimited import write_delimited

    rows = [
        [
            entry.hit.transcript, entry.hit.participant, entry.hit.speaker,
            str(entry.hit.start), str(entry.hit.end),
            *(flat(text).strip() for text in (entry.left, entry.words, entry.right)),
            ";".join(entry.hit.codes),
        ]
        for entry in _lines(study, found, context)
    ]  # fmt: skip
    return write_delimited(HEADER, rows)


def _as_data(study: Study, found: Concordance, total: int, context: int | None) -> dict[str, Any]:
    hits = [_hit(entry) for entry in _lines(study, found, context)]
    about = {"expression": found.expression, "unit": found.unit, "transcripts": found.transcripts}
    return {**about, "total": total, "hits": hits}


def _hit(entry: ConcordanceLine) -> dict[str, Any]:
    hit = entry.hit
    return {
        "transcript": hit.transcript,
        "participant": hit.participant or None,
        "speaker": hit.speaker or None,
        "start": hit.start,
        "end": hit.end,
        "left": entry.left,
        "hit": entry.words,
        "right": entry.right,
        "words": [list(span) for span in hit.words],
        "unit": list(hit.unit),
        "codes": list(hit.codes),
    }
