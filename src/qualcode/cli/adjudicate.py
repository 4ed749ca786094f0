"""`qualcode adjudicate`: settle disagreements on the record, on a screen or by command."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, parsing, render
from qualcode.cli.asking import in_terminal
from qualcode.cli.emitting import Output, say, several
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.disputes import DisputeRecord

_WAYS = "--take, --coded, --not-coded, --take-back, --done, --reopen, --undo, --redo"
_AS_IT_WAS = "It was so already; nothing was added."


def adjudicate(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHAT…]",
            help="A transcript (I01), a unit of it (I01:338), or one code in it (I01:338:russia): all that "
            "is open there.",
        ),
    ] = None,
    by: Annotated[str, typer.Option("--by", "--coder", metavar="NAME", help="Who decides.")] = "",
    take: Annotated[
        str, typer.Option("--take", metavar="CODER", help="Decide that it is as this coder has it.")
    ] = "",
    coded: Annotated[bool, typer.Option("--coded", help="Decide that the code is right there.")] = False,
    not_coded: Annotated[bool, typer.Option("--not-coded", help="Decide that it is not.")] = False,
    direction: options.Direction = "",
    reason: options.Reason = "",
    code: Annotated[
        str,
        typer.Option(
            "--code", metavar="CODE", help="Only this code; with --quote or --at one that nobody gave, too."
        ),
    ] = "",
    quote: options.Quote = "",
    at: options.At = "",
    done: Annotated[
        bool, typer.Option("--done", help="Settle transcripts: what is decided becomes the consensus.")
    ] = False,
    reopen: Annotated[bool, typer.Option("--reopen", help="Take it back that they are settled.")] = False,
    take_back: Annotated[bool, typer.Option("--take-back", help="Take back what was decided.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take the last decision back.")] = False,
    redo: Annotated[bool, typer.Option("--redo", help="Bring again what was undone last.")] = False,
    coders: Annotated[
        str, typer.Option("--coders", metavar="A,B[,C]", help="Between whom; else all who finished.")
    ] = "",
    hide_names: Annotated[
        bool,
        typer.Option("--hide-names", help="Call coders A, B, … in an order that changes from unit to unit."),
    ] = False,
    listed: Annotated[
        bool, typer.Option("--list", help="Print what is open, also where a screen could be shown.")
    ] = False,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Settle disagreements: decide, say why; what is settled counts as the coder `consensus`.

    Without a decision the screen opens, or, in a pipe, what is open is printed. The coders' own work stays
    as it is. A transcript counts as consensus once it is settled (--done), and only then.

    Examples: qualcode adjudicate --by cy; qualcode adjudicate I01:338 --take ana --reason "names a format"
    --by cy; qualcode adjudicate I01 --done --by cy
    """
    from qualcode.study.naming_disputes import VerdictWish, meant

    ways = [take, coded, not_coded, take_back, done, reopen, undo, redo]
    if sum(map(bool, ways)) > 1:
        raise QualcodeError(f"{_WAYS}: choose one of them")
    work = opening.study(study).adjudication(by, parsing.names(coders), hide_names=hide_names)
    wanted, output = names or [], Output(as_json)
    if done or reopen:
        _settle(work, wanted, output, reopen=reopen)
    elif undo or redo:
        _undone(work, work.undo() if undo else work.redo(), "undone" if undo else "redone", output)
    elif take_back:
        _take_back(work, meant(work, wanted, code, decided=True), reason, output)
    elif any([take, coded, not_coded, quote, at]):
        wish = VerdictWish(take, direction, reason, code, quote, at, coded=not not_coded)
        _decided(work, wish.decide(work, wanted), output)
    elif as_json or listed or not in_terminal():
        _list(work, wanted, code, output)
    else:
        _show(work, wanted)


# --- what is said -------------------------------------------------------------------------


