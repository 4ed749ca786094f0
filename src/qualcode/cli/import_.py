"""`qualcode import`: files of other programs → transcripts of the study."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import JsonOption, StudyOption, open_parts, print_json, say, track
from qualcode.errors import QualcodeError

if TYPE_CHECKING:
    from qualcode.intake.results import ImportOptions, ImportResult
    from qualcode.study.texts import Texts

SHOWN = (
    "path",
    "id",
    "format",
    "preset",
    "encoding",
    "turns",
    "words",
    "speakers",
    "warnings",
    "status",
    "reason",
)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("import")(import_)


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE|FOLDER...", help="What to import; folders with all below them."),
    ] = None,
    preset: Annotated[
        str,
        typer.Option(
            "--preset",
            metavar="NAME",
            help="teams, word, zoom, otter, whisper, plain, table or none; else found.",
        ),
    ] = "",
    encoding: Annotated[
        str, typer.Option("--encoding", metavar="NAME", help="Of text files; else found.")
    ] = "",
    speaker: Annotated[
        list[str] | None,
        typer.Option(
            "--speaker", metavar="LABEL=PARTICIPANT", help="Who a label is; the id replaces it in the text."
        ),
    ] = None,
    interviewer: Annotated[
        list[str] | None, typer.Option("--interviewer", metavar="LABEL", help="A label of the interviewer.")
    ] = None,
    kind: Annotated[str, typer.Option("--kind", help="interview, focus_group or document.")] = "",
    date: Annotated[str, typer.Option("--date", metavar="YYYY-MM-DD", help="Day of the interview.")] = "",
    own: Annotated[
        str, typer.Option("--id", metavar="ID", help="Id of the transcript; else the file's name.")
    ] = "",
    participants: Annotated[
        Path | None,
        typer.Option("--participants", metavar="FILE", help="Import a table of participants instead."),
    ] = None,
    cases: Annotated[
        Path | None, typer.Option("--cases", metavar="FILE", help="Import a table of cases instead.")
    ] = None,
    column: Annotated[
        list[str] | None,
        typer.Option("--column", metavar="FIELD=HEADING", help="Of such a table: which column is what."),
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", metavar="NAME", help="Of such a table; else found.")] = "",
    header: Annotated[
        int, typer.Option("--header", metavar="ROW", help="Row of its headings; else found.")
    ] = 0,
    replace: Annotated[
        bool,
        typer.Option(
            "--replace", help="Also where the transcript was edited in the study, or is another text."
        ),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would come in; write nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Don't ask.")] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import transcripts: .txt .md .docx .vtt .srt .rtf .odt .pdf .csv .xlsx, whatever they are called.

    Formats, encodings, speakers and time stamps are found and shown before anything is written. A file
    that can't be read never stops the others; exit code 2 says that there was one. A file that came in
    before is an edit: codings made on it move with their words (`qualcode anchors`).

    Examples: qualcode import interviews/; qualcode import --participants people.xlsx;
    qualcode import "P07 Teams.docx" --speaker "Ann Lee=P07" --interviewer "Max Roth"
    """
    opened = open_parts(study)
    if participants is not None or cases is not None:
        if files:
            raise QualcodeError(
                "--participants and --cases take the place of files; run them one after the other"
            )
        from qualcode.cli import import_attributes

        import_attributes.run(
            opened,
            participants=participants,
            cases=cases,
            columns=column or (),
            sheet=sheet,
            header=header,
            dry_run=dry_run,
            yes=yes,
            as_json=as_json,
        )
        return
    if column or sheet or header:
        raise QualcodeError("--column, --sheet and --header go with --participants or --cases")
    if not files:
        raise QualcodeError("nothing to import; name files or folders")
    choice = _choice(preset, encoding, speaker or (), interviewer or (), kind, date, own, replace=replace)
    _import(opened, files, choice, dry_run=dry_run, yes=yes, as_json=as_json)


