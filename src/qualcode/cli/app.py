"""The commands, put together. Imports nothing heavy: `--help` must be quick."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from qualcode.cli import (
    accept,
    adjudicate,
    agreement,
    anchors,
    apply,
    assign,
    autocode,
    check,
    code,
    codebook,
    coders,
    cooccur,
    disagreements,
    done,
    evaluate,
    export,
    find,
    import_,
    init,
    log,
    memo,
    merge,
    options,
    quotes,
    remove,
    run,
    status,
    tally,
    undo,
    units,
    verify,
)
from qualcode.cli.options import StudyOption, open_study

app = typer.Typer(
    name="qualcode",
    help="Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.",
    epilog="Start with `qualcode init DIR`, or with `qualcode run` in a study. Every command has --help.",
    rich_markup_mode=None,  # Rich's help costs more than all of typer
    pretty_exceptions_enable=False,
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
STUDY = (init, import_, units, check, run, status)
BY_HAND = (assign, code, apply, accept, remove, memo, done, undo)
LOGS = (coders, log, merge, verify)
BY_RULES = (autocode, evaluate)
RESULTS = (find, tally, cooccur, quotes, agreement, disagreements, adjudicate)
for module in (*STUDY, *BY_HAND, *LOGS, *BY_RULES, *RESULTS):
    module.register(app)
app.add_typer(anchors.app, name="anchors")
app.add_typer(codebook.app, name="codebook")
app.add_typer(export.app, name="export")


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        sys.stdout.write(f"qualcode {version('qualcode')}\n")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def alone(
    context: typer.Context,
    study: StudyOption = None,
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Code interviews from the terminal: transcripts and a codebook to tables, quotes and Excel.

    Alone, `qualcode` shows where the study stands and what to do next.
    """
    if study is not None:
        options.named_first = study
    if context.invoked_subcommand is None:
        from qualcode.cli import render

        render.status(open_study(study))
