"""`qualcode coders`: who has coded, and how much."""

from __future__ import annotations

from dataclasses import asdict

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, say


def coders(study: options.Study = None, as_json: options.Json = False) -> None:
    """List the coders: codings, rejected suggestions, notes, transcripts begun and done, and since when.

    Example: qualcode coders
    """
    from qualcode.journal.coders import summaries
    from qualcode.journal.merging import lying

    opened = opening.study(study)
    read = lying(opened.log.journal.logs(), opened.log.journal.place)
    known = summaries(opened.log.ledger, {each.path.name: each.read.events for each in read})
    say(*opened.log.logged.faults)
    Output(as_json).give(
        lambda: {"coders": [asdict(coder) for coder in known]},
        (lambda: render.trail.coders(known)) if known else (),
    )
    if not known:
        say("Nobody has coded by hand yet; `qualcode apply` and `qualcode code` begin a log.")
