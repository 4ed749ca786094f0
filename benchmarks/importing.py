"""Importing 1,000 transcripts of 8,000 words, held against reading their bytes and decoding them."""

from __future__ import annotations

import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.timing import Ratio, compare
from qualcode.starter import make_study

WORDS = 8000
COUNTS = {"txt": 1000, "vtt": 300, "docx": 300}
_READ = """
import sys, zipfile
from pathlib import Path
for path in Path(sys.argv[1]).iterdir():
    if path.suffix == ".docx":
        zipfile.ZipFile(path).read("word/document.xml").decode("utf-8")
    else:
        path.read_bytes().decode("utf-8")
"""
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_RUN = (
    '<w:r w:rsidRPr="00AB12CD"><w:rPr><w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>{look}<w:sz w:val="22"/>'
    '<w:lang w:val="en-GB"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
)
_TALK = """
    the of and to we in that it is was for on they with as but at this have from our country partner exercise
    minister budget training think know mean really something people difficult standard officer meeting paper
    support question answer region
"""
_VOCABULARY = _TALK.split()


def import_ratios(script: str) -> Iterator[Ratio | str]:
    """The ratio for each format, with what it means in MB of text a second here, and the memory it took."""
    for suffix, count in COUNTS.items():
        with tempfile.TemporaryDirectory() as folder:
            files = Path(folder) / "files"
            megabytes = _write(files, suffix, count) / 1e6
            work = _importing(script, Path(folder), files)
            read = _python(_READ, str(files))
            name = f"importing {count} .{suffix} files, {megabytes:.0f} MB of text"
            yield compare(name, ("qualcode import", work), ("read and decode", read), pairs=3)
            start = time.perf_counter()
            work()
            speed = megabytes / (time.perf_counter() - start)
            yield f"  {speed:.1f} MB of text a second, the whole process, here and now"
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield f"  largest process: {peak:.0f} MB of memory"


def _importing(script: str, folder: Path, files: Path) -> Callable[[], object]:
    def work() -> None:
        study = folder / "study"
        shutil.rmtree(study, ignore_errors=True)
        make_study(study, empty=True)
        subprocess.run(
            [script, "import", str(files), "--yes", "--json"], cwd=study, capture_output=True, check=True
        )

    return work


def _python(code: str, argument: str) -> Callable[[], object]:
    return lambda: subprocess.run([sys.executable, "-c", code, argument], check=True)


# --- the files ----------------------------------------------------------------------------


def _write(folder: Path, suffix: str, count: int) -> int:
    """Write so many transcripts of invented words; returns the characters of their talk."""
    folder.mkdir()
    chance = random.Random(8000)  # noqa: S311 - words, no secrets
    total = 0
    for number in range(count):
        turns = list(_turns(chance))
        total += sum(len(text) for _, text in turns)
        _WRITERS[suffix](folder / f"t{number:04}.{suffix}", turns)
    return total


def _turns(chance: random.Random) -> Iterator[tuple[str, str]]:
    words = 0
    while words < WORDS:
        for speaker, sentences in (("INTERVIEWER", 1), ("PARTICIPANT", chance.randint(3, 12))):
            talk = " ".join(_sentence(chance) for _ in range(sentences))
            words += talk.count(" ") + 1
            yield speaker, talk


def _sentence(chance: random.Random) -> str:
    words = [chance.choice(_VOCABULARY) for _ in range(chance.randint(5, 22))]
    return " ".join(words).capitalize() + chance.choice("...?")


def _txt(path: Path, turns: list[tuple[str, str]]) -> None:
    path.write_text("\n\n".join(f"{speaker}: {text}" for speaker, text in turns), "utf-8")


def _vtt(path: Path, turns: list[tuple[str, str]]) -> None:
    cues, second = ["WEBVTT"], 0
    for speaker, text in turns:
        words = text.split()
        for start in range(0, len(words), 12):
            name = f"{speaker}: " if start == 0 else ""
            hour, rest = divmod(second, 3600)
            clock = f"{hour:02}:{rest // 60:02}:{rest % 60:02}"
            cues.append(f"{clock}.000 --> {clock}.900\n{name}{' '.join(words[start : start + 12])}")
            second += 4
    path.write_text("\n\n".join(cues) + "\n", "utf-8")


def _docx(path: Path, turns: list[tuple[str, str]]) -> None:
    paragraphs = "".join(
        f'<w:p w:rsidR="00AB12CD"><w:pPr><w:spacing w:after="120"/></w:pPr>{_runs(*turn)}</w:p>'
        for turn in turns
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {_W}><w:body>{paragraphs}</w:body></w:document>")


def _runs(speaker: str, text: str) -> str:
    words = text.split(" ")
    pieces = [" ".join(words[i : i + 15]) + " " for i in range(0, len(words), 15)]
    return _RUN.format(look="<w:b/>", text=f"{speaker}: ") + "".join(
        _RUN.format(look="", text=p) for p in pieces
    )


_WRITERS = {"txt": _txt, "vtt": _vtt, "docx": _docx}
