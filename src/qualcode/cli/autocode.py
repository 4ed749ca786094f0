"""`qualcode autocode`: rules → codings, in the study or in any table of excerpts."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_study, print_json, say, track
from qualcode.errors import QualcodeError
from qualcode.model import RULES

if TYPE_CHECKING:
    from qualcode import Study

ADDED = ("codes", "evidence")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("autocode")(autocode)


def autocode(
    table: Annotated[
        Path | None, typer.Option("--table", metavar="FILE.csv", help="Code the rows of a table instead.")
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="COL", help="The table's column of text.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.csv", help="Write here instead of stdout.")
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Code the transcripts by the codebook's rules and print counts per theme.

    With --table, add the columns `codes` (themes joined with ;) and `evidence` to a table of excerpts;
    everything else stays as it is.

    Examples: qualcode autocode --json; qualcode autocode --table answers.csv --text answer -o coded.csv
    """
    opened = open_study(study)
    if table is not None and as_json:
        raise QualcodeError("--table writes a table; leave --json out")
    if table is not None:
        _code_table(opened, table, text, output)
        return
    if text or output:
        raise QualcodeError("--text and -o go with --table; add --table FILE.csv")
    derived = opened.suggestions.derive_all(track)
    counts = _counts(opened)
    if as_json:
        data = {"transcripts": len(opened.transcripts), "unit": opened.settings.unit, "coder": "rules"}
        print_json({**data, "computed": derived.computed, "cached": derived.cached, "codes": counts})
    else:
        from qualcode.cli import render

        render.counts(opened, counts)
        say(f"{derived.computed} transcripts coded, {derived.cached} unchanged since they were.")


def _counts(opened: Study) -> list[dict[str, object]]:
    """Codings and transcripts of each theme, over all transcripts whatever their kind."""
    everything = {name: ["*"] for name in opened.settings.where}  # takes the filter's place
    codings = opened.tally("kind", "codings", where=everything, source=RULES)
    transcripts = opened.tally("kind", "transcripts", where=everything, source=RULES)
    return [
        {
            "code": theme.id,
            "name": theme.name,
            "codings": codings.total(theme.id).n,
            "transcripts": transcripts.total(theme.id).n,
        }
        for theme in opened.codebook.themes
    ]


def _code_table(opened: Study, path: Path, text: str, output: Path | None) -> None:
    from qualcode.delimited import read_delimited, write_delimited
    from qualcode.files import write_text

    if output is not None and output.resolve() == path.resolve():
        raise QualcodeError(
            f"{output}: is the table itself; name another file, so that nothing is overwritten"
        )
    if not text:
        raise QualcodeError("--table needs --text COL; name the column that holds the text")
    table = read_delimited(path, place=str(path))
    column = table.column(text)
    taken = [name for name in ADDED if name in [title.strip().casefold() for title in table.header]]
    if taken:
        raise QualcodeError(
            f"{path}: has a column {taken[0]!r} already; rename it, so that nothing is overwritten"
        )
    say(f"{path}: {len(table.rows)} rows, {table.guess}")
    found = opened.rules.code([row[column] for row in table.rows], track)
    rows = [
        (*row, ";".join(themes), " | ".join(themes.values()))
        for row, themes in zip(table.rows, found, strict=True)
    ]
    coded = write_delimited((*table.header, *ADDED), rows, table.separator, bom=table.encoding != "utf-8")
    if output is None:
        sys.stdout.write(coded)
    else:
        write_text(output, coded)
        say(f"{output}: {len(rows)} rows, {sum(map(bool, found))} with a code")
