"""Run every benchmark and print its ratio."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import Ratio, command, compare, python
from qualcode import Study
from qualcode.coding.language import StudyLanguage
from qualcode.transcripts import units_of

ROOT = Path(__file__).parent.parent
PARTS = ("qualcode.toml", "codebook", "transcripts_sample")
SCRIPT = str(ROOT / ".venv" / "bin" / "qualcode")


def main() -> None:
    """Measure on a copy of the sample study."""
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, Path(folder) / part)
        for ratio in measured(folder):
            print(ratio, end="\n\n", flush=True)


def measured(folder: str) -> Iterator[Ratio]:
    """Every ratio, as soon as it is known."""
    study = Study.open(folder)
    study.autocode()
    typer = ("python -c 'import typer'", python("-c", "import typer"))
    pandas = ("python -c 'import pandas'", python("-c", "import pandas"))
    yield compare("help", ("qualcode --help", command([SCRIPT, "--help"])), typer, pairs=15, goal=1.5)
    tally = command([SCRIPT, "tally", "--json"], cwd=folder)
    yield compare("tally on a warm cache", ("qualcode tally --json", tally), pandas, pairs=9)
    yield compare(
        "coding by rules", ("reference engine", coding(study)), ("spaCy's tokens and lemmas", tokens(study))
    )
    workbook = command([SCRIPT, "export", "xlsx", "-o", "out.xlsx"], cwd=folder)
    openpyxl = ("python -c 'import pandas, openpyxl'", python("-c", "import pandas, openpyxl"))
    yield compare("workbook on a warm cache", ("qualcode export xlsx", workbook), openpyxl)


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


if __name__ == "__main__":
    main()
