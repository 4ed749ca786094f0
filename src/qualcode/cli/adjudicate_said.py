"""What `qualcode adjudicate` says: what is open, what was decided, what is settled."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import typer

from qualcode.cli.deciding import several
from qualcode.cli.options import print_json, say

if TYPE_CHECKING:
    from qualcode.journal import Verdict
    from qualcode.study.adjudication import Adjudication
    from qualcode.study.disputes import DisputeRecord, TranscriptDisputes


def say_decided(work: Adjudication, ids: Sequence[str], *, as_json: bool) -> None:
    """Print verdicts that were just found, and how much is left."""
    verdicts = [verdict for verdict in work.ledger.verdicts if verdict.id in set(ids)]
    left = {verdict.transcript: len(work.disputes.case(verdict.transcript).open) for verdict in verdicts}
    if as_json:
        print_json({"decided": [_ruling(work, verdict) for verdict in verdicts], "open": left})
    else:
        from qualcode.cli.render.verdicts import decided

        for verdict in verdicts:
            typer.echo(f"{_place(verdict)}  {decided(verdict, _names(work, verdict))}")
    if work.said:
        say(work.said)
    say(f"Saved: {several(len(ids), 'decision')}." if ids else "It was so already; nothing was added.")
    for name, number in left.items():
        settle = f"nothing is open; `qualcode adjudicate {name} --done` settles it"
        say(f"{name}: {f'{number} open' if number else settle}.")


def _place(verdict: Verdict) -> str:
    return f"{verdict.transcript}:{verdict.anchor().start}:{verdict.code}"


def _names(work: Adjudication, verdict: Verdict) -> Mapping[str, str]:
    """What coders are called there."""
    return work.called(verdict.transcript, verdict.anchor().start, verdict.between)


def _ruling(work: Adjudication, verdict: Verdict) -> dict[str, Any]:
    names = _names(work, verdict)
    return {
        "id": verdict.id,
        "place": _place(verdict),
        "verdict": verdict.verdict,
        "direction": verdict.direction or None,
        "took": names.get(verdict.took, verdict.took) or None,
        "by": verdict.by,
        "time": verdict.time,
        "reason": verdict.reason or None,
    }


def say_settled(
    work: Adjudication, changed: Sequence[str], names: Sequence[str], *, settled: bool, as_json: bool
) -> None:
    """Print which transcripts are settled now, or open again."""
    state = "settled" if settled else "open again"
    about = names or changed
    if as_json:
        unchanged = [name for name in about if name not in changed]
        print_json({"state": "settled" if settled else "open", "changed": changed, "unchanged": unchanged})
    else:
        for name in about:
            typer.echo(f"{name}  {state}{'' if name in changed else ', as before'}")
    if work.said:
        say(work.said)
    say("Saved." if changed else "It was so already; nothing was added.")
    left = [case for case in work.disputes.cases() if case.open] if settled and not names else []
    if left:
        number = sum(len(case.open) for case in left)
        open_ones = several(number, "open disagreement")
        say(f"{several(len(left), 'transcript')} with {open_ones} left as they are.")


def say_undone(work: Adjudication, words: Sequence[str], what: str, *, as_json: bool) -> None:
    """Print what was undone or redone, in words; with hidden names only how much."""
    if work.hide_names:
        words = [several(len(words), "decision")] if words else []
    if as_json:
        print_json({what: words})
    else:
        for line in words:
            typer.echo(f"{what}: {line}")
    say("Saved." if words else f"There is nothing to be {what}.")


def list_open(
    work: Adjudication,
    cases: Sequence[TranscriptDisputes],
    items: Sequence[DisputeRecord],
    *,
    in_full: bool,
    as_json: bool,
) -> None:
    """Print how far each transcript is, and, `in_full` or as data, the disagreements."""
    if as_json:
        bodies = {case.transcript.id: case.transcript.body for case in cases}
        listed = [_item(work, item, bodies[item.found.transcript]) for item in items]
        print_json({"transcripts": [_case(work, case) for case in cases], "items": listed})
        return
    from qualcode.cli.render import verdicts as render

    if in_full:
        render.items(work, items)
    render.cases(cases, hide_names=work.hide_names)
    if not cases:
        say("No transcript was finished by two coders yet; `qualcode done` marks one.")
    elif not in_full:
        say(f"Show one with `qualcode adjudicate {cases[0].transcript.id} --list`.")


def _case(work: Adjudication, case: TranscriptDisputes) -> dict[str, Any]:
    return {
        "transcript": case.transcript.id,
        "coders": sorted(work.called(case.transcript.id, 0, case.coders).values()),
        "state": case.state,
        "disagreements": len(case.items),
        "open": len(case.open),
        "decided": sum(item.verdict is not None for item in case.items),
    }


def _item(work: Adjudication, item: DisputeRecord, body: str) -> dict[str, Any]:
    from qualcode.cli.disagreements import item as as_data

    data = as_data(item.found, body)
    names = work.names(item.found)
    said = sorted(
        ({**each, "coder": names[each["coder"]]} for each in data["said"]), key=lambda e: e["coder"]
    )
    decided = _ruling(work, item.verdict) if item.verdict else None
    return {**data, "open": item.is_open, "said": said, "decided": decided}
