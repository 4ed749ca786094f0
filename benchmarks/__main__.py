"""Run every benchmark and print its ratio: all of them, or those that are named.

python -m benchmarks [start coding sentences importing relocation crash damage together screen opening
                     agreement hostile growth]
                     [--kills N | --hours H] [--seed S]

Ends with 1 where something failed that must not: an acknowledged decision lost, a key press too slow,
work without bound.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import crashing, damage, relocation, screen_latency, screen_opening, writing_together
from benchmarks.agreement import agreement_ratios
from benchmarks.growth import growth_ratios
from benchmarks.hostile import hostile_ratios
from benchmarks.importing import import_ratios
from benchmarks.sentences import sentence_ratios
from benchmarks.timing import Failure, Ratio, command, compare, processor, python
from qualcode import Study
from qualcode.coding.language import StudyLanguage
from qualcode.transcripts import units_of

ROOT = Path(__file__).parent.parent
PARTS = ("qualcode.toml", "codebook", "transcripts_sample")
SCRIPT = str(ROOT / ".venv" / "bin" / "qualcode")


def main() -> int:
    """Measure, each on a fresh copy of the sample study; 1 where something failed."""
    wanted = asked()
    failed = 0
    for name in wanted.names or ALL:
        with tempfile.TemporaryDirectory() as folder:
            study = copy(Path(folder) / "study")
            for result in ALL[name](str(study), wanted):
                print(result, end="\n\n" if isinstance(result, Ratio) else "\n", flush=True)
                failed |= isinstance(result, Failure)
    return failed


def asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(ALL)}")
    parser.add_argument("--kills", type=int, default=1_000, help="crash: kill so often")
    parser.add_argument("--hours", type=float, default=0.0, help="crash: go on for so long instead")
    parser.add_argument("--seed", type=int, default=1, help="crash: what is drawn by chance")
    wanted = parser.parse_args()
    for name in wanted.names:
        if name not in ALL:
            parser.error(f"there is no {name!r}; choose of {', '.join(ALL)}")
    return wanted


def copy(folder: Path) -> Path:
    """A copy of the sample study, without codings."""
    folder.mkdir()
    for part in PARTS:
        source = ROOT / part
        (shutil.copytree if source.is_dir() else shutil.copy)(source, folder / part)
    return folder


def start(folder: str) -> Iterator[Ratio]:
    """How soon commands answer."""
    study = Study.open(folder)
    study.autocode()
    typer = ("python -c 'import typer'", python("-c", "import typer"))
    pandas = ("python -c 'import pandas'", python("-c", "import pandas"))
    bare = ("python -c pass", python("-c", "pass"))
    # what these cost is a fraction of a second: in processor time, for the machine may be busy
    for words in ("--help", "tally --help"):
        shown = (f"qualcode {words}", command([SCRIPT, *words.split()]))
        yield compare("help", shown, typer, pairs=15, goal=1.5, clock=processor)
    shown = ("qualcode --version", command([SCRIPT, "--version"]))
    yield compare("version", shown, bare, pairs=15, clock=processor)
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
    engine = study.suggestions.ground.engine
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


def crash(folder: str, asked: argparse.Namespace) -> Iterator[str]:
    """Kill processes that code."""
    yield from crashing.measured(Path(folder), asked.kills, asked.hours, asked.seed)


def beside(folder: str) -> Path:
    """An empty folder for a study that is made, not copied."""
    made = Path(folder).with_name("large")
    made.mkdir()
    return made


Benchmark = Callable[[str, argparse.Namespace], Iterator[Ratio | str]]
ALL: Mapping[str, Benchmark] = {
    "start": lambda folder, _: start(folder),
    "coding": lambda folder, _: coding_ratios(folder),
    "sentences": lambda folder, _: sentence_ratios(Study.open(folder).transcripts),
    "importing": lambda _, __: import_ratios(SCRIPT),
    "relocation": lambda folder, _: moved(folder),
    "crash": crash,
    "damage": lambda _, __: damage.measured(),
    "together": lambda folder, _: writing_together.measured(Path(folder)),
    "screen": lambda folder, _: screen_latency.measured(beside(folder), SCRIPT),
    "opening": lambda folder, _: screen_opening.measured(beside(folder), SCRIPT),
    "agreement": lambda _, __: agreement_ratios(),
    "hostile": lambda folder, _: hostile_ratios(beside(folder)),
    "growth": lambda folder, _: growth_ratios(beside(folder)),
}


if __name__ == "__main__":
    sys.exit(main())
