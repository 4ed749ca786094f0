"""`qualcode assign`: who codes which transcript, and which ones all code."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.asking import agreed
from qualcode.cli.emitting import Output, say, several
from qualcode.errors import refuse

if TYPE_CHECKING:
    from qualcode.study.assigned import AssignmentPlan

_SHOWN = 12
DEFAULT_OVERLAP = "20%"


def assign(
    coders: Annotated[str, typer.Option("--coders", metavar="A,B[,C]", help="Who codes.")],
    overlap: Annotated[
        str,
        typer.Option(
            "--overlap",
            metavar="N%|N",
            help="Transcripts that all of them code, for agreement: a share or a number; 20% unless given.",
        ),
    ] = "",
    by: Annotated[
        list[str] | None,
        typer.Option(
            "--by",
            metavar="ATTR",
            help="Balance the parts over this attribute's groups; may be repeated. Else the study's first.",
        ),
    ] = None,
    where: Annotated[
        list[str] | None,
        typer.Option(
            "--where",
            metavar="K=V[,V]",
            help="Only transcripts where attribute K is one of the values (* for any). Narrows the study's "
            "filter; naming an attribute of that filter replaces it.",
        ),
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", metavar="N", min=0, help="Decides by lot; the same gives the same plan.")
    ] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Plan anew, whatever was assigned; no coding is touched.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the plan; write nothing.")] = False,
    yes: options.Yes = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Share the transcripts out among coders, some of them to all; balanced by groups and by length.

    What is assigned already stays; transcripts that came in since are added. The plan is written to
    codings/assignments.csv, which can be edited by hand.

    Examples: qualcode assign --coders anna,ben --overlap 20%; qualcode assign --coders anna,ben
    --overlap 8 --by category --by role --dry-run
    """
    from qualcode.study.assigned import AssignmentRequest

    names, output = _names(coders), Output(as_json)
    attributes = tuple(dict.fromkeys(name.strip() for name in by or ()))
    asked = parsing.where(where)
    wish = AssignmentRequest(names, _overlap(overlap, names), attributes, asked, seed, again)
    opened = opening.study(study)
    found = opened.plan(wish)
    if output.is_drawn:
        output.give(found.as_data, lambda: render.progress.plan(found))
    _warn(found)
    written = ""
    if (found.new or found.replaced) and not dry_run and agreed(_question(found), yes=yes or as_json):
        written = opened.assign(found)
    if not output.is_drawn:
        output.give(lambda: {**found.as_data(), "written": written or None}, ())
    _say_end(found, written, dry_run=dry_run)


def _names(coders: str) -> tuple[str, ...]:
    from qualcode.journal import coder_name

    names = tuple(coder_name(name.strip(), "--coders") for name in coders.split(","))
    folded = [name.casefold() for name in names]
    twice = next((name for name in names if folded.count(name.casefold()) > 1), "")
    if twice:
        refuse("--coders", f"{twice!r} is named twice", "name everybody once")
    return names


def _overlap(overlap: str, coders: tuple[str, ...]) -> str:
    """The overlap, by default; one coder alone shares nothing."""
    if len(coders) > 1:
        return overlap or DEFAULT_OVERLAP
    if overlap.strip().rstrip("%").strip(" 0."):
        refuse("--overlap", "one coder alone shares nothing", "name two coders or more, or leave it out")
    return "0"


# --- what is said -------------------------------------------------------------------------


def _warn(found: AssignmentPlan) -> None:
    say(*found.remarks)
    if found.changing:
        named = ", ".join(f"{transcript} by {coder}" for coder, transcript in found.changing[:_SHOWN])
        more = f" and {len(found.changing) - _SHOWN} more" if len(found.changing) > _SHOWN else ""
        say(f"Begun by somebody who hasn't got it in this plan: {named}{more}. Their codings stay.")


def _question(found: AssignmentPlan) -> str:
    if found.replaced:
        return f"Replace what was planned for {several(found.replaced, 'transcript')}?"
    return f"Assign {several(len({entry.transcript for entry in found.new}), 'transcript')} so?"


def _say_end(found: AssignmentPlan, written: str, *, dry_run: bool) -> None:
    if written:
        say(f"Written to {written}. Next: `qualcode code --coder {found.wish.coders[0]}`.")
    elif not found.new and not found.replaced:
        say("All of them are assigned already, so nothing was written; --again makes a new plan.")
    elif dry_run:
        say("Nothing was written (--dry-run).")
