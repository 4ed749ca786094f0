"""`qualcode adjudicate`: settle disagreements on the record, on a screen or by command."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.adjudicate_said import list_open, say_decided, say_settled, say_undone
from qualcode.cli.code import in_terminal
from qualcode.cli.comparing import names_in
from qualcode.cli.deciding import (
    AtOption,
    DirectionOption,
    QuoteOption,
    ReasonOption,
    several,
)
from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.disputes import DisputeRecord

_WAYS = "--take, --coded, --not-coded, --take-back, --done, --reopen, --undo, --redo"


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("adjudicate")(adjudicate)


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
    direction: DirectionOption = "",
    reason: ReasonOption = "",
    code: Annotated[
        str,
        typer.Option(
            "--code", metavar="CODE", help="Only this code; with --quote or --at one that nobody gave, too."
        ),
    ] = "",
    quote: QuoteOption = "",
    at: AtOption = "",
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
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Settle disagreements: decide, say why; what is settled counts as the coder `consensus`.

    Without a decision the screen opens, or, in a pipe, what is open is printed. The coders' own work stays
    as it is. A transcript counts as consensus once it is settled (--done), and only then.

    Examples: qualcode adjudicate --by cy; qualcode adjudicate I01:338 --take ana --reason "names a format"
    --by cy; qualcode adjudicate I01 --done --by cy
    """
    ways = [take, coded, not_coded, take_back, done, reopen, undo, redo]
    if sum(map(bool, ways)) > 1:
        raise QualcodeError(f"{_WAYS}: choose one of them")
    work = open_study(study).adjudication(by, names_in(coders), hide_names=hide_names)
    wanted = names or []
    if done or reopen:
        changed = work.settle(wanted) if done else work.reopen(wanted or work.disputes.transcripts)
        say_settled(work, changed, wanted, settled=done, as_json=as_json)
    elif undo or redo:
        words = work.undo() if undo else work.redo()
        say_undone(work, words, "undone" if undo else "redone", as_json=as_json)
    elif take_back:
        _take_back(work, _meant(work, wanted, code, decided=True), reason, as_json=as_json)
    elif any([take, coded, not_coded, quote, at]):
        verdict = _VerdictOptions(take, direction, reason, code, quote, at, coded=not not_coded)
        say_decided(work, _decide(work, wanted, verdict), as_json=as_json)
    elif as_json or listed or not in_terminal():
        cases = work.disputes.cases(dict.fromkeys(name.partition(":")[0] for name in wanted))
        items = [item for name in wanted or work.disputes.transcripts for item in _named(work, name)]
        shown = [item for item in items if code in {"", item.found.code}]
        list_open(work, cases, shown, in_full=bool(wanted), as_json=as_json)
    else:
        _show(work, wanted)


@dataclass(frozen=True)
class _VerdictOptions:
    """What is to be decided, on what."""

    take: str
    direction: str
    reason: str
    code: str
    quote: str
    at: str
    coded: bool


def _decide(work: Adjudication, names: list[str], wish: _VerdictOptions) -> list[str]:
    """Decide; returns the ids of new verdicts."""
    if wish.quote or wish.at:
        return _on_span(work, names, wish)
    items = _meant(work, names, wish.code)
    if wish.take:
        if work.hide_names and len({item.found.place for item in items}) > 1:
            raise QualcodeError(
                "--take with --hide-names: name one unit (I01:338); in others A is another coder"
            )
        return work.take(items, wish.take, wish.reason)
    return work.code(items, coded=wish.coded, direction=wish.direction, reason=wish.reason)


# --- what is meant ------------------------------------------------------------------------


def _meant(work: Adjudication, names: list[str], code: str, *, decided: bool = False) -> list[DisputeRecord]:
    """The disagreements that names stand for: those that are open, or those that are decided.

    One that is named with its code is meant in any case. Raises `FaultsFound` for what is none.
    """
    if not names:
        raise QualcodeError("say what is decided: a transcript (I01), a unit (I01:338) or I01:338:CODE")
    found = [item for name in names for item in _named(work, name, decided=decided)]
    meant = [item for item in found if code in {"", item.found.code}]
    if not meant:
        what = "decided" if decided else "open"
        on = f" on {code!r}" if code else ""
        raise QualcodeError(
            f"{', '.join(names)}: nothing is {what} there{on}; `qualcode adjudicate --list` shows"
        )
    return list({item.found.id: item for item in meant}.values())


def _named(work: Adjudication, name: str, *, decided: bool | None = None) -> list[DisputeRecord]:
    """What a name stands for; None for what is open or decided."""
    transcript, _, place = name.partition(":")
    if ":" in place:
        return [work.disputes.item(name)]
    items = work.disputes.case(transcript).items
    if place and place not in {str(item.found.unit.start) for item in items}:
        raise QualcodeError(f"{name}: is no disagreement; see `qualcode adjudicate {transcript} --list`")
    there = [item for item in items if place in {"", str(item.found.unit.start)}]
    return [
        item
        for item in there
        if (item.verdict is not None and decided is not False) or (item.is_open and not decided)
    ]


def _on_span(work: Adjudication, names: list[str], wish: _VerdictOptions) -> list[str]:
    if len(names) != 1 or not wish.code or wish.take or bool(wish.quote) == bool(wish.at):
        raise QualcodeError(
            "--quote and --at: name one transcript, the code (--code), one of the two, --coded or --not-coded"
        )
    text = work.disputes.case(names[0]).transcript
    span = work.texts.span(text, quote=wish.quote, at=wish.at)
    return work.code_span(
        text.id, span, wish.code, coded=wish.coded, direction=wish.direction, reason=wish.reason
    )


def _take_back(work: Adjudication, items: list[DisputeRecord], reason: str, *, as_json: bool) -> None:
    number = work.take_back(items, reason)
    if as_json:
        print_json({"taken_back": [item.found.id for item in items]})
    say(f"Saved: {several(number, 'decision')} taken back.")


# --- the screen ---------------------------------------------------------------------------


def _show(work: Adjudication, names: list[str]) -> None:
    if not work.by:
        raise QualcodeError("--by: say who decides (--by NAME); to only look, add --list")
    if find_spec("textual") is None:
        raise QualcodeError("the screen needs Textual; install it with `pip install 'qualcode[screen]'`")
    from qualcode.screen import adjudicate as run

    cases = work.disputes.cases(dict.fromkeys(name.partition(":")[0] for name in names))
    if not cases:
        raise QualcodeError("no transcript was finished by two coders yet; mark them with `qualcode done`")
    run(work, cases[0].transcript.id if names else "")
