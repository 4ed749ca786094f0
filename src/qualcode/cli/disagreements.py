"""`qualcode disagreements`: unit by unit, who said what, and which codes are taken for which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.emitting import Output, say, track
from qualcode.errors import QualcodeError, refuse

if TYPE_CHECKING:
    from qualcode.analysis.disputes import DisputeKind


def disagreements(
    coders: options.Coders = "",
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="Only this code, with what is below it.")
    ] = "",
    codes: options.Codes = "",
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="KIND", help="missed, code, boundary or direction."),
    ] = "",
    unit: options.Cut = "",
    where: options.Where = None,
    limit: options.Limit = 0,
    study: options.Study = None,
    as_json: options.Json = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a disagreement, as CSV.")] = False,
) -> None:
    """Show where coders disagree, unit by unit, with context, and which codes are taken for which.

    What is compared is what `qualcode agreement` compares. For the team's eyes: quotes are not masked.

    Examples: qualcode disagreements --code consultations; qualcode disagreements --kind missed --csv
    """
    output = Output(as_json, as_csv)
    if code and codes:
        raise QualcodeError("--code and --codes: choose one of them")
    from qualcode.study.agreeing import confusion_of, disagreements_of
    from qualcode.study.disputes_as_data import compared_data, dispute_rows
    from qualcode.suggesters import is_suggester

    opened, names = opening.study(study), parsing.names(coders)
    if any(map(is_suggester, names)):
        opened.autocode(track)
    work = opened.compare(names, parsing.names(code or codes), parsing.where(where), unit)
    wanted = _kind(kind)
    found = [each for each in disagreements_of(work) if wanted in {None, each.kind}]
    shown = found[:limit] if limit else found
    say(*work.notes)
    output.give(
        lambda: compared_data(work, found, shown) | {"confusion": confusion_of(work).as_data()},
        lambda: render.disagreements.compared(
            work, found, shown, None if wanted else confusion_of(work), opened.codebook
        ),
        lambda: dispute_rows(work, shown),
    )
    if len(shown) < len(found):
        say(f"Only the first {len(shown)} of {len(found)} (--limit).")


def _kind(name: str) -> DisputeKind | None:
    """The kind that is meant: by its name, or by what is different."""
    from qualcode.analysis.disputes import KINDS
    from qualcode.positions import nearest

    if not name:
        return None
    found = next((kind for kind in KINDS if name in {kind, kind.removeprefix("different ")}), None)
    return found or refuse("--kind", f"{name!r} is none", nearest(name, KINDS))
