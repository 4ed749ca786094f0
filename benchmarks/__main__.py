"""Run every benchmark and print its ratio: all of them, or those that are named.

python -m benchmarks [start coding sentences importing relocation]
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import relocation
from benchmarks.importing import import_ratios
from benchmarks.sentences import sentence_ratios
from benchmarks.timing import Ratio, command, compare, python
from qualcode import Study
from qualcode.coding.language import StudyLanguage
from qualcode.transcripts import units_of

ROOT = Path(__file__).parent.parent
PARTS = ("qualcode.toml", "codebook", "transcripts_sample")
SCRIPT = str(ROOT / ".venv" / "bin" / "qualcode")


def main() -> None:
    """Measure on a copy of the sample study."""
    wanted = sys.argv[1:] or [*ALL]
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder) / part)
        for name in wanted:
            for result in ALL[name](folder):
                print(result, end="\n\n" if isinstance(result, Ratio) else "\n", flush=True)


def start(folder: str) -> Iterator[Ratio]:
    """How soon commands answer."""
    study = Study.open(folder)
    study.autocode()
    typer = ("python -c 'import typer'", python("-c", "import typer"))
    pandas = ("python -c 'import pandas'", python("-c", "import pandas"))
    yield compare("help", ("qualcode --help", command([SCRIPT, "--help"])), typer, pairs=15, goal=1.5)
    tally = command([SCRIPT, "tally", "--json"], cwd=folder)
    yield compare("tally on a warm cache", ("qualcode tally --json", tally), pandas, pairs=9)
    workbook = command([SCRIPT, "export", "xlsx", "-o", "out.xlsx"], cwd=folder)
    openpyxl = ("python -c 'import pandas, openpyxl'", python("-c", "import pandas, openpyxl"))
    yield compare("workbook on a warm cache", ("qualcode export xlsx", workbook), openpyxl)


def coding_ratios(folder: str) -> Iterator[Ratio]:
    """The engine against the tokens it needs."""
    study = Study.open(folder)
    engine = ("reference engine", coding(study))
    yield compare("coding by rules", engine, ("spaCy's tokens and lemmas", tokens(study)))


def moved(folder: str) -> Iterator[str]:
    """Where codings end up after edits, counted; and how long it takes in a long text."""
    transcripts = Path(folder) / "transcripts_sample"
    yield from relocation.measured(transcripts)
    for kind, took in relocation.seconds(transcripts).items():
        yield f"5,000 codings in 300,000 characters, {kind}: {took:.1f} s here and now"


def coding(study: Study) -> Callable[[], object]:
    """Code the sample's transcripts, engine loaded."""
    engine = study.engine
    return lambda: [engine.transcript(transcript) for transcript in study.transcripts]


def tokens(study: Study) -> Callable[[], object]:
    """Tokenise and lemmatise the same sentences, and nothing else."""
    language = StudyLanguage()
    sentences = [
        transcript.body[unit.start : unit.end]
        for transcript in study.transcripts
        for unit in units_of(transcript, "sentence")
    ]
    return lambda: list(language.docs(sentences))


ALL: Mapping[str, Callable[[str], Iterator[Ratio | str]]] = {
    "start": start,
    "coding": coding_ratios,
    "sentences": lambda folder: sentence_ratios(Study.open(folder).transcripts),
    "importing": lambda _: import_ratios(SCRIPT),
    "relocation": moved,
}


if __name__ == "__main__":
    main()
