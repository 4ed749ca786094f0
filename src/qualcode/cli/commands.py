"""Which commands there are, and the group that imports one of them when it is asked for.

`--help` and completion show the lines of this table; a test holds them to the docstrings. So no command pays
for another's imports.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from keyword import iskeyword
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_group

COMMANDS: Mapping[str, str] = {
    # the study
    "init": "Make a new study: settings, a small codebook, tables and two invented transcripts to replace.",
    "import": "Import transcripts: .txt .md .docx .vtt .srt .rtf .odt .pdf .csv .xlsx, whatever they are "
    "called.",
    "units": "Print the units of a transcript: id, start and end (code points of the body), speaker, text.",
    "check": "Check the whole study: settings, codebook, cases, participants, transcripts.",
    "run": "Check, code by rules, tally and write the workbook; print the first table and where the file is.",
    "status": "Show where the study stands and who has done what: assigned, begun, done, done blind, coded, "
    "rejected.",
    # by hand
    "assign": "Share the transcripts out among coders, some of them to all; balanced by groups and by "
    "length.",
    "code": "Code by hand: the text, the codebook's keys, and each decision on the disk at once. ? shows all "
    "keys.",
    "apply": "Apply a code to words of a transcript, as a line in the coder's log; saved when this ends.",
    "accept": "Make the rules' suggestion of a code your own coding; it covers the unit that the rules "
    "coded.",
    "reject": "Turn the rules' suggestion of a code down: you looked at it, and it does not hold there.",
    "remove": "Take codings of your own back; the log remembers them, and `qualcode undo` brings them again.",
    "memo": "Write a memo: on a coding, on words of a transcript, a transcript, a code, or (with none) the "
    "study.",
    "done": "Say that you have finished transcripts: what you did not code in them you have seen.",
    "undo": "Take your last decisions back, the newest first; the log remembers both.",
    "redo": "Bring again what was undone last, as long as nothing else was decided since.",
    # the logs
    "coders": "List the coders: codings, rejected suggestions, notes, transcripts begun and done, and since "
    "when.",
    "log": "Tell every decision in words, oldest first: when (UTC), who, what; nothing is ever cut.",
    "merge": "Take in another person's copy of the study: what is missing here is added, nothing is changed.",
    "account": "Account for every coding in the logs: counted in a table, or left out, and why.",
    "verify": "Check the coders' logs: the checksum of every line, every quote against its text, every code.",
    # by rules
    "autocode": "Code the transcripts by the codebook's rules and print counts per theme.",
    "evaluate": "Hold the rules to hand codes: precision, recall and F1 per theme, and their macro mean.",
    # results
    "find": "Show words in their context, wherever they are said: by participants, interviewers, in "
    "documents.",
    "tally": "Count who or what has each code, by an attribute of case, participant or transcript: n, N and "
    "percent.",
    "cooccur": "Count in how many units two codes meet, with Jaccard's coefficient in the JSON.",
    "quotes": "Print the segments that have a code, with who said it, who coded it and why.",
    "agreement": "Say how far coders agree, code by code and on all: percent, kappas, alpha, AC1, with "
    "intervals.",
    "disagreements": "Show where coders disagree, unit by unit, with context, and which codes are taken for "
    "which.",
    "adjudicate": "Settle disagreements: decide, say why; what is settled counts as the coder `consensus`.",
    # with commands of their own
    "anchors": "List hand codings with what edits did to them; settle what is open.",
    "codebook": "Show the codebook, test its rules, take it from a table or to one, print its JSON Schema.",
    "export": "Write results for other programs.",
}
_LIVES_WITH = {"reject": "accept", "redo": "undo"}


class Commands(TyperGroup):
    """Lists the commands of the table; what is behind a name is imported when that command is meant."""

    def __init__(self, **attributes: Any) -> None:
        listed = {name: TyperCommand(name, help=summary) for name, summary in COMMANDS.items()}
        super().__init__(**{**attributes, "commands": listed})

    def resolve_command(self, ctx: typer.Context, args: list[str]) -> Any:  # type: ignore[override]
        """The command that is meant, and what is left of the words."""
        name, command, rest = super().resolve_command(ctx, args)
        return name, loaded(name) if command and name else command, rest


def loaded(name: str) -> TyperCommand | TyperGroup:
    """The command of that name: the function in its file, or the `app` where it has commands of its own."""
    function = name + "_" * iskeyword(name)
    module = import_module(f"qualcode.cli.{_LIVES_WITH.get(name, function)}")
    family = typer.Typer(rich_markup_mode=None, add_completion=False)
    if hasattr(module, "app"):
        family.add_typer(module.app, name=name)
    else:
        family.command(name)(getattr(module, function))
    command: TyperCommand | TyperGroup = get_group(family).commands[name]  # type: ignore[assignment]
    return command
