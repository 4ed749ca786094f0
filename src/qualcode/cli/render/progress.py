"""Who codes what, and who has done what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from rich import box
from rich.markup import escape
from rich.table import Table

from qualcode.analysis.selection import where_in_words
from qualcode.cli.render.console import console, show

if TYPE_CHECKING:
    from qualcode.analysis.assigning import Assignable
    from qualcode.analysis.progress import CoderProgress, StudyProgress
    from qualcode.study.assigned import AssignmentPlan

_NUMBERS = ("assigned", "shared", "begun", "done", "blind", "codings", "rejected")


def plan(found: AssignmentPlan) -> None:
    """Print a plan: numbers of transcripts and words, coder by stratum, the shared part first."""
    names = [*found.strata, *(["All"] if len(found.strata) > 1 else [])]
    sizes = [len(_in_stratum(found.candidates, name)) for name in found.strata]
    heads = [f"{name}\nN = {size}" for name, size in zip(names, [*sizes, sum(sizes)], strict=False)]
    rows = [(name, _figures(found, members)) for name, members in _rows(found)]
    by = f", by {' × '.join(found.by)}" if found.by else ""
    show(f"Who codes what: transcripts and words{by}", heads, rows, "Coder")
    out = console()
    left = f" {found.left_out} more transcripts are left out." if found.left_out else ""
    out.print(f"Assigned: {escape(where_in_words(found.where))}.{left} Seed: {found.wish.seed}.", style="dim")


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


def progress(found: StudyProgress, *, each: bool = False) -> None:
    """Print who has done what, coder by coder; with `each` also transcript by transcript."""
    out = console()
    if not found.coders:
        out.print(
            "Nobody codes by hand yet. Share the work out: `qualcode assign --coders A,B --overlap 20%`."
        )
    else:
        out.print(_coders(found.coders), crop=False)
        unassigned = sum(not entry.assigned for entry in found.transcripts)
        if any(coder.assigned for coder in found.coders) and unassigned:
            out.print(
                f"Assigned to nobody: {unassigned} of {len(found.transcripts)} transcripts.", style="dim"
            )
    if each:
        out.print(_transcripts(found), crop=False)


def _coders(coders: Iterable[CoderProgress]) -> Table:
    made = _table("Coder")
    for head in (*_NUMBERS, "last"):
        made.add_column(head, justify="right", no_wrap=True)
    for coder in coders:
        figures = [str(getattr(coder, name)) for name in _NUMBERS]
        made.add_row(
            coder.coder,
            *(f"[dim]{each}[/dim]" if each == "0" else each for each in figures),
            _day(coder.last),
        )
    return made


def _transcripts(found: StudyProgress) -> Table:
    made = _table("Transcript")
    for head in ("assigned", "begun", "done"):
        made.add_column(head, overflow="fold")
    for entry in found.transcripts:
        made.add_row(
            entry.transcript, *(", ".join(names) for names in (entry.assigned, entry.begun, entry.done))
        )
    return made


def _table(first: str) -> Table:
    made = Table(box=box.SIMPLE_HEAD, header_style="bold", padding=(0, 1, 0, 0))
    made.add_column(first, overflow="fold")
    return made


def _day(time: str) -> str:
    """The day of a line; a time that is none, in a log from elsewhere, is not shown."""
    try:
        return datetime.fromisoformat(time).date().isoformat()
    except ValueError:
        return "–"
