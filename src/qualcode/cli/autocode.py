"""`qualcode autocode`: rules → codings, in the study or in any table of excerpts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import opening, options, render
from qualcode.cli.emitting import Output, print_table, say, track
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode import Study


def autocode(
    table: Annotated[
        Path | None, typer.Option("--table", metavar="FILE.csv", help="Code the rows of a table instead.")
    ] = None,
    text: Annotated[str, typer.Option("--text", metavar="COL", help="The table's column of text.")] = "",
    output: Annotated[
        Path | None, typer.Option("-o", "--output", metavar="OUT.csv", help="Write here instead of stdout.")
    ] = None,
    study: options.Study = None,
    as_json: options.Json = False,
) -> None:
    """Code the transcripts by the codebook's rules and print counts per theme.

    With --table, add the columns `codes` (themes joined with ;) and `evidence` to a table of excerpts;
    everything else stays as it is.

    Examples: qualcode autocode --json; qualcode autocode --table answers.csv --text answer -o coded.csv
    """
    from qualcode.study.ruled_tables import theme_counts

    opened = opening.study(study)
    if table is not None and as_json:
        raise QualcodeError("--table writes a table; leave --json out")
    if table is not None:
        _code_table(opened, table, text, output)
        return
    if text or output:
        raise QualcodeError("--text and -o go with --table; add --table FILE.csv")
    derived = opened.suggestions.derive_all(track)
    counts = theme_counts(opened.tables)
    Output(as_json).give(
        lambda: {
            "transcripts": len(opened.transcripts),
            "unit": opened.settings.unit,
            "coder": "rules",
            "computed": derived.computed,
            "cached": derived.cached,
            "codes": counts,
        },
        lambda: render.tables.counts(opened, counts),
    )
    if not as_json:
        say(f"{derived.computed} transcripts coded, {derived.cached} unchanged since they were.")


def _code_table(opened: Study, path: Path, text: str, output: Path | None) -> None:
    from qualcode.delimited import write_delimited
    from qualcode.files import write_text
    from qualcode.study.ruled_tables import ADDED, coded_rows, read_texts

    if output is not None and output.resolve() == path.resolve():
        raise QualcodeError(
            f"{output}: is the table itself; name another file, so that nothing is overwritten"
        )
    if not text:
        raise QualcodeError("--table needs --text COL; name the column that holds the text")
    table = read_texts(path, text)
    say(table.about)
    rows, coded = coded_rows(opened.rules, table, track)
    header = (*table.header, *ADDED)
    if output is None:
        print_table(header, rows, table.separator, bom=table.marked)
    else:
        write_text(output, write_delimited(header, rows, table.separator, bom=table.marked))
        say(f"{output}: {len(rows)} rows, {coded} with a code")
