"""`qualcode coders`: who has coded, and how much."""

from __future__ import annotations

from dataclasses import asdict

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("coders")(coders)


def coders(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the coders: codings, rejected suggestions, notes, transcripts begun and done, and since when.

    Example: qualcode coders
    """
    from qualcode.journal.coders import summaries
    from qualcode.journal.merging import lying

    opened = open_study(study)
    read = lying(opened.log.journal.logs(), opened.log.journal.place)
    known = summaries(opened.log.ledger, {each.path.name: each.read.events for each in read})
    for fault in opened.log.logged.faults:
        say(str(fault))
    if as_json:
        print_json({"coders": [asdict(coder) for coder in known]})
    elif known:
        from qualcode.cli.render.trail import coders as draw

        draw(known)
    if not known:
        say("Nobody has coded by hand yet; `qualcode apply` and `qualcode code` begin a log.")
