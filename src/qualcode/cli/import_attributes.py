"""`qualcode import --participants FILE` and `--cases FILE`: attribute sheets into the study's tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.cli.options import print_json, say

if TYPE_CHECKING:
    from qualcode.delimited import Delimited
    from qualcode.model import Case, Transcript
    from qualcode.study.texts import Texts
    from qualcode.transcripts.attributes import AttributeMerge, AttributeOwner, AttributeRows

    Checks = Callable[[AttributeRows, AttributeMerge], Sequence[str]]

COUNTS = ("rows", "added", "changed", "unchanged", "kept")


def run(
    study: Texts,
    *,
    participants: Path | None,
    cases: Path | None,
    columns: Sequence[str] = (),
    sheet: str = "",
    header: int = 0,
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> None:
    """Import the tables that are named, cases first: participants refer to them."""
    done: dict[str, dict[str, Any]] = {}
    how: dict[str, Any] = {"columns": columns, "sheet": sheet, "header": header, "dry_run": dry_run}
    how |= {"yes": yes, "as_json": as_json}
    if cases is not None:
        done["cases"] = import_cases(study, cases, **how)
    if participants is not None:
        done["participants"] = import_participants(type(study)(study.folder), participants, **how)
    if as_json:
        print_json(done if len(done) > 1 else next(iter(done.values())))


def import_participants(study: Texts, path: Path, **how: Any) -> dict[str, Any]:
    """Import a table of participants; returns what `--json` prints (see `_import`)."""
    from qualcode.transcripts.attributes import contradictions, strangers

    def checks(new: AttributeRows, plan: AttributeMerge) -> list[str]:
        transcripts = _transcripts(study)
        return [*strangers(new, plan.ids, transcripts), *contradictions(new, transcripts)]

    return _import(study, "participants", path, checks, **how)


def import_cases(study: Texts, path: Path, **how: Any) -> dict[str, Any]:
    """Import a table of cases; returns what `--json` prints (see `_import`)."""
    return _import(study, "cases", path, lambda _new, _plan: [], **how)


def _import(
    study: Texts,
    kind: AttributeOwner,
    path: Path,
    checks: Checks,
    *,
    columns: Sequence[str] = (),
    sheet: str = "",
    header: int = 0,
    dry_run: bool = False,
    yes: bool = False,
    as_json: bool = False,
) -> dict[str, Any]:
    from qualcode.documents import read_document
    from qualcode.files import write_text
    from qualcode.locking import changing
    from qualcode.tables import TableChoice
    from qualcode.transcripts.attributes import Known, attribute_rows, merged
    from qualcode.transcripts.people import own_headings

    named: str = getattr(study.settings, kind)
    target = study.folder / named
    document = read_document(path)
    old = _old(target, named)
    cases = _cases(study)
    known = Known(_ids(study, kind, old), cases, own_headings(cases))
    choice = TableChoice(sheet, header, tuple(columns))
    new = attribute_rows(document, kind, known, choice, place=str(path))

    def planned(there: Delimited | None) -> AttributeMerge:
        found = merged(there, new, known, str(path))
        return replace(found, warnings=(*found.warnings, *checks(new, found)))

    plan = planned(old)
    if not as_json:
        from qualcode.cli.render import previews

        previews.frame(plan)
    written = not dry_run and _agreed(target, plan, yes=yes or as_json)
    if written:
        with changing(study.folder):
            there = _old(target, named)
            plan = plan if there == old else planned(there)  # somebody changed it while we asked
            write_text(target, plan.text)
        say(f"{target}: {plan.added} rows added, {plan.changed} changed.")
    if dry_run and not as_json:
        say(f"Nothing was written (--dry-run); without it, {target} would be.")
    counts = {name: value for name, value in asdict(plan).items() if name in COUNTS}
    data = {
        "path": str(path),
        "format": document.format,
        "target": str(target),
        "columns": dict(plan.columns),
    }
    return {**data, **counts, "warnings": list(plan.warnings), "written": written}


def _old(target: Path, named: str) -> Delimited | None:
    from qualcode.delimited import read_delimited

    return read_delimited(target, place=named) if target.exists() else None


def _cases(study: Texts) -> tuple[Case, ...]:
    """The cases; none where their table is not there yet."""
    return study.cases if (study.folder / study.settings.cases).exists() else ()


def _transcripts(study: Texts) -> tuple[Transcript, ...]:
    """The transcripts that can be read, whoever speaks in them."""
    from qualcode.transcripts.register import read_register

    return read_register(study.folder / study.settings.transcripts, study.settings.transcripts)[0]


def _ids(study: Texts, kind: AttributeOwner, old: Delimited | None) -> tuple[str, ...]:
    """The ids as the study spells them: those of the table that is there, then those of speakers."""
    ids = [row[0].strip() for row in old.rows if row[0].strip()] if old else []
    if kind == "participants":
        ids += [who for transcript in _transcripts(study) for who in transcript.participants]
    return tuple(dict.fromkeys(ids))


def _agreed(target: Path, plan: AttributeMerge, *, yes: bool) -> bool:
    """Whether there is something to write, and it is to be written."""
    from qualcode.cli.asking import agreed

    if not plan.added and not plan.changed:
        say(f"{target}: holds all this already; nothing was written.")
        return False
    return agreed(f"Write {target}?", yes=yes)
