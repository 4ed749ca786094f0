"""`qualcode anchors`: where hand codings stand after edits, and what a person has to settle."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, draw, say
from qualcode.errors import FaultsFound, QualcodeError
from qualcode.model import Span

if TYPE_CHECKING:
    from qualcode import Study
    from qualcode.journal import PlacedCoding

app = typer.Typer(
    rich_markup_mode=None,
    invoke_without_command=True,
)
PROPOSED = -1  # `--keep` without a number
OPEN = ("ambiguous", "orphaned", "changed words")


@app.callback()
def anchors(
    context: typer.Context,
    transcript: Annotated[
        str, typer.Option("--transcript", metavar="T", help="Only the codings of this transcript.")
    ] = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """List hand codings with what edits did to them; settle what is open.

    Each is unchanged, moved, changed words, ambiguous or orphaned.

    Example: qualcode anchors --transcript I01
    """
    if context.invoked_subcommand is not None:
        return
    from qualcode.journal.placing import as_data

    opened = opening.study(study)
    if transcript and transcript not in {entry.anchor.transcript for entry in opened.log.placed}:
        opened.texts.transcript(transcript)  # a name that nobody knows is a slip
    shown = [entry for entry in opened.log.placed if transcript in {"", entry.anchor.transcript}]
    say(*opened.log.logged.faults)
    Output(as_json).give(lambda: as_data(shown), lambda: render.anchors.anchors(shown, opened.transcripts))


# --- settling -----------------------------------------------------------------------------


class _KeepMayStandAlone(TyperCommand):
    """`--keep` takes a number or none, as in `--keep` and `--keep 2`."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put in the number that was left out."""
        spelled: list[str] = []
        for number, word in enumerate(args):
            following = args[number + 1] if number + 1 < len(args) else ""
            alone = word == "--keep" and not following.isdigit()
            spelled += [word, str(PROPOSED)] if alone else [word]
        return super().parse_args(ctx, spelled)


@app.command("resolve", cls=_KeepMayStandAlone)
def resolve(
    coder: options.Coder,
    coding: Annotated[
        str, typer.Argument(metavar="[CODING]", help="Its id, or how that begins; else one after the other.")
    ] = "",
    keep: Annotated[
        int | None,
        typer.Option("--keep", metavar="[N]", help="Where it is proposed, or at the Nth proposal."),
    ] = None,
    at: Annotated[str, typer.Option("--at", metavar="START:END", help="Place it there.")] = "",
    quote: Annotated[str, typer.Option("--quote", metavar="TEXT", help="Place it on these words.")] = "",
    nth: options.Nth = 0,
    drop: Annotated[bool, typer.Option("--drop", help="Take it out; the log remembers it.")] = False,
    reason: options.Reason = "",
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Settle codings that an edit left open, each decision a line in the log of whoever decides.

    Examples: qualcode anchors resolve --coder ana; qualcode anchors resolve 0192f --keep 2 --coder ana
    """
    opened = opening.study(study)
    asked = sum([keep is not None, bool(at), bool(quote), drop])
    if not coding and not asked:
        _one_after_the_other(opened, coder, reason)
        return
    if not coding or asked != 1:
        raise QualcodeError("give a CODING and one of --keep, --at, --quote, --drop")
    from qualcode.journal import find_coding
    from qualcode.journal.placing import as_data
    from qualcode.journal.resolving import check_open

    entry = find_coding(opened.log.placed, coding)
    if drop or keep is not None:
        check_open(entry, "--drop" if drop else "--keep")
    _resolve(opened, entry, None if drop else _place(opened, entry, keep, at, quote, nth), coder, reason)
    after = [each for each in opened.log.placed if each.coding.id == entry.coding.id]
    status = after[0].placement.status if after else "dropped"
    Output(as_json).give(lambda: as_data(after), [f"{entry.coding.id}  {status}"])


def _place(opened: Study, entry: PlacedCoding, keep: int | None, at: str, quote: str, nth: int = 0) -> Span:
    from qualcode.journal import quoted_span, span_at
    from qualcode.journal.resolving import candidate

    if keep is not None:
        return candidate(entry, None if keep == PROPOSED else keep)
    transcript = opened.texts.transcript(entry.anchor.transcript)
    return span_at(transcript, at) if at else quoted_span(transcript, quote, nth)


def _resolve(opened: Study, entry: PlacedCoding, span: Span | None, coder: str, reason: str) -> None:
    message = opened.resolve(entry, span, coder=coder, reason=reason)
    if message:
        say(message)


def _one_after_the_other(opened: Study, coder: str, reason: str) -> None:
    """Ask about every open coding; each decision is on disk before the next question."""
    from qualcode.journal import coder_name

    coder_name(coder)
    if not at_a_terminal():
        raise QualcodeError("without a terminal, give a CODING and one of --keep, --at, --quote, --drop")
    pending = sorted(
        (entry for entry in opened.log.placed if entry.placement.status in OPEN),
        key=lambda entry: OPEN.index(entry.placement.status),
    )
    say(f"{len(pending)} to settle.")
    for number, entry in enumerate(pending, start=1):
        if not ask(opened, entry, f"{number}/{len(pending)}", coder, reason, input):
            break


def at_a_terminal() -> bool:
    """Whether a person can be asked."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(
    opened: Study, entry: PlacedCoding, head: str, coder: str, reason: str, answer: Callable[[str], str]
) -> bool:
    """Show one coding, ask what to do with it, and do it; returns False to stop asking."""
    draw(render.anchors.question(entry, opened.transcripts, head))
    while True:
        try:
            words = answer("keep [N], place START:END or words, drop, skip, quit > ").strip()
        except EOFError:
            return False
        what, _, rest = words.partition(" ")
        if what in {"q", "quit", "s", "skip"}:
            return what[0] == "s"
        try:
            if _do(opened, entry, (what, rest.strip()), coder, reason):
                return True
        except FaultsFound as error:
            say(str(error))


def _do(opened: Study, entry: PlacedCoding, asked: tuple[str, str], coder: str, reason: str) -> bool:
    """Do what an answer says; False if it says nothing that is known."""
    what, rest = asked
    if what in {"d", "drop"} and not rest:
        _resolve(opened, entry, None, coder, reason)
    elif what in {"k", "keep"} and (not rest or rest.isdecimal()):
        _resolve(opened, entry, _place(opened, entry, int(rest or PROPOSED), "", ""), coder, reason)
    elif what in {"p", "place"} and rest:
        is_span = rest.replace(":", "", 1).isdecimal() and ":" in rest
        place = _place(opened, entry, None, rest if is_span else "", "" if is_span else rest)
        _resolve(opened, entry, place, coder, reason)
    else:
        return False
    say("Saved.")
    return True