def _choice(
    preset: str,
    encoding: str,
    speakers: Sequence[str],
    interviewers: Sequence[str],
    kind: str,
    date: str,
    own: str,
    *,
    replace: bool,
) -> ImportOptions:
    from qualcode.intake.draft import FileOptions
    from qualcode.intake.labels import key_of
    from qualcode.intake.presets import PRESETS
    from qualcode.intake.results import ImportOptions
    from qualcode.model import ID, TRANSCRIPT_KINDS
    from qualcode.positions import nearest
    from qualcode.tables.values import IN_OUR_TABLES, is_missing
    from qualcode.transcripts.canonical import is_date

    if preset and preset not in PRESETS:
        raise QualcodeError(f"--preset {preset}: unknown; {nearest(preset, PRESETS)}")
    if kind and kind not in TRANSCRIPT_KINDS:
        raise QualcodeError(f"--kind {kind}: unknown; {nearest(kind, TRANSCRIPT_KINDS)}")
    if date and not is_date(date):
        raise QualcodeError(f"--date {date}: is none; write it as 2021-03-15")
    if own and not ID.fullmatch(own):
        raise QualcodeError(f"--id {own}: cannot be used; write letters, digits, _ . - only")
    named = {}
    for entry in speakers:
        label, sign, who = entry.rpartition("=")
        usable = ID.fullmatch(who.strip()) and not is_missing(who, IN_OUR_TABLES)
        if not sign or not key_of(label) or not usable:
            raise QualcodeError(
                f"--speaker {entry}: is not LABEL=PARTICIPANT; write it like --speaker 'Ann Lee=P07'"
            )
        named[key_of(label)] = who.strip()
    wishes = FileOptions(named, frozenset(map(key_of, interviewers)), kind, date)
    return ImportOptions(wishes, preset, encoding, own, replace)


def _import(
    opened: Texts,
    files: Sequence[Path],
    choice: ImportOptions,
    *,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    from qualcode.intake.people import newcomers
    from qualcode.intake.plan import commit, discard, planned
    from qualcode.intake.results import WRITTEN

    try:
        incoming = planned(opened, files, choice, staging=not dry_run, track=track)
        coming = [entry for entry in incoming if entry.status in WRITTEN]
        people = newcomers(opened, coming)
        if not as_json:
            from qualcode.cli import render

            render.incoming(incoming)
        if coming and not dry_run:
            if not (yes or as_json) and not _agreed(coming):
                say("Nothing was written.")
                return
            commit(opened, coming, people)
    finally:  # also where the person stops it
        if not dry_run:
            discard(opened.folder)
    if as_json:
        print_json({"files": [_as_data(entry) for entry in incoming]})
    else:
        _report(opened, incoming, people, dry_run=dry_run)
    if any(entry.status == "failed" for entry in incoming):
        raise typer.Exit(2)


def _agreed(coming: Sequence[ImportResult]) -> bool:
    """Whether the person agrees; where nobody can be asked, naming the files was agreement enough."""
    if not sys.stdin.isatty():
        return True
    many = f"{len(coming)} transcripts" if len(coming) > 1 else "this transcript"
    return typer.confirm(f"Bring {many} in?", default=True, err=True)


def _as_data(entry: ImportResult) -> dict[str, object]:
    data = {name: getattr(entry, name) for name in SHOWN}
    return {**data, "speakers": dict(entry.speakers), "warnings": list(entry.warnings)}


def _report(opened: Texts, incoming: Sequence[ImportResult], people: Sequence[str], *, dry_run: bool) -> None:
    for entry in incoming:
        if entry.status in ("failed", "skipped"):
            say(f"{entry.path}: {entry.status}: {entry.reason}")
    counts = Counter(entry.status for entry in incoming)
    said = ", ".join(
        f"{counts[status]} {status}"
        for status in ("imported", "edited", "unchanged", "skipped", "failed")
        if counts[status]
    )
    say(f"{said or 'Nothing found'}{' (nothing written: --dry-run)' if dry_run else ''}.")
    if people and not dry_run:
        table = opened.settings.participants
        named = f"{', '.join(people[:8])}{', …' if len(people) > 8 else ''}"
        say(f"{len(people)} new in {table}: {named}; fill in their rows.")
    if counts["edited"] and not dry_run:
        say("Next: `qualcode anchors` shows where codings made before went.")
