"""Who codes what, and who has done what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich.markup import escape
from rich.table import Table

from qualcode.analysis.selection import where_in_words
from qualcode.cli.render.console import Drawing, dim, figures, table, uncut

if TYPE_CHECKING:
    from qualcode.analysis.assigning import Assignable
    from qualcode.analysis.progress import CoderProgress, StudyProgress
    from qualcode.study.assigned import AssignmentPlan

_NUMBERS = ("assigned", "shared", "begun", "done", "blind", "codings", "rejected")
_PADDING = (0, 1, 0, 0)


def plan(found: AssignmentPlan) -> Drawing:
    """Draw a plan: numbers of transcripts and words, coder by stratum, the shared part first."""
    names = [*found.strata, *(["All"] if len(found.strata) > 1 else [])]
    sizes = [len(_in_stratum(found.candidates, name)) for name in found.strata]
    heads = [f"{name}\nN = {size}" for name, size in zip(names, [*sizes, sum(sizes)], strict=False)]
    rows = [(name, _figures(found, members)) for name, members in _rows(found)]
    by = f", by {' × '.join(found.by)}" if found.by else ""
    yield from figures(f"Who codes what: transcripts and words{by}", heads, rows, "Coder")
    left = f" {found.left_out} more transcripts are left out." if found.left_out else ""
    yield dim(f"Assigned: {escape(where_in_words(found.where))}.{left} Seed: {found.wish.seed}.")


def _rows(found: AssignmentPlan) -> Iterator[tuple[str, list[Assignable]]]:
    """The rows of a plan: what is shared, everybody's own part, and everybody's whole."""
    about = {each.transcript: each for each in found.candidates}
    entries = [entry for entry in found.assigned if entry.transcript in about]
    coders = sorted({entry.coder for entry in entries} | set(found.wish.coders))
    shared = sorted({entry.transcript for entry in entries if entry.part == "shared"})
    if shared:
        yield "shared", [about[name] for name in shared]
    for coder in coders:
        mine = [entry for entry in entries if entry.coder == coder]
        if shared:
            yield f"{coder}, own", [about[entry.transcript] for entry in mine if entry.part == "own"]
    for coder in coders:
        yield f"[bold]{coder}[/bold]", [about[entry.transcript] for entry in entries if entry.coder == coder]


def _figures(found: AssignmentPlan, members: list[Assignable]) -> list[str]:
    parts = [_in_stratum(members, name) for name in found.strata]
    return [_figure(part) for part in (*parts, *([members] if len(parts) > 1 else []))]


def _figure(members: list[Assignable]) -> str:
    words = sum(each.words for each in members)
    return f"{len(members)}\u00a0[dim]{words:7,}[/dim]"


def _in_stratum(members: Iterable[Assignable], stratum: str) -> list[Assignable]:
    return [each for each in members if each.stratum == stratum]


# --- who has done what --------------------------------------------------------------------


def progress(found: StudyProgress, *, each: bool = False) -> Drawing:
    """Draw who has done what, coder by coder; with `each` also transcript by transcript."""
    if not found.coders:
        yield "Nobody codes by hand yet. Share the work out: `qualcode assign --coders A,B --overlap 20%`."
    else:
        yield uncut(_coders(found.coders))
        unassigned = sum(not entry.assigned for entry in found.transcripts)
        if any(coder.assigned for coder in found.coders) and unassigned:
            yield dim(f"Assigned to nobody: {unassigned} of {len(found.transcripts)} transcripts.")
    if each:
        yield uncut(_transcripts(found))


def _coders(coders: Iterable[CoderProgress]) -> Table:
    made = table("Coder", padding=_PADDING)
    for head in (*_NUMBERS, "last"):
        made.add_column(head, justify="right", no_wrap=True)
    for coder in coders:
        numbers = (str(getattr(coder, name)) for name in _NUMBERS)
        shown = (f"[dim]{each}[/dim]" if each == "0" else each for each in numbers)
        made.add_row(coder.coder, *shown, _day(coder.last))
    return made


def _transcripts(found: StudyProgress) -> Table:
    made = table("Transcript", "assigned", "begun", "done", padding=_PADDING)
    for entry in found.transcripts:
        made.add_row(
            entry.transcript, *(", ".join(names) for names in (entry.assigned, entry.begun, entry.done))
        )
    return made


def _day(time: str) -> str:
    """The day of a line; a time that is none, in a log from elsewhere, is not shown."""
    try:
        return datetime.fromisoformat(time).date().isoformat()
    except ValueError:
        return "–"
