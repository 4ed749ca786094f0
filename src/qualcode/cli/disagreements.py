"""`qualcode disagreements`: unit by unit, who said what, and which codes are taken for which."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qualcode.cli.comparing import CodersOption, CodesOption, CutOption, names_in
from qualcode.cli.options import (
    JsonOption,
    StudyOption,
    WhereOption,
    open_study,
    parse_where,
    print_json,
    say,
    say_all,
    track,
)
from qualcode.errors import QualcodeError, refuse

if TYPE_CHECKING:
    from qualcode.analysis.disputes import Dispute, DisputeKind
    from qualcode.study.comparing import Compared

REACH = 160


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("disagreements")(disagreements)


def disagreements(
    coders: CodersOption = "",
    code: Annotated[
        str, typer.Option("--code", metavar="CODE", help="Only this code, with what is below it.")
    ] = "",
    codes: CodesOption = "",
    kind: Annotated[
        str,
        typer.Option("--kind", metavar="KIND", help="missed, code, boundary or direction."),
    ] = "",
    unit: CutOption = "",
    where: WhereOption = None,
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=0, help="At most so many; 0 for all.")
    ] = 0,
    study: StudyOption = None,
    as_json: JsonOption = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="One row a disagreement, as CSV.")] = False,
) -> None:
    """Show where coders disagree, unit by unit, with context, and which codes are taken for which.

    What is compared is what `qualcode agreement` compares. For the team's eyes: quotes are not masked.

    Examples: qualcode disagreements --code consultations; qualcode disagreements --kind missed --csv
    """
    if as_json and as_csv:
        raise QualcodeError("--json and --csv are two outputs; choose one")
    if code and codes:
        raise QualcodeError("--code and --codes: choose one of them")
    from qualcode.study.agreeing import confusion_of, disagreements_of
    from qualcode.suggesters import is_suggester

    opened = open_study(study)
    names = names_in(coders)
    if any(map(is_suggester, names)):
        opened.autocode(track)
    work = opened.compare(names, names_in(code or codes), parse_where(where), unit)
    wanted = _kind(kind)
    found = [each for each in disagreements_of(work) if wanted in {None, each.kind}]
    shown = found[:limit] if limit else found
    say_all(work.notes)
    if as_csv:
        sys.stdout.write(_as_csv(work, shown))
    elif as_json:
        print_json(_as_data(work, found, shown) | {"confusion": confusion_of(work).as_data()})
    else:
        from qualcode.cli.render import disagreements as render

        render.disagreements(shown, work.bodies, opened.codebook)
        if wanted is None:
            render.confusion(confusion_of(work), opened.codebook)
        render.summary(work, found, opened.codebook)
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


# --- as data ------------------------------------------------------------------------------


def _as_data(work: Compared, found: Sequence[Dispute], shown: Sequence[Dispute]) -> dict[str, Any]:
    return {
        "coders": list(work.coders),
        "unit": work.unit,
        "where": {name: list(values) for name, values in work.where.items()},
        "transcripts": list(work.transcripts),
        "total": len(found),
        "kinds": dict(Counter(each.kind for each in found)),
        "disagreements": [item(each, work.bodies[each.transcript]) for each in shown],
        "notes": list(work.notes),
    }


def item(found: Dispute, body: str) -> dict[str, Any]:
    """A disagreement as plain data, with its words and what stands around them."""
    from qualcode.analysis.disputes import around

    before, after = around(body, found.unit, REACH)
    return {
        "id": found.id,
        "transcript": found.transcript,
        "participant": found.unit.participant,
        "start": found.unit.start,
        "end": found.unit.end,
        "code": found.code,
        "kind": found.kind,
        "said": [each.as_data() for each in found.said],
        "text": body[found.unit.start : found.unit.end],
        "before": before,
        "after": after,
    }


def _as_csv(work: Compared, found: Sequence[Dispute]) -> str:
    from qualcode.analysis.disputes import in_words
    from qualcode.delimited import write_delimited

    header = ("id", "transcript", "participant", "start", "end", "code", "kind", *work.coders, "text")
    rows = [
        [
            each.id, each.transcript, each.unit.participant or "", str(each.unit.start), str(each.unit.end),
            each.code, each.kind, *map(in_words, each.said),
            " ".join(work.bodies[each.transcript][each.unit.start : each.unit.end].split()),
        ]
        for each in found
    ]  # fmt: skip
    return write_delimited(header, rows)