def _decided(work: Adjudication, ids: Sequence[str], output: Output) -> None:
    """Tell verdicts that were just found, and how much is left."""
    from qualcode.study.disputes_as_data import names_in, place_of, verdict_data

    verdicts = [verdict for verdict in work.ledger.verdicts if verdict.id in set(ids)]
    left = {verdict.transcript: len(work.disputes.of(verdict.transcript).open) for verdict in verdicts}
    output.give(
        lambda: {"decided": [verdict_data(work, verdict) for verdict in verdicts], "open": left},
        (f"{place_of(each)}  {render.verdicts.decided(each, names_in(work, each))}" for each in verdicts),
    )
    _say_saved(work, f"Saved: {several(len(ids), 'decision')}." if ids else _AS_IT_WAS)
    for name, number in left.items():
        settle = f"nothing is open; `qualcode adjudicate {name} --done` settles it"
        say(f"{name}: {f'{number} open' if number else settle}.")


def _settle(work: Adjudication, names: Sequence[str], output: Output, *, reopen: bool) -> None:
    """Settle transcripts or open them again, and tell which; without names, what is left to settle."""
    changed = work.reopen(names or work.disputes.transcripts) if reopen else work.settle(names)
    state, about = "open" if reopen else "settled", names or changed
    words = "open again" if reopen else state
    output.give(
        lambda: {
            "state": state,
            "changed": changed,
            "unchanged": [name for name in about if name not in changed],
        },
        [f"{name}  {words}{'' if name in changed else ', as before'}" for name in about],
    )
    _say_saved(work, "Saved." if changed else _AS_IT_WAS)
    left = [] if reopen or names else [disputed for disputed in work.disputes.each() if disputed.open]
    if left:
        open_ones = several(sum(len(disputed.open) for disputed in left), "open disagreement")
        say(f"{several(len(left), 'transcript')} with {open_ones} left as they are.")


def _take_back(work: Adjudication, items: Sequence[DisputeRecord], reason: str, output: Output) -> None:
    number = work.take_back(items, reason)
    output.give(lambda: {"taken_back": [item.found.id for item in items]}, ())
    say(f"Saved: {several(number, 'decision')} taken back.")


def _undone(work: Adjudication, words: Sequence[str], what: str, output: Output) -> None:
    """Tell what was undone or redone, in words; with hidden names only how much."""
    if work.hide_names:
        words = [several(len(words), "decision")] if words else []
    output.give(lambda: {what: words}, [f"{what}: {line}" for line in words])
    say("Saved." if words else f"There is nothing to be {what}.")


def _say_saved(work: Adjudication, message: str) -> None:
    say(*filter(None, [work.said, message]))


def _list(work: Adjudication, names: Sequence[str], code: str, output: Output) -> None:
    """Tell how far each transcript is, and, where some are named or as data, the disagreements."""
    from qualcode.study.disputes_as_data import record_data, transcript_data
    from qualcode.study.naming_disputes import listed

    every, items = listed(work, names, code)
    output.give(
        lambda: {
            "transcripts": [transcript_data(work, disputed) for disputed in every],
            "items": [record_data(work, item) for item in items],
        },
        lambda: render.verdicts.listed(work, every, items if names else ()),
    )
    if not output.is_drawn:
        return
    if not every:
        say("No transcript was finished by two coders yet; `qualcode done` marks one.")
    elif not names:
        say(f"Show one with `qualcode adjudicate {every[0].transcript.id} --list`.")


# --- the screen ---------------------------------------------------------------------------


def _show(work: Adjudication, names: Sequence[str]) -> None:
    from qualcode.study.naming_disputes import disputed_in

    if not work.by:
        raise QualcodeError("--by: say who decides (--by NAME); to only look, add --list")
    if find_spec("textual") is None:
        raise QualcodeError("the screen needs Textual; install it with `pip install 'qualcode[screen]'`")
    from qualcode.screen import adjudicate as run

    every = disputed_in(work, names)
    if not every:
        raise QualcodeError("no transcript was finished by two coders yet; mark them with `qualcode done`")
    run(work, every[0].transcript.id if names else "")
