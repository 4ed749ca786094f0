"""Where a study stands."""

from __future__ import annotations

from collections import Counter

from rich.markup import escape
from rich.table import Table

from qualcode import Study
from qualcode.analysis.selection import source_in_words
from qualcode.cli.render.console import Drawing


def status(study: Study) -> Drawing:
    """Draw where the study stands and what to do next."""
    yield f"[bold]{escape(study.settings.title)}[/bold]"
    faults = study.check(patterns=False)
    if faults:
        yield f"{len(faults)} faults. Next: `qualcode check` names them."
        return
    stale, workbook = study.suggestions.stale(), study.texts.workbook_path()
    facts = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    for name, fact in _facts(study, stale).items():
        facts.add_row(name, escape(fact))
    yield facts
    tables, transcripts = study.tables, [transcript.id for transcript in study.transcripts]
    account = tables.account(study.voices.table)
    for note in (*account.in_words(), *tables.counted.notes(transcripts)):
        yield escape(note)
    if stale or not workbook.exists():
        yield "Next: `qualcode run` codes, counts and writes the workbook."
    else:
        yield "Next: open the workbook, or read the words behind a number with `qualcode quotes CODE`."


def _by_hand(study: Study) -> dict[str, str]:
    """What people have done, and whose codings the tables count in how many transcripts."""
    counts = Counter(entry.coding.coder for entry in study.log.placed)
    made = ", ".join(f"{n} by {coder}" for coder, n in counts.items())
    mix = study.tables.counted.layers().mix(transcript.id for transcript in study.transcripts)
    facts = {"Coded by hand": made, "Counted": source_in_words(mix)}
    return {name: fact for name, fact in facts.items() if fact} if study.log.coders else {}


def _facts(study: Study, stale: int) -> dict[str, str]:
    book, workbook = study.codebook, study.texts.workbook_path()
    kinds = Counter(transcript.kind for transcript in study.transcripts)
    levels = {"themes": "themes", "subthemes": "sub-themes", "flags": "flags", "topics": "topics"}
    return {
        "Transcripts": ", ".join(f"{n} {kind}" for kind, n in kinds.items()),
        "Participants": f"{len(study.participants)}, of {len(study.cases)} cases",
        "Codebook": ", ".join(
            [
                f"{book.title} {book.version}",
                *(f"{len(book.level(key))} {word}" for key, word in levels.items()),
            ]
        ),
        **_by_hand(study),
        "Coded by rules": f"{len(study.transcripts) - stale} of {len(study.transcripts)} transcripts",
        "Workbook": str(workbook) if workbook.exists() else "none yet",
    }
